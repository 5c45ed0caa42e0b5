/**
 * Empirical Bayes for many hospitals of very different size: the peers' own spread says how far one of them
 * can be believed. Sources and reasons: `decisions/022-hospital-profiles.md`.
 */

/** A count and how many were to be expected at the peers' overall rate. */
export interface Counted {
  readonly observed: number;
  readonly expected: number;
}

/**
 * How peers' rates are spread around what is expected of them: a gamma distribution with this mean (1 where
 * peers do as expected on the whole) and shape (the larger, the more alike they are).
 */
export interface GammaPoisson {
  readonly shape: number;
  readonly mean: number;
}

const LEAST_SHAPE = 0.05;
const MOST_SHAPE = 10_000;
/** Steps of the two searches: each narrows its interval, to less than a thousandth of the value. */
const SHAPE_STEPS = 40;
const MEAN_STEPS = 50;

/**
 * The gamma distribution under which the peers' counts are likeliest (type II maximum likelihood).
 * Peers of whom nothing is expected are left out; without any the answer is the prior without spread.
 */
export function fitGammaPoisson(peers: readonly Counted[]): GammaPoisson {
  const telling = peers.filter(({ expected }) => expected > 0);
  if (telling.every(({ observed }) => observed === 0)) return { shape: MOST_SHAPE, mean: 1 };
  const likelihoodAt = (logShape: number): number => {
    const shape = Math.exp(logShape);
    return logLikelihood(telling, { shape, mean: meanAt(telling, shape) });
  };
  const shape = Math.exp(
    highest(likelihoodAt, Math.log(LEAST_SHAPE), Math.log(MOST_SHAPE), SHAPE_STEPS),
  );
  return { shape, mean: meanAt(telling, shape) };
}

/** For a shape, the mean at which the likelihood is highest: there its slope, which only falls, is zero. */
function meanAt(peers: readonly Counted[], shape: number): number {
  let [low, high] = [1e-6, 1e6];
  for (let step = 0; step < MEAN_STEPS; step += 1) {
    const mean = Math.sqrt(low * high);
    let slope = 0;
    for (const { observed, expected } of peers) {
      slope += (observed - expected * mean) / (1 + (expected * mean) / shape);
    }
    if (slope > 0) low = mean;
    else high = mean;
  }
  return Math.sqrt(low * high);
}

/** Of the negative binomial that counts follow, without the part that no parameter moves. */
function logLikelihood(peers: readonly Counted[], { shape, mean }: GammaPoisson): number {
  let sum = 0;
  for (const { observed, expected } of peers) {
    const ratio = (expected * mean) / shape;
    sum -= (shape + observed) * Math.log1p(ratio);
    if (observed > 0) sum += observed * Math.log(ratio);
    for (let before = 0; before < observed; before += 1) sum += Math.log(shape + before);
  }
  return sum;
}

/** Where a function with one peak is highest (golden section). */
function highest(of: (x: number) => number, from: number, to: number, steps: number): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)];
  let [atLeft, atRight] = [of(left), of(right)];
  for (let step = 0; step < steps; step += 1) {
    if (atLeft > atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - golden * (high - low);
      atLeft = of(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + golden * (high - low);
      atRight = of(right);
    }
  }
  return (low + high) / 2;
}

/**
 * A hospital's rate as a multiple of what is expected of it, drawn towards its peers': the mean of what the
 * gamma prior and its own count say. With nothing expected it is the peers' mean; with much, its own rate.
 */
export function shrunkRate({ observed, expected }: Counted, { shape, mean }: GammaPoisson): number {
  return (shape + observed) / (shape / mean + expected);
}

/** How probable it is that a peer of which as much is expected would have had none at all. */
export function noneAmongPeers(expected: number, { shape, mean }: GammaPoisson): number {
  return Math.exp(-shape * Math.log1p((expected * mean) / shape));
}

/**
 * Where a count stands among those that peers of the same expectation would have, between 0 and 1: the
 * chance of less plus half the chance of the same (mid-P).
 */
export function midRank({ observed, expected }: Counted, prior: GammaPoisson): number {
  const { shape } = prior;
  const ratio = (expected * prior.mean) / shape;
  let logChance = -shape * Math.log1p(ratio);
  let below = 0;
  for (let count = 0; count < observed; count += 1) {
    below += Math.exp(logChance);
    logChance += Math.log(((shape + count) / (count + 1)) * (ratio / (1 + ratio)));
  }
  return Math.min(1, below + Math.exp(logChance) / 2);
}

/** Beyond which ranks are not told apart: in tails so thin the prior's form says more than the data. */
const LEAST_RANK = 1e-4;

/** A rank as a standard score: 0 in the middle, ±3.7 at most. */
export function scoreOfRank(rank: number): number {
  return normalQuantile(Math.min(1 - LEAST_RANK, Math.max(LEAST_RANK, rank)));
}

const CENTRE = {
  over: [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946,
    45921.95393154987, 67265.7709270087, 33430.57558358813, 2509.0809287301227,
  ],
  under: [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597,
    39307.89580009271, 28729.085735721943, 5226.495278852854,
  ],
};

const TAIL = {
  over: [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045,
    1.2704582524523684, 0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  under: [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008,
    0.015198666563616457, 0.0005475938084995345, 1.0507500716444169e-9,
  ],
};

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);

/**
 * The standard normal quantile of a probability between 1e-10 and 1 − 1e-10, to about 15 digits
 * (Wichura 1988, Applied Statistics 37:477, algorithm AS 241). Throws a RangeError outside.
 */
export function normalQuantile(probability: number): number {
  if (!(probability >= 1e-10 && probability <= 1 - 1e-10)) {
    throw new RangeError(`no quantile is computed for ${probability}`);
  }
  const offset = probability - 0.5;
  if (Math.abs(offset) <= 0.425) {
    const x = 0.180625 - offset * offset;
    return (offset * polynomial(CENTRE.over, x)) / polynomial(CENTRE.under, x);
  }
  const x = Math.sqrt(-Math.log(offset < 0 ? probability : 1 - probability)) - 1.6;
  return (Math.sign(offset) * polynomial(TAIL.over, x)) / polynomial(TAIL.under, x);
}

/** A mean over as many stays. */
export interface Measured {
  readonly mean: number;
  readonly count: number;
}

/** How peers' means are spread: the middle, and the variances within one of them and between them. */
export interface NormalNormal {
  readonly mean: number;
  readonly within: number;
  readonly between: number;
}

/**
 * The spread of peers' means by the method of moments. `squares` is each peer's sum of squares of the
 * single values; without two values in any peer the variances are zero.
 */
export function fitNormalNormal(
  peers: readonly (Measured & { readonly squares: number })[],
): NormalNormal {
  const telling = peers.filter(({ count }) => count > 0);
  const total = telling.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return { mean: 0, within: 0, between: 0 };
  const mean = telling.reduce((sum, peer) => sum + peer.mean * peer.count, 0) / total;
  let [withinSum, freedom, betweenSum, countSquares] = [0, 0, 0, 0];
  for (const peer of telling) {
    withinSum += peer.squares - peer.count * peer.mean ** 2;
    freedom += peer.count - 1;
    betweenSum += peer.count * (peer.mean - mean) ** 2;
    countSquares += peer.count ** 2;
  }
  const within = freedom === 0 ? 0 : Math.max(0, withinSum / freedom);
  const scale = total - countSquares / total;
  const excess = betweenSum - (telling.length - 1) * within;
  return { mean, within, between: scale > 0 ? Math.max(0, excess / scale) : 0 };
}

/** A hospital's mean drawn towards its peers', the more the fewer its stays. */
export function shrunkMean({ mean, count }: Measured, prior: NormalNormal): number {
  const spread = count * prior.between + prior.within;
  if (count === 0 || spread === 0) return prior.mean;
  return prior.mean + (mean - prior.mean) * ((count * prior.between) / spread);
}

/** How far a mean lies from its peers', in standard deviations of the means of peers of that many stays. */
export function scoreOfMean({ mean, count }: Measured, prior: NormalNormal): number {
  if (count === 0) return 0;
  const variance = prior.between + prior.within / count;
  if (variance === 0) return 0;
  const score = (mean - prior.mean) / Math.sqrt(variance);
  return Math.min(MOST_SCORE, Math.max(-MOST_SCORE, score));
}

/** As far as ranks go. */
const MOST_SCORE = normalQuantile(1 - LEAST_RANK);
