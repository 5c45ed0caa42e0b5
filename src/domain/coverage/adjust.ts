import type { PersonId } from '../ids.js';
import { add, atLeastZero, smallest, subtract, ZERO, type Paisa } from '../money.js';
import { CARE_TIERS, type Cap, type CareTier, type Terms } from '../scheme/terms.js';
import { entriesFor, type CoverEntry, type Use } from './entries.js';
import { EXCESS, EXTRAS, type Cover, type Draw, type Pot } from './pots.js';

/** What one claim, or one stay without a claim, has of a family's cover in a policy year. */
export interface CoverUse {
  /** Of the claim, or of the hold. */
  readonly id: string;
  /** A hold is given up where there is no room for it; what a claim has is carried past the limit. */
  readonly kind: 'hold' | 'claim';
  readonly memberId: PersonId;
  readonly use: Use;
  readonly draws: readonly Draw[];
}

/** A use whose draws are others now. */
export interface Redrawn {
  readonly of: CoverUse;
  readonly draws: readonly Draw[];
  readonly entries: readonly CoverEntry[];
}

/** A pot whose amount is another now: the amount goes to the pot from the scheme, or back to it. */
export interface Resized {
  readonly tier: CareTier;
  readonly pot: Pot;
  readonly from: 'scheme' | 'available';
  readonly to: 'scheme' | 'available';
  readonly amountPaisa: Paisa;
}

export interface Adjusted {
  readonly cover: Cover;
  readonly resized: readonly Resized[];
  readonly redrawn: readonly Redrawn[];
}

/**
 * Cover under corrected terms. Each pot gets the amount that the terms now give it. What is used above it
 * gives way in the order of `uses`: a hold is released, a claim keeps its money, out of excess. A pot
 * that the terms do not have stays as it is: such terms are refused before.
 * @param isTheirs whether a pot has its amount from these terms; a policy year may have two editions
 */
export function adjustCover(
  cover: Cover,
  terms: Terms,
  uses: readonly CoverUse[],
  isTheirs: (pot: Pot) => boolean = () => true,
): Adjusted {
  const left = uses.map(
    (use) => new Map(use.draws.map(({ layer }) => [layer, drawnOf(use, layer)])),
  );
  const pots = cover.map((pot) => ({ pot, cap: isTheirs(pot) ? capOf(terms, pot) : undefined }));
  // Members' pots first: what gives way there no longer stands in the family's.
  const order = [...pots].sort((a, b) => (a.pot.scope === b.pot.scope ? 0 : fromMember(a.pot)));
  for (const { pot, cap } of order) {
    if (cap === undefined) continue;
    let over = atLeastZero(subtract(usedOf(pot, uses, left), cap.amountPaisa));
    for (const [at, use] of uses.entries()) {
      const drawn = left[at]?.get(pot.layer) ?? ZERO;
      const given = touches(pot, use) ? smallest(over, drawn) : ZERO;
      if (given === 0n) continue;
      left[at]?.set(pot.layer, subtract(drawn, given));
      over = subtract(over, given);
    }
  }
  const redrawn = uses.flatMap((of, at) => redraw(of, left[at] ?? new Map<string, Paisa>()));
  return {
    cover: pots.map(({ pot, cap }) => resettled(pot, cap?.amountPaisa, redrawn)),
    resized: pots.flatMap(({ pot, cap }) => (cap === undefined ? [] : resize(pot, cap))),
    redrawn,
  };
}

interface CapOfPot {
  readonly tier: CareTier;
  readonly amountPaisa: Paisa;
}

/** What terms give a pot; undefined where they have no such cap. */
function capOf(terms: Terms, { layer, scope }: Pick<Pot, 'layer' | 'scope'>): CapOfPot | undefined {
  for (const tier of CARE_TIERS) {
    const found = terms.tiers[tier]
      .find(({ code }) => code === layer)
      ?.caps.find((cap: Cap) => cap.scope === scope);
    if (found !== undefined) return { tier, amountPaisa: found.amountPaisa.value };
  }
  return undefined;
}

const fromMember = ({ scope }: Pot): number => (scope === 'member' ? -1 : 1);

function touches(pot: Pot, use: CoverUse): boolean {
  return pot.memberId === undefined || pot.memberId === use.memberId;
}

/** What still stands in a pot: its own figures, less what has given way so far. */
function usedOf(
  pot: Pot,
  uses: readonly CoverUse[],
  left: readonly ReadonlyMap<string, Paisa>[],
): Paisa {
  let used = add(pot.reservedPaisa, pot.consumedPaisa);
  for (const [at, use] of uses.entries()) {
    if (!touches(pot, use)) continue;
    used = subtract(used, subtract(drawnOf(use, pot.layer), left[at]?.get(pot.layer) ?? ZERO));
  }
  return used;
}

function drawnOf({ draws }: CoverUse, layer: string): Paisa {
  return add(...inPots(draws, layer).map((d) => d.amountPaisa));
}

/** What is drawn on a layer: extras stand in no pot, whatever their kind is called. */
function inPots(draws: readonly Draw[], layer: string): readonly Draw[] {
  return draws.filter((draw) => draw.layer === layer && draw.tier !== EXTRAS);
}

function redraw(of: CoverUse, left: ReadonlyMap<string, Paisa>): readonly Redrawn[] {
  const past = new Map<CareTier, Paisa>();
  // Extras stand in no pot: corrected terms leave them.
  const draws: Draw[] = of.draws.filter(({ tier }) => tier === EXTRAS);
  const carry = (tier: CareTier, amount: Paisa): void => {
    past.set(tier, add(past.get(tier) ?? ZERO, amount));
  };
  const drawn = of.draws.filter(({ tier }) => tier !== EXTRAS);
  for (const [layer, { tier }] of new Map(drawn.map((draw) => [draw.layer, draw]))) {
    if (tier === EXTRAS || layer === EXCESS) continue;
    const stays = left.get(layer) ?? ZERO;
    if (stays > 0n) draws.push({ tier, layer, amountPaisa: stays });
    if (of.kind === 'claim') carry(tier, subtract(drawnOf(of, layer), stays));
  }
  for (const { tier, layer, amountPaisa } of of.draws) {
    if (tier !== EXTRAS && layer === EXCESS) carry(tier, amountPaisa);
  }
  for (const [tier, amountPaisa] of past) {
    if (amountPaisa > 0n) draws.push({ tier, layer: EXCESS, amountPaisa });
  }
  const { memberId, use } = of;
  const entries = entriesFor(memberId, { draws: of.draws, use }, { draws, use });
  return entries.length === 0 ? [] : [{ of, draws, entries }];
}

function resettled(pot: Pot, amount: Paisa | undefined, redrawn: readonly Redrawn[]): Pot {
  const given = (use: Use): Paisa =>
    add(
      ...redrawn
        .filter(({ of }) => of.use === use && touches(pot, of))
        .map(({ of, draws }) =>
          subtract(
            drawnOf(of, pot.layer),
            add(...inPots(draws, pot.layer).map((d) => d.amountPaisa)),
          ),
        ),
    );
  return {
    ...pot,
    amountPaisa: amount ?? pot.amountPaisa,
    reservedPaisa: subtract(pot.reservedPaisa, given('reserved')),
    consumedPaisa: subtract(pot.consumedPaisa, given('consumed')),
  };
}

function resize(pot: Pot, { tier, amountPaisa }: CapOfPot): readonly Resized[] {
  if (pot.amountPaisa === amountPaisa) return [];
  const more = amountPaisa > pot.amountPaisa;
  return [
    {
      tier,
      pot,
      from: more ? 'scheme' : 'available',
      to: more ? 'available' : 'scheme',
      amountPaisa: more
        ? subtract(amountPaisa, pot.amountPaisa)
        : subtract(pot.amountPaisa, amountPaisa),
    },
  ];
}
