import type { IsoDate } from '../domain/calendar.js';
import type { AdmissionType } from '../domain/claim/claim.js';
import type { Draw } from '../domain/coverage/pots.js';
import type { Lane } from '../domain/ids.js';
import { list, type Transaction } from '../db/index.js';
import { readClaimDraws } from '../ledger/index.js';
import type { ClaimContent } from '../intake/index.js';
import type { Shard } from '../platform/lane.js';

/** A received claim, as the drain picks it up. */
export interface WaitingClaim {
  readonly lane: Lane;
  readonly id: string;
  readonly hospitalId: string;
  readonly familyId: string | null;
  readonly personId: string | null;
  readonly admittedOn: IsoDate;
  readonly dischargedOn: IsoDate;
  readonly duplicateKey: string;
  readonly content: ClaimContent;
  readonly revisionOf: string | null;
  readonly receivedAt: Date;
  /** Of a claim that is judged again: what it was judged before, and why now. */
  readonly again?: JudgedAgain | undefined;
}

export interface JudgedAgain {
  readonly decisionId: string;
  readonly ordinal: number;
  readonly unmatchedForDays: number;
}

export interface WaitingRow {
  readonly lane: number;
  readonly id: string;
  readonly hospital_id: string;
  readonly family_id: string | null;
  readonly person_id: string | null;
  readonly admitted_on: IsoDate;
  readonly discharged_on: IsoDate;
  readonly duplicate_key: Buffer;
  readonly content: ClaimContent;
  readonly revision_of: string | null;
  readonly received_at: Date;
}

/** One lane or a range of them: what keeps every statement on the shard's own rows. */
function inShard(tx: Transaction, shard: Shard, table = tx`claim`) {
  return shard.first === shard.last
    ? tx`${table}.lane = ${shard.first}`
    : tx`${table}.lane between ${shard.first} and ${shard.last}`;
}

/**
 * Waits for a shard and owns it for the rest of the transaction, as a statement of its own: for an act that
 * decides one claim while drains work. A drain that finds it owned comes back.
 */
export async function waitForShard(tx: Transaction, shard: Shard): Promise<void> {
  await tx`select lane from lane_state where lane = ${shard.first} for update`;
}

/** Owns a shard for the rest of the transaction; false when somebody else is at it. */
export async function ownShard(tx: Transaction, shard: Shard): Promise<boolean> {
  const rows = await tx`
    select lane from lane_state where lane = ${shard.first} for update skip locked`;
  return rows.length === 1;
}

/** The oldest received claims of a shard, in order of arrival. */
export async function readWaiting(
  tx: Transaction,
  shard: Shard,
  limit: number,
): Promise<readonly WaitingClaim[]> {
  const rows = await tx<WaitingRow[]>`
    select lane, id, hospital_id, family_id, person_id, admitted_on, discharged_on, duplicate_key,
      content, revision_of, received_at
    from claim where status = 'received' and ${inShard(tx, shard)}
    order by received_at, id limit ${limit}`;
  return rows.map(toWaiting);
}

export function toWaiting(row: WaitingRow): WaitingClaim {
  return {
    lane: row.lane as Lane,
    id: row.id,
    hospitalId: row.hospital_id,
    familyId: row.family_id,
    personId: row.person_id,
    admittedOn: row.admitted_on,
    dischargedOn: row.discharged_on,
    duplicateKey: row.duplicate_key.toString('hex'),
    content: row.content,
    revisionOf: row.revision_of,
    receivedAt: row.received_at,
  };
}

/** A claim whose person the registry does not know, with its newest decision. */
export interface UnmatchedClaim extends WaitingClaim {
  readonly decisionId: string;
  readonly ordinal: number;
}

/**
 * The oldest claims of a shard that wait for the registry since before an instant, locked. Those whose
 * number it has learned are left out: they are filed again instead.
 */
export async function lockUnmatched(
  tx: Transaction,
  shard: Shard,
  before: Date,
  limit: number,
): Promise<readonly UnmatchedClaim[]> {
  const rows = await tx<(WaitingRow & { decision_id: string; ordinal: number })[]>`
    select c.lane, c.id, c.hospital_id, c.family_id, c.person_id, c.admitted_on, c.discharged_on,
      c.duplicate_key, c.content, c.revision_of, c.received_at, c.decision_id, d.ordinal
    from claim c join decision d on d.lane = c.lane and d.id = c.decision_id
    where c.status = 'pended' and c.pend_owner = 'registry' and c.received_at < ${before}
      and ${inShard(tx, shard, tx`c`)}
      and not exists (select 1 from unmatched_number u
        join person_directory p on p.number_hash = u.number_hash where u.id = c.unmatched_id)
    order by c.received_at, c.id limit ${limit} for update of c`;
  return rows.map((row) => ({
    ...toWaiting(row),
    decisionId: row.decision_id,
    ordinal: row.ordinal,
  }));
}

/** Shards that hold a claim received before an instant. */
export async function lanesWaitingSince(tx: Transaction, before: Date): Promise<readonly Lane[]> {
  const rows = await tx<{ lane: number }[]>`
    select distinct lane from claim where status = 'received' and received_at < ${before}`;
  return rows.map((row) => row.lane as Lane);
}

export async function readShardCount(tx: Transaction): Promise<number> {
  const [row] = await tx<{ shards: number }[]>`select shards from shard_layout`;
  if (row === undefined) throw new Error('shard_layout has no row');
  return row.shards;
}

export async function readDecidedNos(
  tx: Transaction,
  lanes: readonly Lane[],
): Promise<ReadonlyMap<Lane, bigint>> {
  const rows = await tx<{ lane: number; decided_no: bigint }[]>`
    select lane, decided_no from lane_state where lane = any(${list(lanes)}::text::smallint[])`;
  return new Map(rows.map((row) => [row.lane as Lane, row.decided_no]));
}

/** Another live stay of a person, with what the overlap rules ask of it. */
export interface StayRow {
  readonly lane: Lane;
  readonly claimId: string;
  readonly personId: string;
  readonly hospitalId: string;
  readonly status: 'approved' | 'partial' | 'pended' | 'in_settlement' | 'paid';
  readonly admittedOn: IsoDate;
  readonly dischargedOn: IsoDate;
  readonly duplicateKey: string;
  readonly admissionType: AdmissionType;
  readonly newborn: boolean;
  readonly packageCodes: readonly string[];
}

export interface StayQuery {
  readonly lane: Lane;
  readonly personId: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** Live stays of people that touch a span of days, as corrected where an adjudicator has. */
export async function readStays(
  tx: Transaction,
  queries: readonly StayQuery[],
): Promise<readonly StayRow[]> {
  if (queries.length === 0) return [];
  const rows = await tx<
    {
      lane: number;
      id: string;
      person_id: string;
      hospital_id: string;
      status: StayRow['status'];
      admitted_on: IsoDate;
      discharged_on: IsoDate;
      duplicate_key: Buffer;
      admission_type: AdmissionType;
      newborn: boolean;
      package_codes: string[];
    }[]
  >`
    select c.lane, c.id, c.person_id, c.hospital_id, c.status, c.admitted_on,
      coalesce(x.discharged_on, c.discharged_on) as discharged_on,
      c.duplicate_key, c.content ->> 'admissionType' as admission_type,
      (c.content ->> 'newborn')::boolean as newborn,
      array(select l ->> 'packageCode'
        from jsonb_array_elements(coalesce(x.content, c.content) -> 'lines') as l)
        as package_codes
    from unnest(${list(queries.map((q) => q.lane))}::text::smallint[],
      ${list(queries.map((q) => q.personId))}::text::uuid[], ${list(queries.map((q) => q.from))}::text::date[],
      ${list(queries.map((q) => q.to))}::text::date[]) as q(lane, person_id, first_on, last_on)
    join claim c on c.lane = q.lane and c.person_id = q.person_id
      and c.admitted_on <= q.last_on
    left join lateral (
      select k.content, k.discharged_on from claim_correction k
      where k.lane = c.lane and k.claim_id = c.id order by k.decision_id desc limit 1) as x on true
    where coalesce(x.discharged_on, c.discharged_on) >= q.first_on
      and c.status in ('approved', 'partial', 'pended', 'in_settlement', 'paid')
    order by c.received_at, c.id`;
  return rows.map((row) => ({
    lane: row.lane as Lane,
    claimId: row.id,
    personId: row.person_id,
    hospitalId: row.hospital_id,
    status: row.status,
    admittedOn: row.admitted_on,
    dischargedOn: row.discharged_on,
    duplicateKey: row.duplicate_key.toString('hex'),
    admissionType: row.admission_type,
    newborn: row.newborn,
    packageCodes: row.package_codes,
  }));
}

/** The newest decision of a claim: what it took from cover, and where the next one starts. */
export interface NewestDecision {
  readonly lane: Lane;
  readonly id: string;
  readonly claimId: string;
  readonly ordinal: number;
  readonly outcome: string;
  readonly personId: string | null;
  readonly familyId: string | null;
  readonly schemeCode: string | null;
  readonly hospitalId: string;
  readonly admittedOn: IsoDate;
  /** By the ledger: corrected terms may have moved some of it to excess since. */
  readonly draws: readonly Draw[];
}

export async function readNewestDecisions(
  tx: Transaction,
  claims: readonly { readonly lane: Lane; readonly id: string }[],
): Promise<ReadonlyMap<string, NewestDecision>> {
  if (claims.length === 0) return new Map();
  const reading = tx<
    {
      lane: number;
      id: string;
      claim_id: string;
      ordinal: number;
      outcome: string;
      person_id: string | null;
      family_id: string | null;
      scheme_code: string | null;
      hospital_id: string;
      admitted_on: IsoDate;
    }[]
  >`
    select d.lane, d.id, d.claim_id, d.ordinal, d.outcome, c.person_id, c.family_id, d.scheme_code,
      c.hospital_id, c.admitted_on
    from unnest(${list(claims.map((c) => c.lane))}::text::smallint[],
      ${list(claims.map((c) => c.id))}::text::uuid[]) as k(lane, id)
    join claim c on c.lane = k.lane and c.id = k.id
    join decision d on d.lane = c.lane and d.id = c.decision_id`;
  const [rows, draws] = await Promise.all([reading, readClaimDraws(tx, claims)]);
  return new Map(
    rows.map((row) => [
      row.claim_id,
      {
        lane: row.lane as Lane,
        id: row.id,
        claimId: row.claim_id,
        ordinal: row.ordinal,
        outcome: row.outcome,
        personId: row.person_id,
        familyId: row.family_id,
        schemeCode: row.scheme_code,
        hospitalId: row.hospital_id,
        admittedOn: row.admitted_on,
        draws: draws.get(row.claim_id) ?? [],
      },
    ]),
  );
}
