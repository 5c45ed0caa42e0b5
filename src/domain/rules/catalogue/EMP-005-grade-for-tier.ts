import { deny, pass, pend } from '../finding.js';
import { packageOf, standingOf } from '../lookup.js';
import { defineRule } from '../rule.js';

/** The hospital's grade of the day may give the tier of each package, where the terms name grades. */
export const EMP_005 = defineRule({
  code: 'EMP-005',
  title: { en: 'Grade allowed the tier', ur: 'درجے کو علاج کی اجازت' },
  phase: 'gate',
  authority: [{ document: 'statehealth-empanelment', clause: 'Grade fixes eligibility and rate' }],
  reasons: ['GRADE_NOT_FOR_TIER', 'GRADE_MAYBE_NOT_FOR_TIER'],
  editions: {
    '2000-01-01': ({ facts }) => {
      const grade = standingOf(facts)?.grade;
      // Without a grade there is no rate either: PKG-002 asks for it.
      if (grade === undefined) return pass();
      return facts.claim.lines.flatMap((line) => {
        const tier = packageOf(facts, line)?.tier;
        const grades = tier === undefined ? undefined : facts.terms?.tierGrades?.[tier];
        if (tier === undefined || grades === undefined || grades.value.includes(grade)) return [];
        const { lineNo, packageCode } = line;
        const params = { grade, tier, package: packageCode };
        return grades.uncertain === true
          ? pend('adjudicator', 'GRADE_MAYBE_NOT_FOR_TIER', params, { lineNo })
          : deny('GRADE_NOT_FOR_TIER', params, { lineNo });
      });
    },
  },
});
