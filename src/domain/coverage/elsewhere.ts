import type { PersonId } from '../ids.js';
import { add, smallest, subtract, ZERO, type Paisa } from '../money.js';
import { CARE_TIERS, type Terms } from '../scheme/terms.js';
import { potOf, type Cover, type Pot } from './pots.js';

/** What a member has used of a layer in other families of the scheme, in the same policy year. */
export interface UsedElsewhere {
  readonly memberId: PersonId;
  readonly layer: string;
  /** In whichever family: the member's own cap is one, wherever the member is. */
  readonly paisa: Paisa;
  /** In families before this one: what the member brought along counts against its family's caps. */
  readonly broughtPaisa: Paisa;
}

/**
 * A family's cover as it may be drawn on when members came from, or went to, other families: pots for
 * the year less what those members used there. What a pot has given stays given.
 */
export function lessUsedElsewhere(
  cover: Cover,
  terms: Terms,
  used: readonly UsedElsewhere[],
): Cover {
  let pots = cover;
  const lessen = (pot: Pot, paisa: Paisa): void => {
    if (paisa === 0n) return;
    const standing = add(pot.reservedPaisa, pot.consumedPaisa);
    const rest = subtract(pot.amountPaisa, smallest(paisa, pot.amountPaisa));
    const others = pots.filter((other) => !isSame(other, pot));
    pots = [...others, { ...pot, amountPaisa: rest < standing ? standing : rest }];
  };
  for (const layer of CARE_TIERS.flatMap((tier) => terms.tiers[tier])) {
    const here = used.filter((each) => each.layer === layer.code);
    const [first] = here;
    if (first === undefined) continue;
    for (const cap of layer.caps) {
      if (cap.scope === 'family') {
        const brought = add(ZERO, ...here.map(({ broughtPaisa }) => broughtPaisa));
        lessen(potOf(pots, layer, cap, first.memberId), brought);
      } else {
        for (const { memberId, paisa } of here) {
          lessen(potOf(pots, layer, cap, memberId), paisa);
        }
      }
    }
  }
  return pots;
}

function isSame(a: Pot, b: Pot): boolean {
  return a.layer === b.layer && a.scope === b.scope && a.memberId === b.memberId;
}
