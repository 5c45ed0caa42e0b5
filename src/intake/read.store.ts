import type { Lane } from '../domain/ids.js';
import type { ExtraKind } from '../domain/scheme/terms.js';
import type { Transaction } from '../db/index.js';

export interface ClaimRow {
  readonly lane: number;
  readonly id: string;
  readonly hospital_id: string;
  readonly hospital_claim_no: string;
  readonly scheme_code: string | null;
  readonly status: string;
  readonly pend_owner: string | null;
  readonly admitted_on: string;
  readonly discharged_on: string;
  readonly asked_paisa: bigint;
  readonly insurer_paisa: bigint | null;
  readonly received_at: Date;
  readonly decided_at: Date | null;
  readonly revision_of: string | null;
  readonly revision_no: number;
}

/** A claim the caller's scope lets him see. */
export async function findClaim(
  tx: Transaction,
  lane: Lane,
  id: string,
): Promise<ClaimRow | undefined> {
  const [row] = await tx<ClaimRow[]>`
    select c.lane, c.id, c.hospital_id, c.hospital_claim_no, c.scheme_code, c.status, c.pend_owner,
      c.admitted_on, c.discharged_on, c.asked_paisa, d.insurer_paisa, c.received_at, c.decided_at,
      c.revision_of, c.revision_no
    from claim c left join decision d on d.lane = c.lane and d.id = c.decision_id
    where c.lane = ${lane} and c.id = ${id}`;
  return row;
}

/** Claims under a hospital's own number, in all hospitals, newest first. */
export async function findClaimsByNo(
  tx: Transaction,
  hospitalClaimNo: string,
  limit: number,
): Promise<readonly ClaimRow[]> {
  return tx<ClaimRow[]>`
    select c.lane, c.id, c.hospital_id, c.hospital_claim_no, c.scheme_code, c.status, c.pend_owner,
      c.admitted_on, c.discharged_on, c.asked_paisa, d.insurer_paisa, c.received_at, c.decided_at,
      c.revision_of, c.revision_no
    from claim c left join decision d on d.lane = c.lane and d.id = c.decision_id
    where c.hospital_claim_no = ${hospitalClaimNo}
    order by c.received_at desc, c.id desc limit ${limit}`;
}

/**
 * The claim that has taken the place of another: its revision, in the same lane, or the row it was
 * filed again as, in the lane of the person whom the registry has learned.
 */
export async function findSuccessor(
  tx: Transaction,
  lane: Lane,
  id: string,
): Promise<string | undefined> {
  const [row] = await tx<{ id: string }[]>`
    select n.id from claim c
    left join unmatched_number u on u.id = c.unmatched_id
    left join person_directory p on p.number_hash = u.number_hash
    join claim n on n.lane in (c.lane, p.lane) and n.revision_of = c.id
    where c.lane = ${lane} and c.id = ${id}`;
  return row?.id;
}

export interface ClaimPlace {
  readonly receivedAt: string;
  readonly id: string;
}

/** Claims in the caller's scope, newest first, after a place in that order. */
export async function listClaims(
  tx: Transaction,
  page: {
    readonly status?: string | undefined;
    readonly after?: ClaimPlace | undefined;
    readonly limit: number;
  },
): Promise<readonly (ClaimRow & { readonly place: string })[]> {
  const { status, after, limit } = page;
  return tx<(ClaimRow & { place: string })[]>`
    select c.lane, c.id, c.hospital_id, c.hospital_claim_no, c.scheme_code, c.status, c.pend_owner,
      c.admitted_on, c.discharged_on, c.asked_paisa, d.insurer_paisa, c.received_at, c.decided_at,
      c.revision_of, c.revision_no,
      to_char(c.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place
    from claim c left join decision d on d.lane = c.lane and d.id = c.decision_id
    where true
      ${status === undefined ? tx`` : tx`and c.status = ${status}`}
      ${
        after === undefined
          ? tx``
          : tx`and (c.received_at, c.id) < (${after.receivedAt}::text::timestamptz, ${after.id})`
      }
    order by c.received_at desc, c.id desc limit ${limit}`;
}

export interface DecisionRow {
  readonly id: string;
  readonly claim_id: string;
  readonly ordinal: number;
  readonly outcome: string;
  readonly pend_owner: string | null;
  readonly asked_paisa: bigint;
  readonly insurer_paisa: bigint;
  readonly patient_share_paisa: bigint;
  readonly hospital_borne_paisa: bigint;
  readonly draws: { tier: string; layer: string; amountPaisa: string }[];
  readonly rulebook_fingerprint: string;
  readonly terms_fingerprint: string | null;
  readonly passed: string[];
  readonly decided_by: string;
  readonly decided_at: Date;
}

export interface LineRow {
  readonly line_no: number;
  /** Absent on the line of an extra. */
  readonly package_code: string | null;
  readonly tier: string | null;
  readonly extra: ExtraKind | null;
  readonly asked_paisa: bigint;
  readonly allowed_paisa: bigint;
  readonly priced_paisa: bigint;
  readonly insurer_paisa: bigint;
  readonly patient_share_paisa: bigint;
  readonly hospital_borne_paisa: bigint;
}

export interface FindingRow {
  readonly rule: string;
  readonly reason: string;
  readonly kind: string;
  readonly phase: string;
  readonly line_no: number | null;
  readonly owner: string | null;
  readonly params: Record<string, string | number>;
  readonly amount_paisa: bigint;
  readonly bearer: string | null;
  readonly cuts: { lineNo: number; amountPaisa: string }[];
}

/** What signals said of a decision; the database keeps it from whoever is no insurer. */
export interface RiskRow {
  readonly score: number;
  readonly routed: boolean;
  readonly at_risk_paisa: bigint;
  readonly signals: readonly {
    readonly code: string;
    readonly weight: number;
    readonly evidence: readonly {
      readonly reason: string;
      readonly lineNo?: number;
      readonly params: Record<string, string | number>;
      readonly claims: string[];
    }[];
  }[];
  readonly sample: { readonly rate: number; readonly raised: boolean } | null;
}

export interface StoredDecision {
  readonly risk?: RiskRow | undefined;
  readonly head: DecisionRow;
  readonly lines: readonly LineRow[];
  readonly findings: readonly FindingRow[];
}

/** The newest decision of a claim, whole; undefined while there is none. */
export async function findDecision(
  tx: Transaction,
  lane: Lane,
  claimId: string,
): Promise<StoredDecision | undefined> {
  const [head] = await tx<DecisionRow[]>`
    select id, claim_id, ordinal, outcome, pend_owner, asked_paisa, insurer_paisa,
      patient_share_paisa, hospital_borne_paisa, draws, rulebook_fingerprint, terms_fingerprint,
      passed, decided_by, decided_at
    from decision where lane = ${lane} and claim_id = ${claimId}
    order by ordinal desc limit 1`;
  if (head === undefined) return undefined;
  const [lines, findings, [risk]] = await Promise.all([
    tx<LineRow[]>`
      select line_no, package_code, tier, extra, asked_paisa, allowed_paisa, priced_paisa, insurer_paisa,
        patient_share_paisa, hospital_borne_paisa
      from decision_line where lane = ${lane} and decision_id = ${head.id} order by line_no`,
    tx<FindingRow[]>`
      select rule, reason, kind, phase, line_no, owner, params, amount_paisa, bearer, cuts
      from finding where lane = ${lane} and decision_id = ${head.id} order by finding_no`,
    tx<RiskRow[]>`
      select score, routed, at_risk_paisa, signals, sample
      from decision_risk where lane = ${lane} and decision_id = ${head.id}`,
  ]);
  return { head, lines, findings, risk };
}

export interface CorrectionRow {
  readonly corrected_at: Date;
  readonly reason: string;
  readonly source: string;
  readonly before_paisa: bigint;
}

/** The correction that made a decision; undefined where it was none. */
export async function findCorrection(
  tx: Transaction,
  lane: Lane,
  decisionId: string,
): Promise<CorrectionRow | undefined> {
  const [row] = await tx<CorrectionRow[]>`
    select k.corrected_at, k.reason, k.source, d.insurer_paisa as before_paisa
    from claim_correction k join decision d on d.lane = k.lane and d.id = k.corrects_id
    where k.lane = ${lane} and k.decision_id = ${decisionId}`;
  return row;
}
