import type { ClaimLine } from '../../claim/claim.js';
import type { CaseFacts } from '../facts.js';
import { deny, pend } from '../finding.js';
import { packageOf } from '../lookup.js';
import { defineRule } from '../rule.js';

/**
 * A line that the price of another line's package already holds, by the scheme's own list, is not
 * paid beside it. Two packages that each claim to hold the other are a fault of the list.
 */
export const PKG_005 = defineRule({
  code: 'PKG-005',
  title: { en: 'Parts of a package', ur: 'پیکیج کے حصے' },
  phase: 'price',
  authority: [{ document: 'project-architecture', clause: '5, the money, step 2: allowed lines' }],
  reasons: ['PART_OF_PACKAGE', 'PACKAGES_HOLD_EACH_OTHER'],
  parts: [holds, otherSide],
  editions: {
    '2000-01-01': ({ facts }) =>
      facts.claim.lines.flatMap((line) => {
        const { packageCode, lineNo } = line;
        const whole = facts.claim.lines.find((other) => holds(facts, other, line));
        if (whole === undefined) return [];
        const params = { package: packageCode, whole: whole.packageCode };
        return holds(facts, line, whole)
          ? pend('adjudicator', 'PACKAGES_HOLD_EACH_OTHER', params, { lineNo })
          : deny('PART_OF_PACKAGE', params, { lineNo });
      }),
  },
});

function holds(facts: CaseFacts, whole: ClaimLine, part: ClaimLine): boolean {
  return (
    whole.packageCode !== part.packageCode &&
    packageOf(facts, whole)?.limits?.includes?.includes(part.packageCode) === true &&
    !otherSide(whole, part)
  );
}

/** What is done to the left is no part of what is done to the right. */
function otherSide({ side: one }: ClaimLine, { side: other }: ClaimLine): boolean {
  return (one === 'left' && other === 'right') || (one === 'right' && other === 'left');
}
