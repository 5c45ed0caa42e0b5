import { pend } from '../finding.js';
import { packageOf } from '../lookup.js';
import { defineRule } from '../rule.js';

/**
 * Planned treatment is no emergency. One that an officer or adjudicator has confirmed is not asked
 * about again, and a package for emergencies beside it explains the flag.
 */
export const CLN_005 = defineRule({
  code: 'CLN-005',
  title: { en: 'Emergency plausible for the package', ur: 'پیکیج کے لیے ہنگامی داخلہ' },
  phase: 'gate',
  authority: [
    { document: 'project-architecture', clause: '6, a hospital’s own emergency flag alone pends' },
  ],
  reasons: ['EMERGENCY_FOR_ELECTIVE'],
  editions: {
    '2000-01-01': ({ facts }) => {
      const { admissionType, lines } = facts.claim;
      if (admissionType !== 'emergency' || facts.grants.emergencyConfirmed) return [];
      const elective = lines.filter((line) => packageOf(facts, line)?.limits?.elective === true);
      if (elective.length < lines.length) return [];
      return elective.map(({ packageCode, lineNo }) =>
        pend('adjudicator', 'EMERGENCY_FOR_ELECTIVE', { package: packageCode }, { lineNo }),
      );
    },
  },
});
