import type { PendOwner } from '../claim/claim.js';
import { ZERO } from '../money.js';
import type { CaseFacts } from '../rules/facts.js';
import type { Finding } from '../rules/finding.js';
import type { Sampled } from './facts.js';
import { SIGNALS } from './signals.js';
import { ROUTED_FROM, WEIGHTS, type Evidence, type Signal } from './signal.js';

/** A signal that spoke, with its weight out of a hundred and what it rests on. */
export interface SpokenSignal {
  readonly code: string;
  readonly weight: number;
  readonly evidence: readonly Evidence[];
}

/** What risk makes of a claim. */
export interface Assessment {
  /** Out of a hundred: how likely something is wrong, by the signals alone. */
  readonly score: number;
  readonly signals: readonly SpokenSignal[];
  readonly sampled?: Sampled | undefined;
  /** To be looked at by a person before it is paid. */
  readonly routed: boolean;
}

/** A code for the audit sample's finding, beside those of the signals. */
const SAMPLE_CODE = 'RSK-000';

/**
 * Scores a case by what signals say of it. Each that speaks counts once, as a chance of its own that the
 * claim is wrong: 1 - (1 - a)(1 - b)…, which grows with each and never passes the whole. Pure; it denies
 * nothing. Undefined where nothing is known of others: in a dry-run, and where a person decides.
 */
export function assessRisk(
  facts: CaseFacts,
  signals: readonly Signal[] = SIGNALS,
): Assessment | undefined {
  const { risk } = facts;
  if (risk === undefined) return undefined;
  const { sampled } = risk;
  const spoken = signals.flatMap(({ code, weight, judge }): SpokenSignal[] => {
    const evidence = judge({ facts, risk });
    return evidence.length === 0 ? [] : [{ code, weight: WEIGHTS[weight], evidence }];
  });
  const score = scoreOf(spoken.map(({ weight }) => weight));
  const routed = score >= ROUTED_FROM || sampled !== undefined;
  return { score, signals: spoken, ...(sampled === undefined ? {} : { sampled }), routed };
}

/** Weights out of a hundred as one score out of a hundred, half up. */
export function scoreOf(weights: readonly number[]): number {
  const honest = weights.reduce((chance, weight) => chance * (1 - weight / 100), 1);
  return Math.round((1 - honest) * 100);
}

const OWNER: PendOwner = 'adjudicator';

/** Findings of a claim that a person is to look at; none of any other. */
export function riskFindings({ routed, signals, sampled }: Assessment): readonly Finding[] {
  if (!routed) return [];
  const common = {
    phase: 'risk',
    kind: 'pend',
    owner: OWNER,
    amountPaisa: ZERO,
    cuts: [],
  } as const;
  const spoken = signals.flatMap(({ code, evidence }) =>
    evidence.map(({ reason, params, lineNo }): Finding => ({
      ...common,
      rule: code,
      reason,
      params,
      ...(lineNo === undefined ? {} : { lineNo }),
    })),
  );
  if (sampled === undefined) return spoken;
  const params = { rate: sampled.rate };
  return [{ ...common, rule: SAMPLE_CODE, reason: 'AUDIT_SAMPLE', params }, ...spoken];
}
