import type { Lane } from '../domain/ids.js';
import type { Assessment, SpokenSignal } from '../domain/risk/assess.js';
import type { Paisa } from '../domain/money.js';
import { paramsToJson } from '../domain/rules/explain.js';
import { list, type Transaction } from '../db/index.js';
import { toJson } from '../platform/json.js';

/** What is kept of one decision's risk. */
export interface DecidedRisk {
  readonly lane: Lane;
  readonly decisionId: string;
  readonly claimId: string;
  readonly schemeCode?: string | undefined;
  /** Absent where a rule alone sends the claim to an adjudicator. */
  readonly risk?: Assessment | undefined;
  readonly atRiskPaisa: Paisa;
  /** It waits for an adjudicator now. */
  readonly toReview: boolean;
}

/** Keeps what signals said, where they said anything, and the claim's place in the order of review. */
export async function insertRisk(tx: Transaction, decided: readonly DecidedRisk[]): Promise<void> {
  const spoken = decided.flatMap(({ risk, ...rest }) =>
    risk === undefined || (risk.signals.length === 0 && risk.sampled === undefined)
      ? []
      : [{ ...rest, risk }],
  );
  const reviewed = decided.filter(({ toReview }) => toReview);
  await Promise.all([
    spoken.length === 0
      ? undefined
      : tx`
        insert into decision_risk (lane, decision_id, scheme_code, score, routed, at_risk_paisa,
          signals, sample)
        select lane, id, scheme_code, score, routed, at_risk, signals::jsonb, sample::jsonb
        from unnest(
          ${list(spoken.map((d) => d.lane))}::text::smallint[], ${list(spoken.map((d) => d.decisionId))}::text::uuid[],
          ${list(spoken.map((d) => d.schemeCode))}::text::text[],
          ${list(spoken.map((d) => d.risk.score))}::text::smallint[],
          ${list(spoken.map((d) => d.risk.routed))}::text::boolean[],
          ${list(spoken.map((d) => d.atRiskPaisa))}::text::bigint[],
          ${list(spoken.map((d) => toJson(d.risk.signals.map(stored))))}::text::text[],
          ${list(spoken.map((d) => (d.risk.sampled === undefined ? null : toJson(d.risk.sampled))))}::text::text[])
          as r(lane, id, scheme_code, score, routed, at_risk, signals, sample)`,
    reviewed.length === 0
      ? undefined
      : tx`
        update claim c set at_risk_paisa = r.at_risk
        from unnest(${list(reviewed.map((d) => d.lane))}::text::smallint[],
          ${list(reviewed.map((d) => d.claimId))}::text::uuid[],
          ${list(reviewed.map((d) => d.atRiskPaisa))}::text::bigint[]) as r(lane, id, at_risk)
        where c.lane = r.lane and c.id = r.id`,
  ]);
}

/** A signal as it is kept: its numbers as JSON, the sentences left to whoever reads it. */
function stored({ code, weight, evidence }: SpokenSignal) {
  return {
    code,
    weight,
    evidence: evidence.map(({ reason, params, claims = [], lineNo }) => ({
      reason,
      params: paramsToJson(reason, params),
      claims,
      ...(lineNo === undefined ? {} : { lineNo }),
    })),
  };
}
