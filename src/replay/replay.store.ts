import type { Transaction } from '../db/index.js';

export async function isReplayRegistered(tx: Transaction, schemeCode: string): Promise<boolean> {
  const rows = await tx`select 1 from scheme where code = ${schemeCode}`;
  return rows.length > 0;
}

/** Ids of the replayed providers by code. */
export async function readReplayHospitals(tx: Transaction): Promise<ReadonlyMap<string, string>> {
  const rows = await tx<{ id: string; code: string }[]>`
    select id, code from hospital where code like 'REPLAY-%'`;
  return new Map(rows.map((row) => [row.code, row.id]));
}

export async function countReplayed(tx: Transaction): Promise<number> {
  const [row] = await tx<{ claims: number }[]>`
    select count(*)::integer as claims from claim c
    join hospital h on h.id = c.hospital_id where h.code like 'REPLAY-%'`;
  return row?.claims ?? 0;
}

export interface OutcomeRow {
  readonly outcome: string;
  readonly claims: number;
  readonly asked_paisa: bigint;
  readonly insurer_paisa: bigint;
}

/** Newest decisions of the replayed claims by outcome; undecided ones by status. */
export async function countOutcomes(tx: Transaction): Promise<readonly OutcomeRow[]> {
  return tx<OutcomeRow[]>`
    select coalesce(d.outcome, c.status) as outcome, count(*)::integer as claims,
      sum(c.asked_paisa)::bigint as asked_paisa,
      coalesce(sum(d.insurer_paisa), 0)::bigint as insurer_paisa
    from claim c join hospital h on h.id = c.hospital_id
    left join decision d on d.lane = c.lane and d.id = c.decision_id
    where h.code like 'REPLAY-%' group by 1 order by 2 desc`;
}

export interface ReasonRow {
  readonly outcome: string;
  readonly rule: string;
  readonly reason: string;
  readonly claims: number;
}

/** Claims by outcome and reason; a claim with several reasons is in several rows. */
export async function countReasons(tx: Transaction): Promise<readonly ReasonRow[]> {
  return tx<ReasonRow[]>`
    select d.outcome, f.rule, f.reason, count(distinct c.id)::integer as claims
    from claim c join hospital h on h.id = c.hospital_id
    join decision d on d.lane = c.lane and d.id = c.decision_id
    join finding f on f.lane = d.lane and f.decision_id = d.id
    where h.code like 'REPLAY-%' group by 1, 2, 3 order by 1, 4 desc`;
}
