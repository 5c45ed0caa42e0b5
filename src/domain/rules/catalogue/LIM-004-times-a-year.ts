import { policyYearOf } from '../../calendar.js';
import type { ClaimLine } from '../../claim/claim.js';
import type { CaseFacts } from '../facts.js';
import { pastLines, type PastStay } from '../history.js';
import { deny, pass, pend, type Statement } from '../finding.js';
import { packageOf } from '../lookup.js';
import { defineRule } from '../rule.js';

/**
 * How often a person, and how often all of a family, may have a package in the policy year of the
 * admission. What is decided counts for a fact; with what is still open, or where the year's beginning
 * is uncertain, a person looks. Where only a part fits the hospital asks for that part.
 */
export const LIM_004 = defineRule({
  code: 'LIM-004',
  title: { en: 'Times a year', ur: 'سال میں تعداد' },
  phase: 'gate',
  authority: [{ document: 'project-architecture', clause: '6, policy year of the admission' }],
  reasons: [
    'YEARLY_COUNT_SPENT',
    'YEARLY_COUNT_PARTLY',
    'YEARLY_COUNT_UNCLEAR',
    'HISTORY_TOO_LONG',
  ],
  parts: [timesIn, timesBefore],
  editions: {
    '2000-01-01': ({ facts }) => {
      const { history, terms } = facts;
      if (history === undefined || terms === undefined) return pass();
      const everybody = [...history.stays, ...history.familyStays];
      return facts.claim.lines.flatMap((line): Statement | readonly Statement[] => {
        const { packageCode, lineNo, quantity } = line;
        const limits = packageOf(facts, line)?.limits;
        const here = timesBefore(facts, line);
        const counts = [
          { times: limits?.timesAYear, stays: history.stays },
          { times: limits?.familyTimesAYear, stays: everybody },
        ].flatMap(({ times, stays }) => {
          if (times === undefined) return [];
          const decided = stays.filter(({ state }) => state !== 'pended');
          const left = times - here - timesIn(facts, packageCode, decided);
          const sureLeft = times - here - timesIn(facts, packageCode, stays);
          return [{ times, left, sureLeft }];
        });
        // The tighter of the two; both may be spent, and one sentence says so.
        const [tightest] = counts.sort((a, b) => a.left - b.left || a.sureLeft - b.sureLeft);
        if (tightest === undefined) return [];
        const { times, left } = tightest;
        const params = { package: packageCode, times };
        if (left < quantity && terms.policyYearStart.uncertain !== true) {
          return left <= 0
            ? deny('YEARLY_COUNT_SPENT', params, { lineNo })
            : pend('hospital', 'YEARLY_COUNT_PARTLY', { ...params, left }, { lineNo });
        }
        const unclear = counts.find(({ sureLeft }) => sureLeft < quantity);
        if (unclear !== undefined) {
          const told = { package: packageCode, times: unclear.times };
          return pend('adjudicator', 'YEARLY_COUNT_UNCLEAR', told, { lineNo });
        }
        return history.cut
          ? pend('adjudicator', 'HISTORY_TOO_LONG', { package: packageCode }, { lineNo })
          : [];
      });
    },
  },
});

/** How often a package was given in the policy year of the admission. */
function timesIn(facts: CaseFacts, packageCode: string, stays: readonly PastStay[]): number {
  const start = facts.terms?.policyYearStart.value;
  if (start === undefined) return 0;
  const year = policyYearOf(start, facts.claim.admittedOn);
  return pastLines(facts, packageCode, stays)
    .filter(({ stay }) => policyYearOf(start, stay.admittedOn) === year)
    .reduce((sum, { line }) => sum + line.quantity, 0);
}

/** How often the claim's own lines before this one ask for its package. */
function timesBefore({ claim }: CaseFacts, line: ClaimLine): number {
  return claim.lines
    .filter((other) => other.lineNo < line.lineNo && other.packageCode === line.packageCode)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}
