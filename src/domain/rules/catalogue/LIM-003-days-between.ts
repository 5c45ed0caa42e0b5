import { daysBetween } from '../../calendar.js';
import type { Claim } from '../../claim/claim.js';
import { isCertainBefore, pastLines, type PastStay } from '../history.js';
import { deny, pend } from '../finding.js';
import { packageOf } from '../lookup.js';
import { defineRule } from '../rule.js';

/**
 * Between one discharge and the next admission with a package lie the days that the scheme's list
 * asks for. Where the other stay is not decided, comes later or overlaps, a person looks.
 */
export const LIM_003 = defineRule({
  code: 'LIM-003',
  title: { en: 'Days between', ur: 'درمیانی دن' },
  phase: 'gate',
  authority: [{ document: 'project-architecture', clause: '1.9, refuses on fact only' }],
  reasons: ['TOO_SOON_AGAIN', 'MAYBE_TOO_SOON'],
  parts: [gapOf],
  editions: {
    '2000-01-01': ({ facts }) =>
      facts.claim.lines.flatMap((line) => {
        const { packageCode, lineNo } = line;
        const minDays = packageOf(facts, line)?.limits?.daysBetween;
        if (minDays === undefined || facts.claim.newborn) return [];
        const near = pastLines(facts, packageCode).filter(
          ({ stay }) => gapOf(facts.claim, stay) < minDays,
        );
        const before = near.find(
          ({ stay }) => isCertainBefore(stay, facts.claim) && gapOf(facts.claim, stay) >= 0,
        );
        if (before !== undefined) {
          const { dischargedOn: otherDischargedOn } = before.stay;
          const days = daysBetween(otherDischargedOn, facts.claim.admittedOn);
          const params = { package: packageCode, otherDischargedOn, days, minDays };
          return deny('TOO_SOON_AGAIN', params, { lineNo });
        }
        if (near[0] === undefined) return [];
        const { admittedOn: otherAdmittedOn, dischargedOn: otherDischargedOn } = near[0].stay;
        const params = { package: packageCode, otherAdmittedOn, otherDischargedOn, minDays };
        return pend('adjudicator', 'MAYBE_TOO_SOON', params, { lineNo });
      }),
  },
});

/** Days between two stays, whichever came first; negative where they overlap. */
function gapOf({ admittedOn, dischargedOn }: Claim, other: PastStay): number {
  return Math.max(
    daysBetween(other.dischargedOn, admittedOn),
    daysBetween(dischargedOn, other.admittedOn),
  );
}
