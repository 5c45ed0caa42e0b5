import type { IsoDate } from '../domain/calendar.js';
import type { AdmissionType, Outcome } from '../domain/claim/claim.js';
import type { ClaimId, FamilyId, HospitalId, PersonId } from '../domain/ids.js';
import type { KnownClaim, FoldedStays } from '../domain/risk/fold.js';
import type { RiskStay } from '../domain/risk/stay.js';
import { list, type Transaction } from '../db/index.js';
import type { ClaimContent } from '../intake/index.js';

/** A part of the hospitals: one writer each. */
export interface HospitalShard {
  readonly no: number;
  readonly of: number;
}

/** How far a shard's projector has read, and in which epoch of the feed. */
export interface Progress {
  readonly epoch: string;
  readonly position: bigint;
}

const nameOf = ({ no, of }: HospitalShard): string => `risk-${no}/${of}`;

/** The hospitals of a shard: a byte of their id that is neither time nor version. */
function inHospitalShard(tx: Transaction, shard: HospitalShard, column = tx`hospital_id`) {
  return tx`get_byte(uuid_send(${column}), 9) % ${shard.of} = ${shard.no}`;
}

/** Becomes the one writer of a shard for the rest of the transaction; undefined when another one is. */
export async function lockShard(
  tx: Transaction,
  shard: HospitalShard,
  { wait }: { readonly wait: boolean },
): Promise<Progress | undefined> {
  const name = nameOf(shard);
  await tx`
    insert into projector_state (name, epoch, position)
    select ${name}, epoch, 0 from feed_state
    where not exists (select 1 from projector_state where name = ${name})
    on conflict (name) do nothing`;
  const [row] = await tx<Progress[]>`
    select epoch, position from projector_state where name = ${name}
    for update ${wait ? tx`` : tx`skip locked`}`;
  return row;
}

export async function setProgress(
  tx: Transaction,
  shard: HospitalShard,
  { epoch, position }: Progress,
): Promise<void> {
  await tx`update projector_state set epoch = ${epoch}, position = ${position}
    where name = ${nameOf(shard)}`;
}

/** Where the feed stands. */
export async function readFeed(tx: Transaction): Promise<Progress> {
  const [row] = await tx<Progress[]>`select epoch, last_position as position from feed_state`;
  if (row === undefined) throw new Error('feed_state has no row');
  return row;
}

/** Whether a shard has something to fold, or has never begun. */
export async function isBehind(tx: Transaction, shard: HospitalShard): Promise<boolean> {
  const rows = await tx`
    select 1 from feed_state f where f.last_position > 0 and not exists (
      select 1 from projector_state p where p.name = ${nameOf(shard)} and p.epoch = f.epoch
        and p.position = f.last_position)`;
  return rows.length > 0;
}

/** The last position an earlier epoch has in common with the present one; undefined: not known. */
export async function readSharedUpTo(tx: Transaction, epoch: string): Promise<bigint | undefined> {
  const [row] = await tx<{ shared_up_to: bigint }[]>`
    select shared_up_to from feed_epoch where epoch = ${epoch}`;
  return row?.shared_up_to;
}

/** Forgets a shard's part of the projection, to fold it again from the first event. */
export async function clearShard(tx: Transaction, shard: HospitalShard): Promise<void> {
  await tx`delete from risk_stay where ${inHospitalShard(tx, shard)}`;
  await tx`delete from risk_operation where ${inHospitalShard(tx, shard)}`;
  await tx`delete from risk_day where ${inHospitalShard(tx, shard)}`;
  await tx`delete from risk_week where ${inHospitalShard(tx, shard)}`;
  await tx`delete from risk_month where ${inHospitalShard(tx, shard)}`;
}

/** A decision as the feed tells it, with the claim that it is about as it was then decided. */
export interface DecidedRow {
  readonly hospitalId: string;
  readonly claimId: string;
  readonly schemeCode: string | null;
  readonly payload: {
    readonly outcome: Outcome;
    readonly districtPcode?: string;
    readonly admittedOn: IsoDate;
    readonly dischargedOn: IsoDate;
    readonly revisionOf?: string;
    readonly lines: readonly { readonly dayCare: boolean }[];
  };
  readonly familyId: string | null;
  readonly personId: string | null;
  readonly phoneKey: string | null;
  readonly content: Omit<ClaimContent, 'contact'>;
}

/**
 * Decisions of a shard's hospitals after a position, up to another one, in order. Of the claim its content
 * is read, which never changes, or the last correction up to the decision, which is never edited and whose
 * id is the smaller the earlier it was made: read again, an event says the same.
 */
export async function readDecided(
  tx: Transaction,
  shard: HospitalShard,
  { after, upTo }: { readonly after: bigint; readonly upTo: bigint },
): Promise<readonly DecidedRow[]> {
  return tx<DecidedRow[]>`
    select e.hospital_id as "hospitalId", e.claim_id as "claimId", e.scheme_code as "schemeCode",
      e.payload, c.family_id as "familyId", c.person_id as "personId",
      c.content -> 'contact' ->> 'hash' as "phoneKey", coalesce(x.content, c.content) as content
    from feed_position p
    join feed_event e on e.lane = p.lane and e.id = p.event_id
    join claim c on c.lane = e.lane and c.id = e.claim_id
    left join lateral (
      select x.content from claim_correction x
      where x.lane = e.lane and x.claim_id = e.claim_id and x.decision_id <= e.id
      order by x.decision_id desc limit 1) x on true
    where p.position > ${after} and p.position <= ${upTo}
      and e.kind in ('claim.decided', 'claim.corrected')
      and ${inHospitalShard(tx, shard, tx`e.hospital_id`)}
    order by p.position`;
}

interface StayRow {
  readonly hospital_id: string;
  readonly claim_id: string;
  readonly live: boolean;
  readonly replaced_by: string | null;
  readonly scheme_code: string | null;
  readonly family_id: string | null;
  readonly person_id: string | null;
  readonly district_pcode: string | null;
  readonly admitted_on: IsoDate;
  readonly discharged_on: IsoDate;
  readonly package_code: string;
  readonly admission_type: AdmissionType;
  readonly in_bed: boolean;
  readonly phone_key: string | null;
  readonly content_key: string | null;
  readonly implants: number;
}

/** What is known of some claims, and of all other live stays of some people in the same hospitals. */
export async function readKnown(
  tx: Transaction,
  claims: readonly { readonly hospitalId: string; readonly claimId: string }[],
  people: readonly { readonly hospitalId: string; readonly personId: string }[],
): Promise<readonly KnownClaim[]> {
  const rows = await tx<StayRow[]>`
    select s.* from unnest(${list(claims.map((c) => c.hospitalId))}::text::uuid[],
        ${list(claims.map((c) => c.claimId))}::text::uuid[]) as k(hospital_id, claim_id)
      join risk_stay s on s.hospital_id = k.hospital_id and s.claim_id = k.claim_id
    union
    select s.* from unnest(${list(people.map((p) => p.hospitalId))}::text::uuid[],
        ${list(people.map((p) => p.personId))}::text::uuid[]) as k(hospital_id, person_id)
      join risk_stay s on s.hospital_id = k.hospital_id and s.person_id = k.person_id and s.live`;
  return rows.map(toKnown);
}

/** Operations are left out: what a claim had before is removed by its id. */
function toKnown(row: StayRow): KnownClaim {
  const hospitalId = row.hospital_id as HospitalId;
  const claimId = row.claim_id as ClaimId;
  if (!row.live) {
    return {
      hospitalId,
      claimId,
      replacedBy: (row.replaced_by ?? undefined) as ClaimId | undefined,
    };
  }
  return {
    hospitalId,
    claimId,
    stay: {
      hospitalId,
      claimId,
      schemeCode: row.scheme_code ?? '',
      familyId: (row.family_id ?? undefined) as FamilyId | undefined,
      personId: (row.person_id ?? undefined) as PersonId | undefined,
      districtPcode: row.district_pcode ?? undefined,
      admittedOn: row.admitted_on,
      dischargedOn: row.discharged_on,
      packageCode: row.package_code,
      admissionType: row.admission_type,
      inBed: row.in_bed,
      phoneKey: row.phone_key ?? undefined,
      contentKey: row.content_key ?? undefined,
      implants: row.implants,
      operations: [],
    },
  };
}

/** Writes what a piece of the feed has changed. */
export async function writeFolded(tx: Transaction, folded: FoldedStays): Promise<void> {
  await Promise.all([
    writeClaims(tx, folded.claims),
    writeOperations(tx, folded.claims),
    addDays(tx, folded.days),
    addWeeks(tx, folded.weeks),
    addMonths(tx, folded.months),
  ]);
}

async function writeClaims(tx: Transaction, claims: readonly KnownClaim[]): Promise<void> {
  if (claims.length === 0) return;
  const of = <T>(pick: (stay: RiskStay) => T): (T | undefined)[] =>
    claims.map(({ stay }) => stay && pick(stay));
  await tx`
    insert into risk_stay (hospital_id, claim_id, live, replaced_by, scheme_code, family_id, person_id,
      district_pcode, admitted_on, discharged_on, package_code, admission_type, in_bed, phone_key,
      content_key, implants)
    select * from unnest(
      ${list(claims.map((c) => c.hospitalId))}::text::uuid[], ${list(claims.map((c) => c.claimId))}::text::uuid[],
      ${list(claims.map((c) => c.stay !== undefined))}::text::boolean[],
      ${list(claims.map((c) => c.replacedBy))}::text::uuid[],
      ${list(of((s) => s.schemeCode))}::text::text[], ${list(of((s) => s.familyId))}::text::uuid[],
      ${list(of((s) => s.personId))}::text::uuid[], ${list(of((s) => s.districtPcode))}::text::text[],
      ${list(of((s) => s.admittedOn))}::text::date[], ${list(of((s) => s.dischargedOn))}::text::date[],
      ${list(of((s) => s.packageCode))}::text::text[], ${list(of((s) => s.admissionType))}::text::text[],
      ${list(of((s) => s.inBed))}::text::boolean[], ${list(of((s) => s.phoneKey))}::text::text[],
      ${list(of((s) => s.contentKey))}::text::text[], ${list(of((s) => s.implants))}::text::smallint[])
    on conflict (hospital_id, claim_id) do update set live = excluded.live,
      replaced_by = excluded.replaced_by, scheme_code = excluded.scheme_code,
      family_id = excluded.family_id, person_id = excluded.person_id,
      district_pcode = excluded.district_pcode, admitted_on = excluded.admitted_on,
      discharged_on = excluded.discharged_on, package_code = excluded.package_code,
      admission_type = excluded.admission_type, in_bed = excluded.in_bed,
      phone_key = excluded.phone_key, content_key = excluded.content_key,
      implants = excluded.implants`;
}

async function writeOperations(tx: Transaction, claims: readonly KnownClaim[]): Promise<void> {
  if (claims.length === 0) return;
  await tx`
    delete from risk_operation o
    using unnest(${list(claims.map((c) => c.hospitalId))}::text::uuid[],
      ${list(claims.map((c) => c.claimId))}::text::uuid[]) as k(hospital_id, claim_id)
    where o.hospital_id = k.hospital_id and o.claim_id = k.claim_id`;
  const rows = claims.flatMap(({ stay, hospitalId, claimId }) =>
    (stay?.operations ?? []).map((operation) => ({ hospitalId, claimId, ...operation })),
  );
  if (rows.length === 0) return;
  await tx`
    insert into risk_operation (hospital_id, claim_id, line_no, surgeon_key, operated_on, started_at,
      minutes)
    select hospital_id, claim_id, line_no, surgeon_key, operated_on, to_timestamp(minute * 60), minutes
    from unnest(
      ${list(rows.map((r) => r.hospitalId))}::text::uuid[], ${list(rows.map((r) => r.claimId))}::text::uuid[],
      ${list(rows.map((r) => r.lineNo))}::text::smallint[], ${list(rows.map((r) => r.surgeonKey))}::text::text[],
      ${list(rows.map((r) => r.operatedOn))}::text::date[], ${list(rows.map((r) => r.startedMinute))}::text::bigint[],
      ${list(rows.map((r) => r.minutes))}::text::integer[])
      as o(hospital_id, claim_id, line_no, surgeon_key, operated_on, minute, minutes)`;
}

async function addDays(tx: Transaction, rows: FoldedStays['days']): Promise<void> {
  if (rows.length === 0) return;
  const keys = [list(rows.map((r) => r.hospitalId)), list(rows.map((r) => r.dayOn))] as const;
  await tx`
    insert into risk_day (hospital_id, day_on, admissions, occupied)
    select * from unnest(${keys[0]}::text::uuid[], ${keys[1]}::text::date[],
      ${list(rows.map((r) => r.admissions))}::text::integer[], ${list(rows.map((r) => r.occupied))}::text::integer[])
    on conflict (hospital_id, day_on) do update set
      admissions = risk_day.admissions + excluded.admissions,
      occupied = risk_day.occupied + excluded.occupied`;
  if (!rows.some((row) => row.admissions < 0 || row.occupied < 0)) return;
  await tx`
    delete from risk_day d
    using unnest(${keys[0]}::text::uuid[], ${keys[1]}::text::date[]) as k(hospital_id, day_on)
    where d.hospital_id = k.hospital_id and d.day_on = k.day_on and d.admissions = 0 and d.occupied = 0`;
}

async function addWeeks(tx: Transaction, rows: FoldedStays['weeks']): Promise<void> {
  if (rows.length === 0) return;
  const keys = [list(rows.map((r) => r.hospitalId)), list(rows.map((r) => r.weekOn))] as const;
  await tx`
    insert into risk_week (hospital_id, week_on, admissions)
    select * from unnest(${keys[0]}::text::uuid[], ${keys[1]}::text::date[],
      ${list(rows.map((r) => r.admissions))}::text::integer[])
    on conflict (hospital_id, week_on) do update set
      admissions = risk_week.admissions + excluded.admissions`;
  if (!rows.some((row) => row.admissions < 0)) return;
  await tx`
    delete from risk_week w
    using unnest(${keys[0]}::text::uuid[], ${keys[1]}::text::date[]) as k(hospital_id, week_on)
    where w.hospital_id = k.hospital_id and w.week_on = k.week_on and w.admissions = 0`;
}

async function addMonths(tx: Transaction, rows: FoldedStays['months']): Promise<void> {
  if (rows.length === 0) return;
  await tx`
    insert into risk_month (hospital_id, scheme_code, month_on, measure, package_code, value, stays)
    select * from unnest(
      ${list(rows.map((r) => r.hospitalId))}::text::uuid[], ${list(rows.map((r) => r.schemeCode))}::text::text[],
      ${list(rows.map((r) => r.monthOn))}::text::date[], ${list(rows.map((r) => r.measure))}::text::text[],
      ${list(rows.map((r) => r.packageCode))}::text::text[], ${list(rows.map((r) => r.value))}::text::smallint[],
      ${list(rows.map((r) => r.stays))}::text::integer[])
    on conflict (hospital_id, scheme_code, month_on, measure, package_code, value) do update set
      stays = risk_month.stays + excluded.stays`;
  const less = rows.filter(({ stays }) => stays < 0);
  if (less.length === 0) return;
  await tx`
    delete from risk_month m
    using unnest(${list(less.map((r) => r.hospitalId))}::text::uuid[],
      ${list(less.map((r) => r.monthOn))}::text::date[]) as k(hospital_id, month_on)
    where m.hospital_id = k.hospital_id and m.month_on = k.month_on and m.stays = 0`;
}
