/** Cases among so many. */
export interface Counted {
  readonly of: number;
  readonly cases: number;
}

/**
 * How the peer hospitals' own shares lie, in basis points: a tenth of them have `low` or less, half of them
 * `middle` or less, nine tenths `high` or less. By nearest rank (the smallest share that so many hospitals do
 * not pass), so that each figure is one that a hospital really has; among fewer than ten the outer two are
 * the lowest and the highest.
 */
export interface Spread {
  /** That have stays enough to say something, the claim's own hospital left out. */
  readonly hospitals: number;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** A hospital's own count beside that of its peers, the hospital itself left out. */
export interface Compared {
  readonly own: Counted;
  readonly peers: Counted & { readonly hospitals: number };
  /** How the peers' own shares lie, where the hospital's may stand out. */
  readonly spread?: Spread | undefined;
}

/** Below so many nobody is compared: shares of few are noise. */
const LEAST_PEERS = 5;
const LEAST_PEER_STAYS = 50;

/** How many times the peers' odds a share must surely have, beside the margin that each signal asks. */
const TIMES_ODDS = 2;

/** Two-sided 99%: a share that is bounded so lies below the bound once in 200 times by chance. */
const Z = 2.576;

/** All of these by name, for the text of what compares by them. */
export const COMPARED_BY = { LEAST_PEERS, LEAST_PEER_STAYS, TIMES_ODDS, Z } as const;

export function shareOf({ of, cases }: Counted): number {
  return of === 0 ? 0 : cases / of;
}

/** A share in basis points, for a sentence. */
export function basisPointsOf(counted: Counted): number {
  return Math.round(shareOf(counted) * 10_000);
}

/**
 * The least that a share may truly be, given how few cases it rests on: the lower bound of Wilson's score
 * interval (E. B. Wilson, 1927), which holds for small numbers, where the plain one does not.
 */
export function leastShare({ of, cases }: Counted): number {
  if (of === 0) return 0;
  const share = cases / of;
  const spread = Z * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of));
  return Math.max(0, (share + (Z * Z) / (2 * of) - spread) / (1 + (Z * Z) / of));
}

/**
 * Whether a hospital's share surely lies above its peers': enough cases, enough peers, and even the least
 * it may truly be has twice their odds and lies `above` beyond theirs. Odds, because a share that is half
 * everywhere cannot double. Of such cases a quarter at least would not be there at the peers' share.
 */
export function standsOut(
  { own, peers }: Compared,
  { cases, above }: { readonly cases: number; readonly above: number },
): boolean {
  if (!isEnough(peers) || own.cases < cases) return false;
  const least = leastShare(own);
  const theirs = shareOf(peers);
  return least * (1 - theirs) >= TIMES_ODDS * theirs * (1 - least) && least >= theirs + above;
}

/** Whether there are peers enough to compare with. */
export function isEnough({ of, hospitals }: Compared['peers']): boolean {
  return hospitals >= LEAST_PEERS && of >= LEAST_PEER_STAYS;
}
