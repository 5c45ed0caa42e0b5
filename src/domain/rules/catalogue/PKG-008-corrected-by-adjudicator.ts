import { times } from '../../money.js';
import { deny, reduce } from '../finding.js';
import { defineRule } from '../rule.js';

/**
 * A line of a decided claim is worth at most what the adjudicator who corrected it allows, and no more of
 * it than he recognises of what was asked.
 */
export const PKG_008 = defineRule({
  code: 'PKG-008',
  title: { en: 'Corrected by the adjudicator', ur: 'جانچ افسر کی تصحیح' },
  phase: 'price',
  authority: [{ document: 'project-architecture', clause: '6, correction' }],
  reasons: ['LINE_DISALLOWED', 'LINE_HELD_DOWN', 'QUANTITY_NOT_RECOGNISED'],
  editions: {
    '2000-01-01': ({ facts }) =>
      facts.claim.lines.flatMap((line) => {
        const { lineNo, packageCode, quantity, askedQuantity = quantity, unitPricePaisa } = line;
        const { reason: because = '', source = '', lines = [] } = facts.correction ?? {};
        const place = { lineNo };
        const why = { package: packageCode, because, source };
        const fewer = { ...why, asked: askedQuantity, recognised: quantity };
        const ceiling = (ceilingPaisa: typeof unitPricePaisa) => [{ lineNo, ceilingPaisa }];
        const counted =
          quantity < askedQuantity
            ? [
                reduce(
                  'QUANTITY_NOT_RECOGNISED',
                  fewer,
                  ceiling(times(unitPricePaisa, quantity)),
                  place,
                ),
              ]
            : [];
        const allowed = lines.find((one) => one.lineNo === lineNo)?.atMostPaisa;
        if (allowed === undefined) return counted;
        if (allowed === 0n) return [...counted, deny('LINE_DISALLOWED', why, place)];
        const held = { ...why, allowed };
        return [...counted, reduce('LINE_HELD_DOWN', held, ceiling(allowed), place)];
      }),
  },
});
