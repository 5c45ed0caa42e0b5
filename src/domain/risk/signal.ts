import type { CaseFacts } from '../rules/facts.js';
import type { Params } from '../rules/finding.js';
import type { ReasonCode } from '../rules/reasons.js';
import type { ClaimId } from '../ids.js';
import type { RiskFacts } from './facts.js';

/**
 * How sure one signal alone is that the claim should not be paid as it stands, out of a hundred. Three steps
 * and no more: nobody can argue about 43 against 47. They are judgement, not measurement; what is measured is
 * how often a signal speaks of honest claims.
 *
 * - WEAK: has honest causes as often as not; two of them together are looked at.
 * - MEDIUM: a quarter of such claims at least would not be there at the peers' share, or people and hours that
 *   do not fit together; looked at.
 * - STRONG: hardly ever honest.
 */
export const WEIGHTS = { weak: 20, medium: 40, strong: 70 } as const;
export type Weight = keyof typeof WEIGHTS;

/** From this score on a person looks: any signal but a weak one alone. */
export const ROUTED_FROM = 35;

/** What a signal goes by: the case as all rules know it, and what others did. */
export interface SignalInput {
  readonly facts: CaseFacts;
  readonly risk: RiskFacts;
}

/** What a signal says, with its numbers and the other claims that it rests on. */
export interface Evidence {
  readonly reason: ReasonCode;
  readonly params: Params;
  readonly lineNo?: number | undefined;
  readonly claims?: readonly ClaimId[] | undefined;
}

/** One signal: it scores and explains, and never denies. Its thresholds are told to no hospital. */
export interface Signal {
  readonly code: string;
  readonly title: { readonly en: string; readonly ur: string };
  /** What it is for, in words for a hospital: never a number. */
  readonly purpose: { readonly en: string; readonly ur: string };
  readonly weight: Weight;
  readonly reasons: readonly ReasonCode[];
  /** The figures that it compares with, by name: part of its text, and of the fingerprint. */
  readonly limits: Readonly<Record<string, unknown>>;
  /** Functions of the signal's own file that it calls: part of its text, and of the fingerprint. */
  readonly parts?: readonly ((...given: never[]) => unknown)[] | undefined;
  /** Nothing where it has nothing to say. However much it says, its weight counts once. */
  readonly judge: (input: SignalInput) => readonly Evidence[];
}
