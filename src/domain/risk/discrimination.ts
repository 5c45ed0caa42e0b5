/** How well a score tells the labelled from the others: figures for judging a profile, none for making one. */

/** One hospital as its score is judged. */
export interface Judged {
  readonly score: number;
  readonly labelled: boolean;
}

/**
 * Area under the ROC curve: the chance that a labelled one scores above one that is not, ties counting half.
 * NaN where either kind is missing.
 */
export function rocAuc(judged: readonly Judged[]): number {
  const sorted = ascending(judged);
  let [wins, labelled, others] = [0, 0, 0];
  for (const { positives, negatives } of ties(sorted)) {
    wins += positives * (others + negatives / 2);
    labelled += positives;
    others += negatives;
  }
  return wins / (labelled * others);
}

/**
 * Area under the precision-recall curve, as average precision: the precision at each score at which labelled
 * ones are found, weighted by their share. Equal scores are found together. NaN without any labelled.
 */
export function prAuc(judged: readonly Judged[]): number {
  const sorted = ascending(judged).reverse();
  let [area, labelled, found] = [0, 0, 0];
  for (const { positives, negatives } of ties(sorted)) {
    labelled += positives;
    found += positives + negatives;
    area += positives * (labelled / found);
  }
  return area / labelled;
}

/** Share of labelled ones among the highest so many; of equal scores at the edge, what chance would pick. */
export function precisionAtTop(judged: readonly Judged[], top: number): number {
  const sorted = ascending(judged).reverse();
  const among = Math.min(top, sorted.length);
  let [picked, labelled] = [0, 0];
  for (const { positives, negatives } of ties(sorted)) {
    const taken = Math.min(positives + negatives, among - picked);
    labelled += (positives * taken) / (positives + negatives);
    picked += taken;
    if (picked === among) break;
  }
  return labelled / among;
}

/** Stays up to which hospitals count as of one size; above the last, one more group. */
const SIZE_GROUPS = [1, 3, 6, 10, 15, 25, 40, 60, 100];

/**
 * ROC-AUC over pairs of hospitals of about the same size only: what a score adds to knowing the size. The
 * size itself gets about a half. NaN where no group has both kinds.
 */
export function rocAucAtEqualSize(
  judged: readonly (Judged & { readonly stays: number })[],
): number {
  const groups = new Map<number, Judged[]>();
  for (const one of judged) {
    const no = SIZE_GROUPS.findIndex((most) => one.stays <= most);
    const group = groups.get(no);
    if (group === undefined) groups.set(no, [one]);
    else group.push(one);
  }
  let [wins, pairs] = [0, 0];
  for (const group of groups.values()) {
    const labelled = group.filter((one) => one.labelled).length;
    const here = labelled * (group.length - labelled);
    if (here === 0) continue;
    wins += here * rocAuc(group);
    pairs += here;
  }
  return wins / pairs;
}

/** By score, lowest first: quick for lists that stand so already, as drawn samples do. */
function ascending(judged: readonly Judged[]): Judged[] {
  return [...judged].sort((a, b) => a.score - b.score);
}

/** Runs of equal scores of a sorted list, with how many of each kind they hold. */
function* ties(
  sorted: readonly Judged[],
): Generator<{ readonly positives: number; readonly negatives: number }> {
  for (let from = 0; from < sorted.length;) {
    let [to, positives] = [from, 0];
    while (to < sorted.length && sorted[to]?.score === sorted[from]?.score) {
      if (sorted[to]?.labelled === true) positives += 1;
      to += 1;
    }
    yield { positives, negatives: to - from - positives };
    from = to;
  }
}

/** Rank correlation (Spearman) of two lists of one length, ties at their middle rank. */
export function rankCorrelation(first: readonly number[], second: readonly number[]): number {
  const [a, b] = [ranksOf(first), ranksOf(second)];
  const middle = (a.length + 1) / 2;
  let [both, ofFirst, ofSecond] = [0, 0, 0];
  a.forEach((rank, index) => {
    const [x, y] = [rank - middle, (b[index] ?? middle) - middle];
    both += x * y;
    ofFirst += x * x;
    ofSecond += y * y;
  });
  return both / Math.sqrt(ofFirst * ofSecond);
}

function ranksOf(values: readonly number[]): readonly number[] {
  const order = values.map((_, index) => index).sort((a, b) => at(values, a) - at(values, b));
  const ranks = values.map(() => 0);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && at(values, order[to]) === at(values, order[from])) to += 1;
    for (const index of order.slice(from, to)) ranks[index] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}

const at = (values: readonly number[], index = -1): number => values[index] ?? NaN;
