import type { IsoDate } from '../domain/calendar.js';
import type { ClaimId, FamilyId, HospitalId, PersonId } from '../domain/ids.js';
import {
  MOST_LINKS,
  MOST_NEAR,
  MOST_OPERATIONS,
  type FoundOperation,
  type Link,
} from '../domain/risk/facts.js';
import { list, type Transaction } from '../db/index.js';

/** What is looked for; the days are those of admission, of discharge, of the operation, of the night. */
export type Kind =
  | 'phone'
  | 'content'
  | 'family'
  | 'before'
  | 'replaced'
  | 'district'
  | 'surgeon'
  | 'nights'
  | 'weeks';

/** One question to the projections. */
export interface Ask {
  readonly kind: Kind;
  readonly key?: string | undefined;
  readonly hospitalId?: string | undefined;
  readonly from?: IsoDate | undefined;
  readonly to?: IsoDate | undefined;
}

/** What one question found. */
export interface Answer {
  readonly links: readonly Link[];
  readonly operations: readonly FoundOperation[];
  /** Beds by night, or admissions by week. */
  readonly counts: readonly { readonly on: IsoDate; readonly count: number }[];
}

interface Row {
  readonly no: number;
  readonly claim_id: string | null;
  readonly hospital_id: string;
  readonly family_id: string | null;
  readonly person_id: string | null;
  readonly package_code: string | null;
  readonly first_on: IsoDate;
  readonly last_on: IsoDate | null;
  readonly surgeon_key: string | null;
  readonly line_no: number | null;
  readonly started_minute: number | null;
  readonly count: number | null;
}

/**
 * Answers the questions of a whole batch in one statement, in their order; each answer is bounded. Where one
 * number is on very many claims, only so many families or people are looked at.
 */
export async function answer(tx: Transaction, asks: readonly Ask[]): Promise<readonly Answer[]> {
  if (asks.length === 0) return [];
  const rows = await tx<Row[]>`
    with a as (
      select * from unnest(${list(asks.map((_, no) => no))}::text::integer[],
        ${list(asks.map((ask) => ask.kind))}::text::text[], ${list(asks.map((ask) => ask.key))}::text::text[],
        ${list(asks.map((ask) => ask.hospitalId))}::text::uuid[],
        ${list(asks.map((ask) => ask.from))}::text::date[], ${list(asks.map((ask) => ask.to))}::text::date[])
        as a(no, kind, key, hospital_id, first_on, last_on)
    ), found as (
      ${linksFound(tx)}
    )
    select no, claim_id, hospital_id, family_id, person_id, package_code, admitted_on as first_on,
      discharged_on as last_on, null::text as surgeon_key, null::integer as line_no,
      null::double precision as started_minute, null::integer as count
    from found
    union all
    select a.no, o.claim_id, o.hospital_id, null, null, null, o.operated_on, null, o.surgeon_key, o.line_no,
      extract(epoch from o.started_at)::double precision / 60, o.minutes
    from a cross join lateral (
      select * from risk_operation o where o.surgeon_key = a.key and o.operated_on = a.first_on
      order by o.started_at desc limit ${MOST_OPERATIONS}) o
    where a.kind = 'surgeon'
    union all
    select a.no, null, d.hospital_id, null, null, null, d.day_on, null, null, null, null, d.occupied
    from a join risk_day d on d.hospital_id = a.hospital_id and d.day_on between a.first_on and a.last_on
    where a.kind = 'nights'
    union all
    select a.no, null, w.hospital_id, null, null, null, w.week_on, null, null, null, null, w.admissions
    from a join risk_week w on w.hospital_id = a.hospital_id and w.week_on between a.first_on and a.last_on
    where a.kind = 'weeks'`;
  const answers = asks.map(() => ({
    links: [] as Link[],
    operations: [] as FoundOperation[],
    counts: [] as { on: IsoDate; count: number }[],
  }));
  for (const row of rows) {
    const into = answers[row.no];
    if (into === undefined) continue;
    if (row.claim_id === null) into.counts.push({ on: row.first_on, count: row.count ?? 0 });
    else if (row.surgeon_key === null) into.links.push(toLink(row));
    else into.operations.push(toOperation(row));
  }
  return answers;
}

/**
 * Other claims by telephone, sheet, family, person and district, and the one replaced, which has no night
 * where it took no bed: for each question a bounded look-up.
 */
function linksFound(tx: Transaction) {
  return tx`
      select a.no, s.* from a cross join lateral (
        select distinct on (s.family_id) s.claim_id, s.hospital_id, s.family_id, s.person_id,
          s.package_code, s.admitted_on, s.discharged_on
        from risk_stay s where s.live and s.phone_key = a.key order by s.family_id limit ${MOST_LINKS}) s
      where a.kind = 'phone'
      union all
      select a.no, s.* from a cross join lateral (
        select distinct on (s.person_id) s.claim_id, s.hospital_id, s.family_id, s.person_id,
          s.package_code, s.admitted_on, s.discharged_on
        from risk_stay s where s.live and s.content_key = a.key order by s.person_id limit ${MOST_LINKS}) s
      where a.kind = 'content'
      union all
      select a.no, s.* from a cross join lateral (
        select s.claim_id, s.hospital_id, s.family_id, s.person_id, s.package_code, s.admitted_on,
          s.discharged_on
        from risk_stay s where s.live and s.family_id = a.key::uuid
          and s.admitted_on between a.first_on and a.last_on
        order by s.admitted_on desc limit ${MOST_LINKS * 2}) s
      where a.kind = 'family'
      union all
      select a.no, s.* from a cross join lateral (
        select s.claim_id, s.hospital_id, s.family_id, s.person_id, s.package_code, s.admitted_on,
          s.discharged_on
        from risk_stay s where s.live and s.hospital_id = a.hospital_id and s.person_id = a.key::uuid
          and s.discharged_on between a.first_on and a.last_on and s.admitted_on < a.last_on and s.in_bed
        order by s.discharged_on desc limit 2) s
      where a.kind = 'before'
      union all
      select a.no, s.claim_id, s.hospital_id, s.family_id, s.person_id, s.package_code, s.admitted_on,
        case when s.in_bed then s.discharged_on else s.admitted_on end
      from a join risk_stay s on s.hospital_id = a.hospital_id and s.claim_id = a.key::uuid and s.live
      where a.kind = 'replaced'
      union all
      select a.no, s.* from a cross join lateral (
        select s.claim_id, s.hospital_id, s.family_id, s.person_id, s.package_code, s.admitted_on,
          s.discharged_on
        from risk_stay s where s.live and s.hospital_id = a.hospital_id and s.district_pcode = a.key
          and s.admitted_on between a.first_on and a.last_on
        order by s.admitted_on desc limit ${MOST_NEAR}) s
      where a.kind = 'district'`;
}

function toLink(row: Row): Link {
  return {
    claimId: row.claim_id as ClaimId,
    hospitalId: row.hospital_id as HospitalId,
    familyId: (row.family_id ?? undefined) as FamilyId | undefined,
    personId: (row.person_id ?? undefined) as PersonId | undefined,
    packageCode: row.package_code ?? '',
    admittedOn: row.first_on,
    dischargedOn: row.last_on ?? row.first_on,
  };
}

function toOperation(row: Row): FoundOperation {
  return {
    claimId: row.claim_id as ClaimId,
    hospitalId: row.hospital_id as HospitalId,
    lineNo: row.line_no ?? 0,
    surgeonKey: row.surgeon_key ?? '',
    operatedOn: row.first_on,
    ...(row.started_minute === null ? {} : { startedMinute: Math.round(row.started_minute) }),
    ...(row.count === null ? {} : { minutes: row.count }),
  };
}
