import type { PersonId } from '../ids.js';
import { add, atLeastZero, smallest, subtract, ZERO, type Paisa } from '../money.js';
import type { Cap, CareTier, Layer, Terms } from '../scheme/terms.js';

/**
 * Cover of one family in one policy year. A pot is one cap of one layer: held by the family as a
 * whole, or by one member. What was never touched has no entry: the terms say its amount.
 */
export interface Pot {
  readonly layer: string;
  readonly scope: Cap['scope'];
  /** The member whose pot it is; absent on a family's pot. */
  readonly memberId?: PersonId | undefined;
  readonly amountPaisa: Paisa;
  readonly reservedPaisa: Paisa;
  readonly consumedPaisa: Paisa;
}

export type Cover = readonly Pot[];

/** Where the insurer's money for a claim comes from. `excess` is outside every pot, and shown. */
export const EXCESS = 'excess';

/** Money for the family beside the treatment: outside every tier, and its layer is the kind of extra. */
export const EXTRAS = 'extras';
export type DrawTier = CareTier | typeof EXTRAS;

export interface Draw {
  readonly tier: DrawTier;
  readonly layer: string;
  readonly amountPaisa: Paisa;
}

export interface Drawdown {
  readonly draws: readonly Draw[];
  /** Stands in layers that need an approval which nobody has given: held, not yet payable. */
  readonly awaiting: readonly Draw[];
  /** No layer has room for it. */
  readonly shortfallPaisa: Paisa;
}

/** The pot of a cap, as it stands or untouched. */
export function potOf(cover: Cover, layer: Layer, cap: Cap, memberId: PersonId): Pot {
  const owner = cap.scope === 'member' ? memberId : undefined;
  const found = cover.find(
    (pot) => pot.layer === layer.code && pot.scope === cap.scope && pot.memberId === owner,
  );
  return (
    found ?? {
      layer: layer.code,
      scope: cap.scope,
      ...(owner === undefined ? {} : { memberId: owner }),
      amountPaisa: cap.amountPaisa.value,
      reservedPaisa: ZERO,
      consumedPaisa: ZERO,
    }
  );
}

/** Whether anything but an approver limits a layer. */
export function hasCeiling({ caps }: Layer): boolean {
  return caps.length > 0;
}

/** What a member can still draw from a layer with a ceiling: the smallest room over all its caps, never below zero. */
export function roomIn(cover: Cover, layer: Layer, memberId: PersonId): Paisa {
  const rooms = layer.caps.map((cap) => {
    const pot = potOf(cover, layer, cap, memberId);
    return atLeastZero(subtract(pot.amountPaisa, add(pot.reservedPaisa, pot.consumedPaisa)));
  });
  const [first, ...others] = rooms;
  return first === undefined ? ZERO : smallest(first, ...others);
}

/** What a member can still draw from a tier without anybody's approval. */
export function roomWithoutApproval(
  cover: Cover,
  terms: Terms,
  tier: CareTier,
  memberId: PersonId,
): Paisa {
  const open = terms.tiers[tier].filter((layer) => !layer.needsApproval);
  return add(...open.map((layer) => roomIn(cover, layer, memberId)));
}

/**
 * Draws an amount over a tier's layers in their order. A layer that needs approval and has none
 * stops there: what it had room for waits for the approver.
 */
export function drawDown(
  cover: Cover,
  terms: Terms,
  tier: CareTier,
  memberId: PersonId,
  amount: Paisa,
  approvedLayers: readonly string[],
): Drawdown {
  const draws: Draw[] = [];
  let left = amount;
  const awaiting: Draw[] = [];
  for (const layer of terms.tiers[tier]) {
    const share = hasCeiling(layer) ? smallest(left, roomIn(cover, layer, memberId)) : left;
    if (share === 0n) continue;
    const approved = !layer.needsApproval || approvedLayers.includes(layer.code);
    (approved ? draws : awaiting).push({ tier, layer: layer.code, amountPaisa: share });
    left = subtract(left, share);
  }
  return { draws, awaiting, shortfallPaisa: left };
}
