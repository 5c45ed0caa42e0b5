import { covers } from '../../calendar.js';
import { deny, pass, pend } from '../finding.js';
import { defineRule } from '../rule.js';

/** The scheme was in force, on the day of admission, in the district of the family's permanent address. */
export const ELG_003 = defineRule({
  code: 'ELG-003',
  title: { en: 'Scheme in force in the family’s district', ur: 'خاندان کے ضلع میں سکیم نافذ' },
  phase: 'gate',
  authority: [{ document: 'pm-health-faq', clause: 'Permanent address in the scheme’s area' }],
  reasons: ['SCHEME_NOT_IN_FORCE', 'SCHEME_DATES_UNKNOWN'],
  editions: {
    '2000-01-01': ({ facts: { claim, family } }) => {
      // Without a person there is no family yet: ELG-001 asks the registry.
      if (family === undefined) return pass();
      const district = family.districtPcode;
      const periods = family.schemeInDistrict;
      if (periods.length === 0) return pend('adjudicator', 'SCHEME_DATES_UNKNOWN', { district });
      const { admittedOn } = claim;
      if (periods.some((period) => covers(period, admittedOn))) return pass();
      return deny('SCHEME_NOT_IN_FORCE', { admittedOn, district });
    },
  },
});
