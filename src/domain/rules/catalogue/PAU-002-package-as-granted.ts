import { wantsPreAuthorisation } from '../../coverage/holds.js';
import { pend } from '../finding.js';
import { packageOf } from '../lookup.js';
import { defineRule } from '../rule.js';

/**
 * Where care wants a pre-authorisation and one is in force, it is what was granted. Another package
 * may be what the operation turned out to need: a person looks at it.
 */
export const PAU_002 = defineRule({
  code: 'PAU-002',
  title: { en: 'Package as granted', ur: 'منظور شدہ پیکیج' },
  phase: 'gate',
  authority: [
    { document: 'project-architecture', clause: '6, priority care after pre-authorisation' },
  ],
  reasons: ['PACKAGE_NOT_PRE_AUTHORISED'],
  editions: {
    '2000-01-01': ({ facts }) => {
      const { preAuthorisation: granted, terms, claim } = facts;
      if (granted === undefined) return [];
      const codes = granted.lines.map((line) => line.packageCode);
      return claim.lines.flatMap((line) => {
        const { packageCode, lineNo } = line;
        const tier = packageOf(facts, line)?.tier;
        const wants = tier !== undefined && wantsPreAuthorisation(terms, tier);
        if (!wants || codes.includes(packageCode)) return [];
        const params = { package: packageCode, granted: codes.join(', ') };
        return pend('adjudicator', 'PACKAGE_NOT_PRE_AUTHORISED', params, { lineNo });
      });
    },
  },
});
