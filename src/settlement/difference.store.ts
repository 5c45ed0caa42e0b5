import type { Lane } from '../domain/ids.js';
import { paisa, type Paisa } from '../domain/money.js';
import { list, type Transaction } from '../db/index.js';
import { toDue, type DueColumns, type DueRow } from './settlement.store.js';

/**
 * Takes the oldest differences that corrections of settled claims have added and no run has paid yet,
 * their claims locked; one whose claim somebody has locked is left for the next run. Of what a correction
 * adds, as much is the family's as it adds to the extras.
 */
export async function takeDifferences(
  tx: Transaction,
  schemeCode: string,
  decidedBefore: Date,
  limit: number,
): Promise<readonly DueRow[]> {
  const rows = await tx<DueColumns[]>`
    select x.lane, x.claim_id, x.decision_id, x.hospital_id, h.code as hospital_code,
      x.difference_paisa as insurer_paisa,
      least(greatest(d.extras_paisa - e.extras_paisa, 0), x.difference_paisa) as extras_paisa
    from payment_difference x
    join claim c on c.lane = x.lane and c.id = x.claim_id
    join claim_correction k on k.lane = x.lane and k.decision_id = x.decision_id
    join decision d on d.lane = k.lane and d.id = k.decision_id
    join decision e on e.lane = k.lane and e.id = k.corrects_id
    join hospital h on h.id = x.hospital_id
    where x.scheme_code = ${schemeCode} and x.decided_at < ${decidedBefore}
      and x.difference_paisa > 0 and not exists (select 1 from remittance_line l
        where l.lane = x.lane and l.decision_id = x.decision_id)
    order by x.decided_at, x.decision_id limit ${limit}
    for update of c skip locked`;
  return rows.map((row) => toDue(row, true));
}

/** Differences still to be paid, counted up to a bound. */
export async function countDifferences(
  tx: Transaction,
  schemeCode: string,
  decidedBefore: Date,
  upTo: number,
): Promise<number> {
  const [row] = await tx<{ due: number }[]>`
    select count(*)::int as due from (
      select 1 from payment_difference x
      where x.scheme_code = ${schemeCode} and x.decided_at < ${decidedBefore}
        and x.difference_paisa > 0 and not exists (select 1 from remittance_line l
          where l.lane = x.lane and l.decision_id = x.decision_id)
      limit ${upTo}) as counted`;
  return row?.due ?? 0;
}

/** What a hospital still owes for one correction. */
export interface OwedRow {
  readonly lane: Lane;
  readonly claimId: string;
  readonly decisionId: string;
  readonly hospitalId: string;
  readonly owedPaisa: Paisa;
  /** Of the claim's last event about it: the next one's sorts after. */
  readonly afterId: string;
}

/** What hospitals owe for corrections of a scheme's claims, the oldest first, some of each hospital. */
export async function readOwed(
  tx: Transaction,
  { schemeCode, decidedBefore }: { readonly schemeCode: string; readonly decidedBefore: Date },
  hospitalIds: readonly string[],
  mostOfEach: number,
): Promise<readonly OwedRow[]> {
  if (hospitalIds.length === 0) return [];
  const rows = await tx<
    {
      lane: number;
      claim_id: string;
      decision_id: string;
      hospital_id: string;
      owed_paisa: bigint;
      after_id: string;
    }[]
  >`
    select o.* from unnest(${list(hospitalIds)}::text::uuid[]) as k(hospital_id)
    cross join lateral (
      select x.lane, x.claim_id, x.decision_id, x.hospital_id,
        (-x.difference_paisa - coalesce(r.taken, 0))::bigint as owed_paisa,
        coalesce(r.last_event_id, x.decision_id) as after_id
      from payment_difference x
      left join lateral (
        select sum(t.recovered_paisa) as taken, max(t.event_id::text)::uuid as last_event_id
        from remittance_recovery t
        where t.lane = x.lane and t.decision_id = x.decision_id) as r on true
      where x.scheme_code = ${schemeCode} and x.hospital_id = k.hospital_id
        and x.decided_at < ${decidedBefore} and -x.difference_paisa > coalesce(r.taken, 0)
      order by x.decided_at, x.decision_id limit ${mostOfEach}) as o
    order by o.hospital_id, o.decision_id`;
  return rows.map((row) => ({
    lane: row.lane as Lane,
    claimId: row.claim_id,
    decisionId: row.decision_id,
    hospitalId: row.hospital_id,
    owedPaisa: paisa(row.owed_paisa),
    afterId: row.after_id,
  }));
}

export interface NewRecovery {
  readonly lane: Lane;
  readonly decisionId: string;
  readonly remittanceId: string;
  readonly claimId: string;
  readonly recoveredPaisa: Paisa;
  readonly eventId: string;
}

export async function insertRecoveries(
  tx: Transaction,
  recoveries: readonly NewRecovery[],
): Promise<void> {
  if (recoveries.length === 0) return;
  await tx`
    insert into remittance_recovery (lane, decision_id, remittance_id, claim_id, recovered_paisa,
      event_id)
    select * from unnest(
      ${list(recoveries.map((r) => r.lane))}::text::smallint[], ${list(recoveries.map((r) => r.decisionId))}::text::uuid[],
      ${list(recoveries.map((r) => r.remittanceId))}::text::uuid[], ${list(recoveries.map((r) => r.claimId))}::text::uuid[],
      ${list(recoveries.map((r) => r.recoveredPaisa))}::text::bigint[],
      ${list(recoveries.map((r) => r.eventId))}::text::uuid[])`;
}

export interface RecoveryRow {
  readonly claim_id: string;
  readonly decision_id: string;
  readonly hospital_claim_no: string;
  readonly recovered_paisa: bigint;
  readonly left_paisa: bigint;
}

/** What a remittance took back, in the order in which it did. */
export async function recoveriesOfRemittance(
  tx: Transaction,
  remittanceId: string,
  limit: number,
): Promise<readonly RecoveryRow[]> {
  return tx<RecoveryRow[]>`
    select r.claim_id, r.decision_id, c.hospital_claim_no, r.recovered_paisa,
      (-x.difference_paisa - (select sum(t.recovered_paisa) from remittance_recovery t
        where t.lane = r.lane and t.decision_id = r.decision_id and t.event_id <= r.event_id))::bigint
        as left_paisa
    from remittance_recovery r
    join payment_difference x on x.lane = r.lane and x.decision_id = r.decision_id
    join claim c on c.lane = r.lane and c.id = r.claim_id
    where r.remittance_id = ${remittanceId}
    order by r.decision_id limit ${limit}`;
}
