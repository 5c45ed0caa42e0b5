import type { Lane } from '../domain/ids.js';
import { paisa, type Paisa } from '../domain/money.js';
import { list, type Transaction } from '../db/index.js';

/** First key of the advisory locks of settlement; the second one is the scheme. */
const LOCK_CLASS = 7_352_100;

/**
 * Becomes the only settlement run of a scheme until the transaction ends, waiting for another one.
 * Throws lock_not_available (55P03) after `waitMs`.
 */
export async function lockScheme(
  tx: Transaction,
  schemeCode: string,
  waitMs: number,
): Promise<void> {
  await tx`select set_config('lock_timeout', ${`${waitMs}ms`}, true)`;
  await tx`select pg_advisory_xact_lock(${LOCK_CLASS}::int, hashtext(${schemeCode}))`;
}

export interface RunRow {
  readonly id: string;
  readonly scheme_code: string;
  readonly decided_before: Date;
  readonly request_hash: Buffer;
  readonly requested_by: string;
  readonly created_at: Date;
  readonly claims: number;
  readonly claims_left: number;
  readonly gross_paisa: bigint;
}

const RUN_COLUMNS = [
  'id',
  'scheme_code',
  'decided_before',
  'request_hash',
  'requested_by',
  'created_at',
  'claims',
  'claims_left',
  'gross_paisa',
] as const;

export async function findRunByKey(
  tx: Transaction,
  requestedBy: string,
  requestKey: string,
): Promise<RunRow | undefined> {
  const [row] = await tx<RunRow[]>`
    select ${tx(RUN_COLUMNS)} from settlement_run
    where requested_by = ${requestedBy} and request_key = ${requestKey}`;
  return row;
}

export async function findRun(tx: Transaction, id: string): Promise<RunRow | undefined> {
  const [row] = await tx<RunRow[]>`
    select ${tx(RUN_COLUMNS)} from settlement_run where id = ${id}`;
  return row;
}

/** Runs in the caller's scope, newest first, after one of them. */
export async function listRuns(
  tx: Transaction,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly RunRow[]> {
  return tx<RunRow[]>`
    select ${tx(RUN_COLUMNS)} from settlement_run
    ${after === undefined ? tx`` : tx`where id < ${after}`}
    order by id desc limit ${limit}`;
}

/** A claim that a run may take: decided in the hospital's favour, with money to pay. */
export interface DueRow {
  readonly lane: Lane;
  readonly claimId: string;
  readonly decisionId: string;
  readonly hospitalId: string;
  readonly hospitalCode: string;
  readonly insurerPaisa: Paisa;
  /** Of it, the family's. */
  readonly extrasPaisa: Paisa;
  /** It is what a correction added to a claim that an earlier run has settled. */
  readonly isDifference: boolean;
}

export interface DueColumns {
  readonly lane: number;
  readonly claim_id: string;
  readonly decision_id: string;
  readonly hospital_id: string;
  readonly hospital_code: string;
  readonly insurer_paisa: bigint;
  readonly extras_paisa: bigint;
}

export function toDue(row: DueColumns, isDifference: boolean): DueRow {
  return {
    lane: row.lane as Lane,
    claimId: row.claim_id,
    decisionId: row.decision_id,
    hospitalId: row.hospital_id,
    hospitalCode: row.hospital_code,
    insurerPaisa: paisa(row.insurer_paisa),
    extrasPaisa: paisa(row.extras_paisa),
    isDifference,
  };
}

/**
 * Takes the oldest due claims of a scheme under lock. A claim that somebody has locked is left for
 * the next run instead of waited for: a drain may be reopening it. One that changed just before is
 * looked at again by the database and passed over, its newest decision being another one.
 *
 * A claim on which the insurer bears nothing needs no payment and is never due.
 */
export async function takeDue(
  tx: Transaction,
  schemeCode: string,
  decidedBefore: Date,
  limit: number,
): Promise<readonly DueRow[]> {
  const rows = await tx<DueColumns[]>`
    select c.lane, c.id as claim_id, d.id as decision_id, c.hospital_id, h.code as hospital_code,
      d.insurer_paisa, d.extras_paisa
    from claim c
    join decision d on d.lane = c.lane and d.id = c.decision_id
    join hospital h on h.id = c.hospital_id
    where c.status in ('approved', 'partial') and c.scheme_code = ${schemeCode}
      and c.decided_at < ${decidedBefore} and d.insurer_paisa > 0
    order by c.received_at, c.id limit ${limit}
    for update of c skip locked`;
  return rows.map((row) => toDue(row, false));
}

/** Claims due for the first time, counted up to a bound. */
export async function countDue(
  tx: Transaction,
  schemeCode: string,
  decidedBefore: Date,
  upTo: number,
): Promise<number> {
  const [row] = await tx<{ due: number }[]>`
    select count(*)::int as due from (
      select 1 from claim c join decision d on d.lane = c.lane and d.id = c.decision_id
      where c.status in ('approved', 'partial') and c.scheme_code = ${schemeCode}
        and c.decided_at < ${decidedBefore} and d.insurer_paisa > 0
      limit ${upTo}) as counted`;
  return row?.due ?? 0;
}

export interface NewRun {
  readonly id: string;
  readonly schemeCode: string;
  readonly decidedBefore: Date;
  readonly requestKey: string;
  readonly requestHash: Buffer;
  readonly requestedBy: string;
  readonly createdAt: Date;
  readonly claims: number;
  readonly claimsLeft: number;
  readonly grossPaisa: Paisa;
}

/** Keeps a run; false when its key was used for a scheme that the caller does not see now. */
export async function insertRun(tx: Transaction, run: NewRun): Promise<boolean> {
  const rows = await tx`
    insert into settlement_run (id, scheme_code, decided_before, request_key, request_hash,
      requested_by, created_at, claims, claims_left, gross_paisa)
    values (${run.id}, ${run.schemeCode}, ${run.decidedBefore}, ${run.requestKey},
      ${run.requestHash}, ${run.requestedBy}, ${run.createdAt}, ${run.claims}, ${run.claimsLeft},
      ${run.grossPaisa as bigint})
    on conflict (requested_by, request_key) do nothing returning id`;
  return rows.length === 1;
}

export interface NewRemittance {
  readonly id: string;
  readonly runId: string;
  readonly hospitalId: string;
  readonly adviceNo: string;
  readonly claims: number;
  readonly grossPaisa: Paisa;
  readonly extrasPaisa: Paisa;
  readonly withheldPaisa: Paisa;
  readonly recoveredPaisa: Paisa;
  readonly netPaisa: Paisa;
}

export async function insertRemittances(
  tx: Transaction,
  remittances: readonly NewRemittance[],
): Promise<void> {
  if (remittances.length === 0) return;
  await tx`
    insert into remittance (id, run_id, hospital_id, advice_no, claims, gross_paisa, extras_paisa,
      withheld_paisa, recovered_paisa, net_paisa)
    select * from unnest(
      ${list(remittances.map((r) => r.id))}::text::uuid[], ${list(remittances.map((r) => r.runId))}::text::uuid[],
      ${list(remittances.map((r) => r.hospitalId))}::text::uuid[], ${list(remittances.map((r) => r.adviceNo))}::text::text[],
      ${list(remittances.map((r) => r.claims))}::text::integer[],
      ${list(remittances.map((r) => r.grossPaisa))}::text::bigint[],
      ${list(remittances.map((r) => r.extrasPaisa))}::text::bigint[],
      ${list(remittances.map((r) => r.withheldPaisa))}::text::bigint[],
      ${list(remittances.map((r) => r.recoveredPaisa))}::text::bigint[],
      ${list(remittances.map((r) => r.netPaisa))}::text::bigint[])`;
}

export interface NewLine {
  readonly lane: Lane;
  readonly claimId: string;
  readonly decisionId: string;
  readonly remittanceId: string;
  readonly insurerPaisa: Paisa;
  readonly extrasPaisa: Paisa;
  readonly isDifference: boolean;
}

/**
 * Adds lines and marks their claims. The unique keys refuse to pay a claim a second time, but for each
 * correction's difference once. A claim corrected to nothing since stays denied.
 */
export async function insertLines(tx: Transaction, lines: readonly NewLine[]): Promise<void> {
  if (lines.length === 0) return;
  const lanes = lines.map((l) => l.lane as number);
  const claimIds = lines.map((l) => l.claimId);
  await tx`
    insert into remittance_line (lane, decision_id, claim_id, remittance_id, insurer_paisa,
      extras_paisa, difference_id)
    select * from unnest(${list(lanes)}::text::smallint[], ${list(lines.map((l) => l.decisionId))}::text::uuid[],
      ${list(claimIds)}::text::uuid[], ${list(lines.map((l) => l.remittanceId))}::text::uuid[],
      ${list(lines.map((l) => l.insurerPaisa))}::text::bigint[],
      ${list(lines.map((l) => l.extrasPaisa))}::text::bigint[],
      ${list(lines.map((l) => (l.isDifference ? l.decisionId : null)))}::text::uuid[])`;
  await tx`
    update claim c set status = 'in_settlement'
    from unnest(${list(lanes)}::text::smallint[], ${list(claimIds)}::text::uuid[]) as k(lane, id)
    where c.lane = k.lane and c.id = k.id and c.status in ('approved', 'partial', 'paid')`;
}
