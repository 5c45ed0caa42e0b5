import type { IsoDate } from '../../domain/calendar.js';
import type { Outcome } from '../../domain/claim/claim.js';
import { paisa } from '../../domain/money.js';
import { HOSPITAL_PROFILE } from '../../domain/risk/profile-edition.js';
import type {
  ActivityRow,
  BillRow,
  CountedStay,
  FoldedProfiles,
  ProfiledClaim,
} from '../../domain/risk/profile-fold.js';
import { list, type Transaction } from '../../db/index.js';
import { toJson } from '../../platform/json.js';

/** How far the projector has read, and in which epoch of the feed. */
export interface Progress {
  readonly epoch: string;
  readonly position: bigint;
}

/** Another edition measures otherwise: it is another projector, which begins at the first event. */
const PROJECTOR = HOSPITAL_PROFILE.name;

/** Becomes the one projector for the rest of the transaction; undefined when another one is. */
export async function lockProfiles(
  tx: Transaction,
  { wait }: { readonly wait: boolean },
): Promise<Progress | undefined> {
  const begun = await tx`
    insert into projector_state (name, epoch, position)
    select ${PROJECTOR}, epoch, 0 from feed_state
    where not exists (select 1 from projector_state where name = ${PROJECTOR})
    on conflict (name) do nothing returning name`;
  if (begun.length > 0) await clearProfiles(tx);
  const [row] = await tx<Progress[]>`
    select epoch, position from projector_state where name = ${PROJECTOR}
    for update ${wait ? tx`` : tx`skip locked`}`;
  return row;
}

export async function setProgress(tx: Transaction, { epoch, position }: Progress): Promise<void> {
  await tx`update projector_state set epoch = ${epoch}, position = ${position}
    where name = ${PROJECTOR}`;
}

/** Whether there is something to fold, or the projector has never begun. */
export async function isBehind(tx: Transaction): Promise<boolean> {
  const rows = await tx`
    select 1 from feed_state f where f.last_position > 0 and not exists (
      select 1 from projector_state p where p.name = ${PROJECTOR} and p.epoch = f.epoch
        and p.position = f.last_position)`;
  return rows.length > 0;
}

/** Forgets the projection, to fold it again from the first event. */
export async function clearProfiles(tx: Transaction): Promise<void> {
  await tx`delete from profile_activity`;
  await tx`delete from profile_bill`;
  await tx`delete from profile_claim`;
}

/** A decision as the feed tells it, with what of its claim is counted. */
export interface DecidedRow {
  readonly lane: number;
  readonly claimId: string;
  readonly hospitalId: string;
  readonly schemeCode: string | null;
  readonly personId: string | null;
  readonly newborn: boolean;
  /** Of each line the surgeon as written, where one is named. */
  readonly surgeons: readonly (string | null)[];
  readonly payload: {
    readonly outcome: Outcome;
    readonly districtPcode?: string;
    readonly admittedOn: IsoDate;
    readonly dischargedOn: IsoDate;
    readonly revisionOf?: string;
    readonly lines: readonly {
      readonly packageCode: string;
      readonly dayCare: boolean;
      readonly askedPaisa: string;
    }[];
  };
}

/** Decisions after a position, up to another one, in order. What a claim says never changes. */
export async function readDecided(
  tx: Transaction,
  { after, upTo }: { readonly after: bigint; readonly upTo: bigint },
): Promise<readonly DecidedRow[]> {
  return tx<DecidedRow[]>`
    select e.lane, e.claim_id as "claimId", e.hospital_id as "hospitalId",
      e.scheme_code as "schemeCode", c.person_id as "personId", e.payload,
      coalesce((c.content ->> 'newborn')::boolean, false) as newborn,
      jsonb_path_query_array(c.content, '$.lines[*].surgeon') as surgeons
    from feed_position p
    join feed_event e on e.lane = p.lane and e.id = p.event_id
    join claim c on c.lane = e.lane and c.id = e.claim_id
    where p.position > ${after} and p.position <= ${upTo}
      and e.kind in ('claim.decided', 'claim.corrected')
    order by p.position`;
}

type StoredStay = Omit<CountedStay, 'amount'> & { readonly amount: string };

/** What claims contributed last. */
export async function readProfiled(
  tx: Transaction,
  claims: readonly { readonly lane: number; readonly claimId: string }[],
): Promise<readonly ProfiledClaim[]> {
  if (claims.length === 0) return [];
  const rows = await tx<
    { lane: number; claim_id: string; contribution: { stay?: StoredStay; replacedBy?: string } }[]
  >`
    select p.lane, p.claim_id, p.contribution
    from unnest(${list(claims.map((c) => c.lane))}::text::smallint[], ${list(claims.map((c) => c.claimId))}::text::uuid[])
      as k(lane, claim_id)
    join profile_claim p on p.lane = k.lane and p.claim_id = k.claim_id`;
  return rows.map(({ lane, claim_id: claimId, contribution: { stay, replacedBy } }) => ({
    lane,
    claimId,
    replacedBy,
    stay: stay && { ...stay, amount: paisa(stay.amount) },
  }));
}

/** Writes what a piece of the feed has changed. */
export async function writeProfiles(tx: Transaction, folded: FoldedProfiles): Promise<void> {
  const { claims, activities, bills } = folded;
  if (claims.length > 0) {
    await tx`
      insert into profile_claim (lane, claim_id, contribution)
      select lane, claim_id, contribution::jsonb
      from unnest(${list(claims.map((c) => c.lane))}::text::smallint[],
        ${list(claims.map((c) => c.claimId))}::text::uuid[],
        ${list(claims.map(({ stay, replacedBy }) => toJson({ stay, replacedBy })))}::text::text[])
        as c(lane, claim_id, contribution)
      on conflict (lane, claim_id) do update set contribution = excluded.contribution`;
  }
  await addActivities(tx, activities);
  await addBills(tx, bills);
}

async function addActivities(tx: Transaction, rows: readonly ActivityRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx`
    insert into profile_activity (hospital_id, surgeon_key, scheme_code, district_pcode, quarter_on,
      package_code, stays, long_stays, per_day_milli, per_day_milli_squared)
    select * from unnest(
      ${list(rows.map((r) => r.hospitalId))}::text::uuid[], ${list(rows.map((r) => r.surgeonKey))}::text::text[],
      ${list(rows.map((r) => r.schemeCode))}::text::text[], ${list(rows.map((r) => r.districtPcode))}::text::text[],
      ${list(rows.map((r) => r.quarterOn))}::text::date[], ${list(rows.map((r) => r.packageCode))}::text::text[],
      ${list(rows.map((r) => r.stays))}::text::integer[], ${list(rows.map((r) => r.longStays))}::text::integer[],
      ${list(rows.map((r) => r.perDayMilli))}::text::bigint[],
      ${list(rows.map((r) => r.perDayMilliSquared))}::text::bigint[])
    on conflict (quarter_on, hospital_id, surgeon_key, scheme_code, district_pcode, package_code)
    do update set
      stays = profile_activity.stays + excluded.stays,
      long_stays = profile_activity.long_stays + excluded.long_stays,
      per_day_milli = profile_activity.per_day_milli + excluded.per_day_milli,
      per_day_milli_squared =
        profile_activity.per_day_milli_squared + excluded.per_day_milli_squared`;
  const less = rows.filter(({ stays }) => stays < 0);
  if (less.length === 0) return;
  await tx`
    delete from profile_activity a
    using unnest(${list(less.map((r) => r.hospitalId))}::text::uuid[],
      ${list(less.map((r) => r.quarterOn))}::text::date[]) as k(hospital_id, quarter_on)
    where a.hospital_id = k.hospital_id and a.quarter_on = k.quarter_on and a.stays = 0`;
}

async function addBills(tx: Transaction, rows: readonly BillRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx`
    insert into profile_bill (hospital_id, surgeon_key, scheme_code, district_pcode, quarter_on,
      person_id, amount_paisa, stays)
    select * from unnest(
      ${list(rows.map((r) => r.hospitalId))}::text::uuid[], ${list(rows.map((r) => r.surgeonKey))}::text::text[],
      ${list(rows.map((r) => r.schemeCode))}::text::text[], ${list(rows.map((r) => r.districtPcode))}::text::text[],
      ${list(rows.map((r) => r.quarterOn))}::text::date[], ${list(rows.map((r) => r.personKey))}::text::uuid[],
      ${list(rows.map((r) => r.amountPaisa))}::text::bigint[], ${list(rows.map((r) => r.stays))}::text::integer[])
    on conflict (quarter_on, hospital_id, surgeon_key, scheme_code, district_pcode, person_id,
      amount_paisa)
    do update set stays = profile_bill.stays + excluded.stays`;
  const less = rows.filter(({ stays }) => stays < 0);
  if (less.length === 0) return;
  await tx`
    delete from profile_bill b
    using unnest(${list(less.map((r) => r.hospitalId))}::text::uuid[],
      ${list(less.map((r) => r.quarterOn))}::text::date[]) as k(hospital_id, quarter_on)
    where b.hospital_id = k.hospital_id and b.quarter_on = k.quarter_on and b.stays = 0`;
}
