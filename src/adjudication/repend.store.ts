import type { Lane } from '../domain/ids.js';
import type { Paisa } from '../domain/money.js';
import type { Finding } from '../domain/rules/finding.js';
import { paramsToJson } from '../domain/rules/explain.js';
import type { Transaction } from '../db/index.js';
import { toJson } from '../platform/json.js';
import type { NewestDecision } from './waiting.store.js';

export interface Repend {
  readonly newest: NewestDecision;
  readonly id: string;
  readonly decidedNo: bigint;
  readonly finding: Finding;
  /** The claim's place in the order of review. */
  readonly atRiskPaisa: Paisa;
}

/** What the insurer would pay by a decision, and how likely signals took something to be wrong. */
export async function readAtStake(
  tx: Transaction,
  lane: Lane,
  decisionId: string,
): Promise<{ readonly insurerPaisa: Paisa; readonly score: number | null } | undefined> {
  const [row] = await tx<{ insurerPaisa: Paisa; score: number | null }[]>`
    select d.insurer_paisa as "insurerPaisa", r.score
    from decision d left join decision_risk r on r.lane = d.lane and r.decision_id = d.id
    where d.lane = ${lane} and d.id = ${decisionId}`;
  return row;
}

/**
 * Locks a claim, waiting for a settlement run that has it, and tells its status as it then stands. A
 * statement of its own: what is read after it sees all that came before.
 */
export async function lockStatus(
  tx: Transaction,
  lane: Lane,
  claimId: string,
): Promise<string | undefined> {
  const [row] = await tx<{ status: string }[]>`
    select status from claim where lane = ${lane} and id = ${claimId} for update`;
  return row?.status;
}

/**
 * A second decision on an approved, unpaid claim: the same money and the same signals, but pended to the
 * adjudicator with one finding more. The first decision stays as it is.
 */
export async function insertRepend(
  tx: Transaction,
  { newest, id, decidedNo, finding, atRiskPaisa }: Repend,
  decidedAt: Date,
): Promise<void> {
  const { lane } = newest;
  await tx`
    insert into decision (lane, id, claim_id, ordinal, decided_no, hospital_id, scheme_code, outcome,
      pend_owner, asked_paisa, insurer_paisa, patient_share_paisa, hospital_borne_paisa, extras_paisa, draws,
      rulebook_fingerprint, terms_fingerprint, passed, facts, decided_by, decided_at)
    select lane, ${id}::uuid, claim_id, ordinal + 1, ${decidedNo}::bigint, hospital_id, scheme_code, 'pended',
      'adjudicator', asked_paisa, insurer_paisa, patient_share_paisa, hospital_borne_paisa, extras_paisa,
      ${toJson(newest.draws)}::text::jsonb, rulebook_fingerprint, terms_fingerprint,
      array_remove(passed, ${finding.rule}), facts, decided_by, ${decidedAt}::timestamptz
    from decision where lane = ${lane} and id = ${newest.id}`;
  await tx`
    insert into decision_line (lane, decision_id, line_no, package_code, tier, extra, quantity,
      asked_paisa, allowed_paisa, priced_paisa, insurer_paisa, patient_share_paisa, hospital_borne_paisa)
    select lane, ${id}::uuid, line_no, package_code, tier, extra, quantity, asked_paisa, allowed_paisa,
      priced_paisa, insurer_paisa, patient_share_paisa, hospital_borne_paisa
    from decision_line where lane = ${lane} and decision_id = ${newest.id}`;
  await tx`
    insert into finding (lane, decision_id, finding_no, rule, reason, kind, phase, line_no, owner,
      params, amount_paisa, bearer, cuts)
    select lane, ${id}::uuid, finding_no, rule, reason, kind, phase, line_no, owner, params, amount_paisa,
      bearer, cuts
    from finding where lane = ${lane} and decision_id = ${newest.id}
    union all
    select ${lane}::smallint, ${id}::uuid, (select count(*) + 1 from finding
        where lane = ${lane} and decision_id = ${newest.id})::smallint,
      ${finding.rule}, ${finding.reason}, ${finding.kind}, ${finding.phase}, null,
      ${finding.owner ?? null}, ${toJson(paramsToJson(finding.reason, finding.params))}::text::jsonb,
      0, null, '[]'::jsonb`;
  await tx`
    insert into decision_risk (lane, decision_id, scheme_code, score, routed, at_risk_paisa, signals, sample)
    select lane, ${id}::uuid, scheme_code, score, routed, at_risk_paisa, signals, sample
    from decision_risk where lane = ${lane} and decision_id = ${newest.id}`;
  await tx`update claim set status = 'pended', pend_owner = 'adjudicator', decision_id = ${id},
      decided_at = ${decidedAt}, at_risk_paisa = ${atRiskPaisa}
    where lane = ${lane} and id = ${newest.claimId}`;
  await tx`update lane_state set decided_no = ${decidedNo} where lane = ${lane}`;
}

/** A question about a claim that is already on its way to be paid: asked once for each other claim. */
export async function openCase(
  tx: Transaction,
  reviewed: {
    readonly lane: Lane;
    readonly id: string;
    readonly claimId: string;
    readonly aboutClaimId: string;
  },
  openedAt: Date,
): Promise<void> {
  await tx`
    insert into review_case (lane, id, claim_id, kind, about_claim_id, opened_at)
    values (${reviewed.lane}, ${reviewed.id}, ${reviewed.claimId}, 'overlap',
      ${reviewed.aboutClaimId}, ${openedAt})
    on conflict (lane, claim_id, kind, about_claim_id) do nothing`;
}
