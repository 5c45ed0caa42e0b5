import { covers } from '../../calendar.js';
import { pass, pend } from '../finding.js';
import { defineRule } from '../rule.js';

/** Terms are on record for the day of admission: without them there is no cover to draw on. */
export const ELG_004 = defineRule({
  code: 'ELG-004',
  title: { en: 'Terms in force on admission', ur: 'داخلے کے دن شرائط نافذ' },
  phase: 'gate',
  authority: [{ document: 'project-architecture', clause: '1.7, dates rule' }],
  reasons: ['TERMS_UNKNOWN'],
  editions: {
    '2000-01-01': ({ facts: { claim, family, terms } }) => {
      // Whose terms is not known before whose claim: ELG-001 asks the registry.
      if (family === undefined) return pass();
      const { admittedOn } = claim;
      if (terms !== undefined && covers(terms, admittedOn)) return pass();
      return pend('adjudicator', 'TERMS_UNKNOWN', { admittedOn });
    },
  },
});
