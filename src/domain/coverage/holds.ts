import type { PersonId } from '../ids.js';
import { add, subtract, ZERO, type Paisa } from '../money.js';
import { CARE_TIERS, type CareTier, type Terms } from '../scheme/terms.js';
import { entriesFor, post } from './entries.js';
import { drawDown, EXCESS, type Cover, type Draw } from './pots.js';

/** Cover that a planned treatment wants of one tier: the insurer's share of its tariff. */
export interface Want {
  readonly tier: CareTier;
  readonly amountPaisa: Paisa;
}

/** Priority care is held, and given, only after its pre-authorisation; secondary care at once. */
export function needsPreAuthorisation(tier: CareTier): boolean {
  return tier === 'priority';
}

/** What lines want together, tier by tier. */
export function wantsOf(
  lines: readonly { readonly tier: CareTier; readonly insurerPaisa: Paisa }[],
): readonly Want[] {
  return CARE_TIERS.flatMap((tier) => {
    const amountPaisa = add(
      ...lines.filter((line) => line.tier === tier).map((line) => line.insurerPaisa),
    );
    return amountPaisa > 0n ? [{ tier, amountPaisa }] : [];
  });
}

/** Whether care of a tier wants a pre-authorisation: always where it is held only after one. */
export function wantsPreAuthorisation(
  terms: Pick<Terms, 'preAuthorisation'> | undefined,
  tier: CareTier,
): boolean {
  return needsPreAuthorisation(tier) || terms?.preAuthorisation?.tiers?.value.includes(tier) === true;
}

export interface PlannedHold {
  readonly draws: readonly Draw[];
  /** No open layer has room for it. */
  readonly shortfallPaisa: Paisa;
}

/**
 * What can be held for a plan: as much as the layers have room for that need nobody's approval, in
 * their order. Nothing is held past a limit: excess is booked when a claim is decided.
 */
export function planHold(
  cover: Cover,
  terms: Terms,
  memberId: PersonId,
  wants: readonly Want[],
  approvedLayers: readonly string[] = [],
): PlannedHold {
  let draws: readonly Draw[] = [];
  let shortfall: Paisa = ZERO;
  for (const { tier, amountPaisa } of wants) {
    const held = withHold(cover, terms, memberId, draws);
    const drawn = drawDown(held, terms, tier, memberId, amountPaisa, approvedLayers).draws.filter(
      ({ layer }) => layer !== EXCESS,
    );
    draws = [...draws, ...drawn];
    shortfall = add(shortfall, subtract(amountPaisa, totalOf(drawn)));
  }
  return { draws, shortfallPaisa: shortfall };
}

/** Cover as it would stand with some draws held. */
function withHold(
  cover: Cover,
  terms: Terms,
  memberId: PersonId,
  draws: readonly Draw[],
): Cover {
  const nothing = { draws: [], use: 'reserved' as const };
  return post(cover, terms, entriesFor(memberId, nothing, { draws, use: 'reserved' }));
}

/** Cover as it would stand without a hold: what the claim that the hold is for may draw on. */
export function withoutHold(
  cover: Cover,
  terms: Terms,
  memberId: PersonId,
  draws: readonly Draw[],
): Cover {
  const nothing = { draws: [], use: 'reserved' as const };
  return post(cover, terms, entriesFor(memberId, { draws, use: 'reserved' }, nothing));
}

export function totalOf(draws: readonly Draw[]): Paisa {
  return add(...draws.map((draw) => draw.amountPaisa));
}
