import type { ClaimLine } from '../../claim/claim.js';
import type { CaseFacts } from '../facts.js';
import { pend } from '../finding.js';
import { packageOf } from '../lookup.js';
import { defineRule } from '../rule.js';

/**
 * Two packages that the scheme's list keeps apart cannot both have been given in one stay. The list
 * does not say which of the two it was, so that the hospital is asked; each line at most once.
 */
export const PKG_006 = defineRule({
  code: 'PKG-006',
  title: { en: 'Packages not given together', ur: 'ایک ساتھ نہ دیے جانے والے پیکیج' },
  phase: 'price',
  authority: [{ document: 'project-architecture', clause: '3, findings: a fact is missing' }],
  reasons: ['PACKAGES_EXCLUSIVE'],
  parts: [keepsApart],
  editions: {
    '2000-01-01': ({ facts }) =>
      facts.claim.lines.flatMap((line) => {
        const { packageCode, lineNo } = line;
        const other = facts.claim.lines.find(
          (earlier) =>
            earlier.lineNo < lineNo &&
            (keepsApart(facts, earlier, line) || keepsApart(facts, line, earlier)),
        );
        if (other === undefined) return [];
        const params = { package: packageCode, other: other.packageCode };
        return pend('hospital', 'PACKAGES_EXCLUSIVE', params, { lineNo });
      }),
  },
});

function keepsApart(facts: CaseFacts, one: ClaimLine, other: ClaimLine): boolean {
  return packageOf(facts, one)?.limits?.exclusiveWith?.includes(other.packageCode) === true;
}
