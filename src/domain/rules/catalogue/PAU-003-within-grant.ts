import { wantsPreAuthorisation } from '../../coverage/holds.js';
import { add, smallest, subtract, ZERO, type Paisa } from '../../money.js';
import { reduce } from '../finding.js';
import { packageOf } from '../lookup.js';
import { defineRule } from '../rule.js';

/**
 * Care that wants a pre-authorisation is worth at most what was granted for its package, before the
 * family's share; several lines of one package share it in their order. It speaks after tariff and
 * sitting: what those take off is not said to be over a grant.
 */
export const PAU_003 = defineRule({
  code: 'PAU-003',
  title: { en: 'Within what was granted', ur: 'منظوری کی حد میں' },
  phase: 'price',
  step: 'granted',
  authority: [{ document: 'project-architecture', clause: '5, allowed quantity' }],
  reasons: ['OVER_PRE_AUTHORISATION'],
  editions: {
    '2000-01-01': ({ facts, lines }) => {
      const { preAuthorisation, terms, claim } = facts;
      if (preAuthorisation === undefined) return [];
      const left = new Map<string, Paisa>();
      for (const { packageCode, allowedPaisa } of preAuthorisation.lines) {
        left.set(packageCode, add(left.get(packageCode) ?? ZERO, allowedPaisa));
      }
      return claim.lines.flatMap((line) => {
        const { packageCode, lineNo } = line;
        const granted = left.get(packageCode);
        const tier = packageOf(facts, line)?.tier;
        if (granted === undefined || tier === undefined) return [];
        if (!wantsPreAuthorisation(terms, tier)) return [];
        const allowed = lines.find((money) => money.lineNo === lineNo)?.allowedPaisa ?? granted;
        left.set(packageCode, subtract(granted, smallest(granted, allowed)));
        if (allowed <= granted) return [];
        const params = { package: packageCode, granted, allowed };
        const ceilings = [{ lineNo, ceilingPaisa: granted }];
        return reduce('OVER_PRE_AUTHORISATION', params, ceilings, { lineNo });
      });
    },
  },
});
