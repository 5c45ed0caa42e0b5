import type { ActivitySummary, PackageTally } from './profile-activity.js';
import {
  fitGammaPoisson,
  fitNormalNormal,
  type Counted,
  type GammaPoisson,
  type Measured,
  type NormalNormal,
} from './shrinkage.js';

/** What is usual for a package among peers. */
interface PackageUsual {
  readonly longShare: number;
  readonly perDayMilli: number;
}

/** What a hospital is compared with: the activity of all of its kind, in the same time. */
export interface Peers {
  readonly hospitals: number;
  readonly medianStays: number;
  readonly packages: ReadonlyMap<string, PackageUsual>;
  /** Of all stays together: for packages that nobody among the peers has given. */
  readonly overall: PackageUsual;
  /** Copies for each stay with an amount. */
  readonly copyRate: number;
  readonly longStays: GammaPoisson;
  readonly copies: GammaPoisson;
  readonly perDay: NormalNormal;
}

/** Below this a peer group says nothing: one hospital would be compared with little but itself. */
export const FEWEST_PEERS = 10;

/** As many stays at the overall figure stand beside a package's own: a rare package is not its own norm. */
const PRIOR_STAYS = 100;

/** Fits what is usual among peers; undefined where fewer than ten of them have had a stay. */
export function peersOf(activities: Iterable<ActivitySummary>): Peers | undefined {
  const peers = [...activities].filter(({ stays }) => stays > 0);
  if (peers.length < FEWEST_PEERS) return undefined;
  const total = tallyOf(peers);
  const overall = {
    longShare: total.longStays / total.stays,
    perDayMilli: total.perDayMilli / total.stays,
  };
  const packages = usualByPackage(peers, overall);
  const billed = sum(peers, (peer) => peer.billed);
  const copyRate = billed === 0 ? 0 : sum(peers, ({ copies }) => copies) / billed;
  const usual = { packages, overall, copyRate };
  return {
    hospitals: peers.length,
    medianStays: quantileOf(
      peers.map(({ stays }) => stays),
      0.5,
    ),
    ...usual,
    longStays: fitGammaPoisson(peers.map((peer) => longStaysOf(peer, usual))),
    copies: fitGammaPoisson(peers.map((peer) => copiesOf(peer, usual))),
    perDay: fitNormalNormal(peers.map((peer) => perDayOf(peer, usual))),
  };
}

type Usual = Pick<Peers, 'packages' | 'overall' | 'copyRate'>;

function usualByPackage(
  peers: readonly ActivitySummary[],
  overall: PackageUsual,
): ReadonlyMap<string, PackageUsual> {
  const sums = new Map<string, { stays: number; longStays: number; perDayMilli: number }>();
  for (const peer of peers) {
    for (const [key, tally] of peer.packages) {
      const one = sums.get(key) ?? { stays: 0, longStays: 0, perDayMilli: 0 };
      one.stays += tally.stays;
      one.longStays += tally.longStays;
      one.perDayMilli += tally.perDayMilli;
      sums.set(key, one);
    }
  }
  return new Map(
    [...sums].map(([key, { stays, longStays, perDayMilli }]) => [
      key,
      {
        longShare: (longStays + PRIOR_STAYS * overall.longShare) / (stays + PRIOR_STAYS),
        perDayMilli: (perDayMilli + PRIOR_STAYS * overall.perDayMilli) / (stays + PRIOR_STAYS),
      },
    ]),
  );
}

/** Long stays, and how many a peer with the same packages would have. */
export function longStaysOf(activity: ActivitySummary, usual: Usual): Counted {
  let [observed, expected] = [0, 0];
  for (const [key, tally] of activity.packages) {
    observed += tally.longStays;
    expected += tally.stays * (usual.packages.get(key) ?? usual.overall).longShare;
  }
  return { observed, expected };
}

/** Copies, and how many a peer with as many amounts would have. */
export function copiesOf(activity: ActivitySummary, usual: Usual): Counted {
  return { observed: activity.copies, expected: activity.billed * usual.copyRate };
}

/** By how much a day of stay is dearer than usual for its package, mean and sum of squares over stays. */
export function perDayOf(
  activity: ActivitySummary,
  usual: Usual,
): Measured & { readonly squares: number } {
  let [above, squares] = [0, 0];
  for (const [key, tally] of activity.packages) {
    const { perDayMilli } = usual.packages.get(key) ?? usual.overall;
    above += tally.perDayMilli - tally.stays * perDayMilli;
    squares +=
      tally.perDayMilliSquared -
      2 * perDayMilli * tally.perDayMilli +
      tally.stays * perDayMilli ** 2;
  }
  const { stays } = activity;
  return { mean: stays === 0 ? 0 : above / stays, count: stays, squares };
}

function sum(peers: readonly ActivitySummary[], of: (activity: ActivitySummary) => number): number {
  return peers.reduce((total, peer) => total + of(peer), 0);
}

function tallyOf(peers: readonly ActivitySummary[]): PackageTally {
  const total = { stays: 0, longStays: 0, perDayMilli: 0, perDayMilliSquared: 0 };
  for (const { packages } of peers) {
    for (const tally of packages.values()) {
      total.stays += tally.stays;
      total.longStays += tally.longStays;
      total.perDayMilli += tally.perDayMilli;
      total.perDayMilliSquared += tally.perDayMilliSquared;
    }
  }
  return total;
}

/** A quantile of some numbers, between neighbours in proportion; 0 of none. */
export function quantileOf(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] ?? 0;
  const high = sorted[Math.ceil(place)] ?? low;
  return low + (high - low) * (place - Math.floor(place));
}
