import { covers } from '../../calendar.js';
import { pass, pend } from '../finding.js';
import { defineRule } from '../rule.js';

/**
 * In the universal phase a person is eligible by the permanent address on the card. The registry has
 * the newest address, not that of the day, and some are covered wherever they live: so this asks.
 */
export const ELG_009 = defineRule({
  code: 'ELG-009',
  title: { en: 'Permanent address in the scheme', ur: 'مستقل پتہ سکیم کے علاقے میں' },
  phase: 'gate',
  authority: [
    { document: 'pm-health-faq', clause: 'Who is eligible: permanent address; who is nation-wide' },
  ],
  reasons: ['ADDRESS_OUTSIDE_SCHEME'],
  editions: {
    '2000-01-01': ({ facts: { claim, person } }) => {
      const district = person?.permanentPcode;
      const inForce = person?.schemeAtAddress;
      // Without an address nothing is known; ELG-003 judges the family's district.
      if (district === undefined || inForce === undefined) return pass();
      const { admittedOn } = claim;
      if (inForce.some((period) => covers(period, admittedOn))) return pass();
      return pend('adjudicator', 'ADDRESS_OUTSIDE_SCHEME', { district, admittedOn });
    },
  },
});
