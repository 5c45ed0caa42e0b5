import { pend } from '../finding.js';
import { packageOf } from '../lookup.js';
import { defineRule } from '../rule.js';

/** A package done to one side of the body names the side: without it nothing tells a second one apart. */
export const CLN_008 = defineRule({
  code: 'CLN-008',
  title: { en: 'Side of the body', ur: 'جسم کی جانب' },
  phase: 'gate',
  authority: [{ document: 'project-architecture', clause: '3, contract: side of body' }],
  reasons: ['SIDE_MISSING'],
  editions: {
    '2000-01-01': ({ facts }) =>
      facts.claim.lines.flatMap((line) => {
        const { packageCode, lineNo, side } = line;
        if (side !== undefined || packageOf(facts, line)?.limits?.sided !== true) return [];
        return pend('hospital', 'SIDE_MISSING', { package: packageCode }, { lineNo });
      }),
  },
});
