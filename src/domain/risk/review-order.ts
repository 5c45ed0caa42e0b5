import type { Paisa } from '../money.js';

/**
 * How likely a claim that only a rule sent to an adjudicator is wrong, out of a hundred: a question of the
 * rules, and nothing that others did speaks against it.
 */
const WITHOUT_SIGNAL = 5;

/**
 * What may be paid wrongly for a claim: what the insurer would pay times the chance that something is wrong,
 * down to whole paisa. Reviewed in this order, an hour of an adjudicator saves most.
 */
export function atRiskPaisa(insurerPaisa: Paisa, score: number): Paisa {
  if (!Number.isInteger(score) || score < 0 || score > 100) {
    throw new RangeError(`not a score out of a hundred: ${score}`);
  }
  return ((insurerPaisa * BigInt(Math.max(score, WITHOUT_SIGNAL))) / 100n) as Paisa;
}

/** A claim as the order of review knows it. */
export interface ToReview {
  readonly id: string;
  readonly atRiskPaisa: Paisa;
  /** Instant in ISO, so that it sorts as text. */
  readonly receivedAt: string;
}

/** The most rupees at risk first; of equals the one that has waited longest. */
export function byRupeesAtRisk(a: ToReview, b: ToReview): number {
  if (a.atRiskPaisa !== b.atRiskPaisa) return a.atRiskPaisa > b.atRiskPaisa ? -1 : 1;
  if (a.receivedAt !== b.receivedAt) return a.receivedAt < b.receivedAt ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
