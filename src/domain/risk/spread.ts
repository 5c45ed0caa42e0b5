import { basisPointsOf, standsOut, type Compared, type Counted, type Spread } from './compare.js';

/** A hospital with fewer stays to compare has no figure of its own: one stay would move it by a twentieth. */
export const LEAST_MEASURED = 20;

const PERCENTILES = { low: 10, middle: 50, high: 90 } as const;

/** Both by name, for the text of what goes by them. */
export const SPREAD_BY = { LEAST_MEASURED, PERCENTILES } as const;

/**
 * The spread of hospitals' shares, in basis points: the shares above nothing in ascending order, and how many
 * hospitals have none. `own`, which must be among them, is left out; so no hospital is ever counted anew for
 * a claim. Undefined where no hospital remains.
 */
export function spreadOf(
  shares: readonly number[],
  without: number,
  own?: number,
): Spread | undefined {
  const hospitals = shares.length + without - (own === undefined ? 0 : 1);
  if (hospitals <= 0) return undefined;
  const shareAt = (rank: number): number => (rank < without ? 0 : (shares[rank - without] ?? 0));
  const at = (percent: number): number => {
    const rank = Math.ceil((hospitals * percent) / 100) - 1;
    const share = shareAt(rank);
    // From the own share's place on the ranks of the others are one higher.
    return own === undefined || share < own ? share : shareAt(rank + 1);
  };
  const { low, middle, high } = PERCENTILES;
  return { hospitals, low: at(low), middle: at(middle), high: at(high) };
}

/** The shares of hospitals of one group, by what the shares are of. */
interface Measured {
  hospitals: number;
  readonly shares: Map<string, number[]>;
}

/** Shares of all hospitals, counted once for all the claims that are compared with them. */
export class Spreads {
  readonly #groups = new Map<string, Measured>();

  /** One hospital's cases of each part among `of` stays; parts of which it has none need not be named. */
  add(group: string, of: number, parts: Iterable<readonly [part: string, cases: number]>): void {
    if (of < LEAST_MEASURED) return;
    const shares = new Map<string, number[]>();
    const measured: Measured = this.#groups.get(group) ?? { hospitals: 0, shares };
    this.#groups.set(group, measured);
    measured.hospitals += 1;
    for (const [part, cases] of parts) {
      const share = basisPointsOf({ of, cases });
      if (share === 0) continue;
      const known = measured.shares.get(part);
      if (known === undefined) measured.shares.set(part, [share]);
      else known.push(share);
    }
  }

  /** To be called once, after all hospitals have been added. */
  sort(): void {
    for (const { shares } of this.#groups.values()) {
      for (const each of shares.values()) each.sort((a, b) => a - b);
    }
  }

  /** Of all hospitals of a group but the one whose own count is given, which was added with the same count. */
  of(group: string, part: string, own: Counted): Spread | undefined {
    const measured = this.#groups.get(group);
    if (measured === undefined) return undefined;
    const shares = measured.shares.get(part) ?? [];
    const isMeasured = own.of >= LEAST_MEASURED;
    const without = measured.hospitals - shares.length;
    return spreadOf(shares, without, isMeasured ? basisPointsOf(own) : undefined);
  }

  /** With the spread where any signal at all could speak: facts of ordinary hospitals stay small. */
  beside<T extends Compared>(compared: T, group: string, part = ''): T {
    if (!standsOut(compared, { cases: 1, above: 0 })) return compared;
    const spread = this.of(group, part, compared.own);
    return spread === undefined ? compared : { ...compared, spread };
  }
}

/** The spread as parameters of a finding; none where nobody knows it. */
export function spreadParams(
  spread: Spread | undefined,
): Readonly<Partial<Record<'measured' | 'least' | 'low' | 'middle' | 'high', number>>> {
  if (spread === undefined) return {};
  const { hospitals, low, middle, high } = spread;
  return { measured: hospitals, least: LEAST_MEASURED, low, middle, high };
}
