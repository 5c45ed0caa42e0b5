import { daysBetween } from '../../calendar.js';
import { pend, type Statement } from '../finding.js';
import { packageOf } from '../lookup.js';
import { defineRule } from '../rule.js';

/**
 * A stay no longer than its packages are ever given, and no more ward days than it can hold. Several
 * packages in one stay follow one another, so that their longest stays add up; where one states no
 * longest stay there is nothing to hold against. A stay of no days is a day-case, and fine.
 */
export const CLN_001 = defineRule({
  code: 'CLN-001',
  title: { en: 'Length of stay possible', ur: 'داخلے کی ممکنہ مدت' },
  phase: 'gate',
  authority: [{ document: 'project-architecture', clause: '9, rule family CLN' }],
  reasons: ['STAY_TOO_LONG', 'WARD_DAYS_EXCEED_STAY'],
  editions: {
    '2000-01-01': ({ facts }) => {
      const { claim } = facts;
      const days = daysBetween(claim.admittedOn, claim.dischargedOn);
      // TIM-001 speaks of a stay that ends before it begins.
      if (days < 0) return [];
      const statements: Statement[] = [];
      const longest = claim.lines.map((line) => packageOf(facts, line)?.maxStayDays);
      const maxDays = longest.reduce<number>((sum, each) => sum + (each ?? Infinity), 0);
      if (days > maxDays) statements.push(pend('adjudicator', 'STAY_TOO_LONG', { days, maxDays }));
      // A day in two wards counts in both, once for the day of arrival and once for that of leaving.
      const wardDays = Object.values(claim.wardDays ?? {}).reduce<number>(
        (sum, each) => sum + (each ?? 0),
        0,
      );
      if (wardDays > days + 1) {
        statements.push(pend('hospital', 'WARD_DAYS_EXCEED_STAY', { wardDays, days }));
      }
      return statements;
    },
  },
});
