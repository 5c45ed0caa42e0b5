import type { ActivitySummary } from './profile-activity.js';
import { COMPONENTS, type ComponentName, type ProfileEdition } from './profile-edition.js';
import { copiesOf, longStaysOf, perDayOf, quantileOf, type Peers } from './profile-peers.js';
import {
  midRank,
  noneAmongPeers,
  scoreOfMean,
  scoreOfRank,
  shrunkMean,
  shrunkRate,
} from './shrinkage.js';

/** One thing a profile looks at: what was seen, what peers would have, and what it adds to the score. */
export interface ProfileComponent {
  readonly name: ComponentName;
  /** What was counted or measured; for `perDay` a multiple of what is usual for its packages. */
  readonly observed: number;
  /** What a peer with as many stays (for `longStays` and `perDay`: of the same packages) would have. */
  readonly expected: number;
  /** The rate as a multiple of what is expected, drawn towards peers; absent for `size`. */
  readonly shrunk?: number | undefined;
  /** Distance from peers, 0 where it does as they do. */
  readonly value: number;
  /** `value` × the edition's weight. */
  readonly points: number;
  readonly sentence: string;
}

/** A hospital (or surgeon) beside its peers. */
export interface Profile {
  readonly edition: string;
  readonly stays: number;
  readonly peers: number;
  /** Sum of the points of all components: what the order of review follows. */
  readonly score: number;
  /** The same without the size. */
  readonly sizeAdjusted: number;
  readonly components: readonly ProfileComponent[];
}

/** Distances from peers, without words: for those who compare many. */
export type ComponentValues = Readonly<Record<ComponentName, number>>;

/** Standard deviations above peers from which on copies count in full. */
const CLEAR_EXCESS = 1;

/** How far an activity with at least one stay lies from its peers, component by component. */
export function componentValues(activity: ActivitySummary, peers: Peers): ComponentValues {
  const long = longStaysOf(activity, peers);
  return {
    size: Math.log(activity.stays / peers.medianStays),
    // Whether there is one at all tells more than how many; less the chance that such a peer has one.
    longStays: (long.observed > 0 ? 1 : 0) - (1 - noneAmongPeers(long.expected, peers.longStays)),
    // To have none is no merit, and beyond a clear excess more copies do not outweigh all else.
    copies: Math.min(
      CLEAR_EXCESS,
      Math.max(0, scoreOfRank(midRank(copiesOf(activity, peers), peers.copies))),
    ),
    perDay: scoreOfMean(perDayOf(activity, peers), peers.perDay),
  };
}

/** Points of all components, and of all but the size. */
export function scoresOf(
  values: ComponentValues,
  weights: Readonly<Record<ComponentName, number>>,
): { readonly score: number; readonly sizeAdjusted: number } {
  let sizeAdjusted = 0;
  for (const name of COMPONENTS) if (name !== 'size') sizeAdjusted += values[name] * weights[name];
  return { score: sizeAdjusted + values.size * weights.size, sizeAdjusted };
}

/** The profile of an activity; undefined where it has no stay. */
export function profileOf(
  activity: ActivitySummary,
  peers: Peers,
  edition: ProfileEdition,
): Profile | undefined {
  if (activity.stays === 0) return undefined;
  const values = componentValues(activity, peers);
  const seen = evidenceOf(activity, peers, edition);
  const components = COMPONENTS.map((name) => ({
    name,
    ...seen[name],
    value: values[name],
    points: values[name] * edition.weights[name],
  }));
  return {
    edition: edition.name,
    stays: activity.stays,
    peers: peers.hospitals,
    ...scoresOf(values, edition.weights),
    components,
  };
}

type Evidence = Pick<ProfileComponent, 'observed' | 'expected' | 'shrunk' | 'sentence'>;

function evidenceOf(
  activity: ActivitySummary,
  peers: Peers,
  { measures: { longStayDays } }: ProfileEdition,
): Readonly<Record<ComponentName, Evidence>> {
  const { stays } = activity;
  const counted = stays === 1 ? '1 stay' : `${stays} stays`;
  const long = longStaysOf(activity, peers);
  const copies = copiesOf(activity, peers);
  const perDay = perDayOf(activity, peers);
  const none = noneAmongPeers(long.expected, peers.longStays);
  const usualCopies = copies.expected * peers.copies.mean;
  return {
    size: {
      observed: stays,
      expected: peers.medianStays,
      sentence: `${counted}; half of the ${peers.hospitals} peers have ${round(peers.medianStays)} or fewer.`,
    },
    longStays: {
      ...long,
      shrunk: shrunkRate(long, peers.longStays),
      sentence:
        `${long.observed} of ${stays} stays lasted ${longStayDays} days or more, where ${round(long.expected)} ` +
        `are usual for its packages; of peers with such work ${Math.round(100 * (1 - none))} in 100 have any.`,
    },
    copies: {
      observed: copies.observed,
      expected: usualCopies,
      shrunk: shrunkRate(copies, peers.copies),
      sentence:
        `For ${copies.observed} of ${activity.billed} stays an amount was claimed that had been claimed there ` +
        `for the same person before, where ${round(usualCopies)} are usual for so many.`,
    },
    perDay: {
      observed: Math.exp(perDay.mean / 1_000),
      expected: Math.exp(peers.perDay.mean / 1_000),
      shrunk: Math.exp((shrunkMean(perDay, peers.perDay) - peers.perDay.mean) / 1_000),
      sentence:
        `A day of stay is claimed at ${round(Math.exp(perDay.mean / 1_000))} of what is usual for its ` +
        `packages, over ${counted}.`,
    },
  };
}

/** Two decimals at most, for people. */
function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** How peers are spread over one component. */
export interface Spread {
  readonly tenth: number;
  readonly middle: number;
  readonly ninetieth: number;
}

/** The peers' own distribution over each component, for showing one beside it. */
export function spreadOf(
  activities: readonly ActivitySummary[],
  peers: Peers,
): Readonly<Record<ComponentName, Spread>> {
  const values = activities
    .filter(({ stays }) => stays > 0)
    .map((activity) => componentValues(activity, peers));
  const spread = (name: ComponentName): Spread => {
    const of = values.map((one) => one[name]);
    return {
      tenth: quantileOf(of, 0.1),
      middle: quantileOf(of, 0.5),
      ninetieth: quantileOf(of, 0.9),
    };
  };
  return {
    size: spread('size'),
    longStays: spread('longStays'),
    copies: spread('copies'),
    perDay: spread('perDay'),
  };
}
