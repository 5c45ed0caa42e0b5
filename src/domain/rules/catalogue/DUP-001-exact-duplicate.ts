import { deny, pass, pend } from '../finding.js';
import { defineRule } from '../rule.js';

/**
 * The same stay asked for again: same person, hospital, dates, diagnoses, packages and amounts. Two
 * babies on one mother's number can be alike in all of these, so that a person looks.
 */
export const DUP_001 = defineRule({
  code: 'DUP-001',
  title: { en: 'Exact duplicate', ur: 'مکمل نقل' },
  phase: 'gate',
  authority: [
    { document: 'project-architecture', clause: '3, exact duplicate' },
    { document: 'kp-mis-study', clause: 'Duplicate records' },
  ],
  reasons: ['EXACT_DUPLICATE', 'DUPLICATE_OR_TWIN'],
  editions: {
    '2000-01-01': ({ facts: { claim, otherStays } }) => {
      const twice = otherStays.find(({ identical }) => identical);
      if (twice === undefined) return pass();
      const params = {
        otherAdmittedOn: twice.admittedOn,
        otherDischargedOn: twice.dischargedOn,
      };
      return claim.newborn && twice.newborn
        ? pend('adjudicator', 'DUPLICATE_OR_TWIN', params)
        : deny('EXACT_DUPLICATE', params);
    },
  },
});
