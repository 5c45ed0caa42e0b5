import type { PersonId } from '../ids.js';
import { add, subtract, ZERO, type Paisa } from '../money.js';
import type { Layer, Terms } from '../scheme/terms.js';
import { EXCESS, EXTRAS, potOf, type Cover, type Draw, type DrawTier, type Pot } from './pots.js';

/**
 * Accounts of a layer. Cover moves available → reserved → consumed and back; `scheme` is where money
 * outside every pot comes from, `excess` what was carried past a limit, `extras` what is for families.
 */
export const ACCOUNTS = [
  'available',
  'reserved',
  'consumed',
  'scheme',
  'excess',
  'extras',
] as const;
export type Account = (typeof ACCOUNTS)[number];

/** Double entry: a positive amount from one account of a layer to another, for one member. */
export interface CoverEntry {
  readonly tier: DrawTier;
  readonly layer: string;
  readonly memberId: PersonId;
  readonly from: Account;
  readonly to: Account;
  readonly amountPaisa: Paisa;
}

/** Cover set aside for a claim that is not decided yet, or spent on one that is. */
export type Use = 'reserved' | 'consumed';

/**
 * Entries that turn what a claim holds or spent before into what it shall hold or spend now: only
 * the difference is posted, so that a decision taken twice moves nothing the second time.
 */
export function entriesFor(
  memberId: PersonId,
  before: { readonly draws: readonly Draw[]; readonly use: Use },
  after: { readonly draws: readonly Draw[]; readonly use: Use },
): readonly CoverEntry[] {
  const entries: CoverEntry[] = [];
  const keys = new Map<string, Draw>();
  for (const draw of [...before.draws, ...after.draws]) keys.set(`${draw.tier}/${draw.layer}`, draw);
  for (const { tier, layer } of keys.values()) {
    const was = sumOf(before.draws, tier, layer);
    const is = sumOf(after.draws, tier, layer);
    const post = (from: Account, to: Account, amount: Paisa): void => {
      if (amount > 0n && from !== to) {
        entries.push({ tier, layer, memberId, from, to, amountPaisa: amount });
      }
    };
    const outside = outsidePots(tier, layer);
    const source: Account = outside === undefined ? 'available' : 'scheme';
    const old: Account = outside ?? before.use;
    const now: Account = outside ?? after.use;
    const kept = was < is ? was : is;
    post(old, now, kept);
    post(old, source, subtract(was, kept));
    post(source, now, subtract(is, kept));
  }
  return entries;
}

/** The account of what stands in no pot, held or spent; undefined for what does. */
function outsidePots(tier: DrawTier, layer: string): 'excess' | 'extras' | undefined {
  if (tier === EXTRAS) return EXTRAS;
  return layer === EXCESS ? EXCESS : undefined;
}

function sumOf(draws: readonly Draw[], tier: DrawTier, layer: string): Paisa {
  return add(
    ...draws.filter((d) => d.tier === tier && d.layer === layer).map((d) => d.amountPaisa),
  );
}

/** Raised when entries would take a pot over its amount or below nothing: never to be stored. */
export class CoverOverdrawn extends Error {
  constructor(pot: Pot) {
    super(
      `cover overdrawn in layer ${pot.layer} (${pot.scope}): ` +
        `${pot.reservedPaisa} reserved + ${pot.consumedPaisa} consumed of ${pot.amountPaisa} paisa`,
    );
    this.name = 'CoverOverdrawn';
  }
}

/** Cover after entries are posted. Throws CoverOverdrawn when a cap does not hold. */
export function post(cover: Cover, terms: Terms, entries: readonly CoverEntry[]): Cover {
  let pots = [...cover];
  for (const entry of entries) {
    const layer = findLayer(terms, entry);
    if (layer === undefined) continue;
    for (const cap of layer.caps) {
      const pot = potOf(pots, layer, cap, entry.memberId);
      const next = moved(pot, entry);
      pots = [...pots.filter((other) => !samePot(other, pot)), next];
    }
  }
  for (const pot of pots) assertWithin(pot);
  return pots;
}

function assertWithin(pot: Pot): void {
  const used = add(pot.reservedPaisa, pot.consumedPaisa);
  if (pot.reservedPaisa < 0n || pot.consumedPaisa < 0n || used > pot.amountPaisa) {
    throw new CoverOverdrawn(pot);
  }
}

function findLayer(terms: Terms, entry: CoverEntry): Layer | undefined {
  if (entry.tier === EXTRAS || entry.layer === EXCESS) return undefined;
  const layer = terms.tiers[entry.tier].find((candidate) => candidate.code === entry.layer);
  if (layer === undefined) throw new RangeError(`terms have no layer ${entry.tier}/${entry.layer}`);
  return layer;
}

function samePot(a: Pot, b: Pot): boolean {
  return a.layer === b.layer && a.scope === b.scope && a.memberId === b.memberId;
}

function moved(pot: Pot, entry: CoverEntry): Pot {
  const change = (account: Account): Paisa =>
    subtract(
      entry.to === account ? entry.amountPaisa : ZERO,
      entry.from === account ? entry.amountPaisa : ZERO,
    );
  return {
    ...pot,
    reservedPaisa: add(pot.reservedPaisa, change('reserved')),
    consumedPaisa: add(pot.consumedPaisa, change('consumed')),
  };
}
