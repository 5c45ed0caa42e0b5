import type { UtilisationKey, UtilisationRow } from '../domain/utilisation/contribution.js';
import { list, type Transaction } from '../db/index.js';
import { toJson } from '../platform/json.js';

/** How far the projector has read, and in which epoch. */
export interface ProjectorState {
  readonly epoch: string;
  readonly position: bigint;
}

const PROJECTOR = 'utilisation';

/** Becomes the one projector for the rest of the transaction; undefined when another one is. */
export async function lockProjector(
  tx: Transaction,
  { wait }: { readonly wait: boolean },
): Promise<ProjectorState | undefined> {
  await tx`
    insert into projector_state (name, epoch, position)
    select ${PROJECTOR}, epoch, 0 from feed_state
    where not exists (select 1 from projector_state where name = ${PROJECTOR})
    on conflict (name) do nothing`;
  const [row] = await tx<ProjectorState[]>`
    select epoch, position from projector_state where name = ${PROJECTOR}
    for update ${wait ? tx`` : tx`skip locked`}`;
  return row;
}

export async function readProjector(tx: Transaction): Promise<ProjectorState | undefined> {
  const [row] = await tx<ProjectorState[]>`
    select epoch, position from projector_state where name = ${PROJECTOR}`;
  return row;
}

export async function setProjector(tx: Transaction, state: ProjectorState): Promise<void> {
  await tx`update projector_state set epoch = ${state.epoch}, position = ${state.position}
    where name = ${PROJECTOR}`;
}

/** Forgets the whole projection, to fold it again from the first event. */
export async function clearProjection(tx: Transaction): Promise<void> {
  await tx`delete from utilisation`;
  await tx`delete from utilisation_claim`;
}

/** What a claim last contributed. */
export interface Contribution {
  readonly lane: number;
  readonly claimId: string;
  readonly rows: readonly UtilisationRow[];
  /** The revision in whose favour this claim counts no more, whatever is still heard of it. */
  readonly replacedBy?: string | undefined;
}

type Stored = {
  readonly [K in keyof UtilisationRow]: UtilisationRow[K] extends bigint
    ? string
    : UtilisationRow[K];
};
/** Contributions of before there were extras do not name them. */
type StoredRow = Omit<Stored, 'extrasPaisa' | 'pendedExtrasPaisa'> & Partial<Stored>;
const NO_EXTRAS = { extrasPaisa: '0', pendedExtrasPaisa: '0' };

export async function readContributions(
  tx: Transaction,
  claims: readonly { readonly lane: number; readonly claimId: string }[],
): Promise<readonly Contribution[]> {
  if (claims.length === 0) return [];
  const rows = await tx<
    { lane: number; claim_id: string; contribution: { rows: StoredRow[]; replacedBy?: string } }[]
  >`
    select u.lane, u.claim_id, u.contribution
    from unnest(${list(claims.map((c) => c.lane))}::text::smallint[], ${list(claims.map((c) => c.claimId))}::text::uuid[])
      as k(lane, claim_id)
    join utilisation_claim u on u.lane = k.lane and u.claim_id = k.claim_id`;
  return rows.map(({ lane, claim_id: claimId, contribution }) => ({
    lane,
    claimId,
    rows: contribution.rows.map(fromStored),
    replacedBy: contribution.replacedBy,
  }));
}

/** Amounts are kept as decimal strings. */
function fromStored(row: StoredRow): UtilisationRow {
  const isAmount = (name: string): boolean => name.endsWith('Paisa');
  return Object.fromEntries(
    Object.entries({ ...NO_EXTRAS, ...row }).map(([name, value]) => [
      name,
      isAmount(name) ? BigInt(value) : value,
    ]),
  ) as unknown as UtilisationRow;
}

export async function writeContributions(
  tx: Transaction,
  contributions: readonly Contribution[],
): Promise<void> {
  if (contributions.length === 0) return;
  await tx`
    insert into utilisation_claim (lane, claim_id, contribution)
    select lane, claim_id, contribution::jsonb
    from unnest(${list(contributions.map((c) => c.lane))}::text::smallint[],
      ${list(contributions.map((c) => c.claimId))}::text::uuid[],
      ${list(contributions.map(({ rows, replacedBy }) => toJson({ rows, replacedBy })))}::text::text[])
      as c(lane, claim_id, contribution)
    on conflict (lane, claim_id) do update set contribution = excluded.contribution`;
}

/** Adds differences to the rows they belong to. */
export async function addToRows(tx: Transaction, rows: readonly UtilisationRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx`
    insert into utilisation (admitted_on, scheme_code, district_pcode, hospital_id, package_code,
      setting, claims, paid_lines, pended_lines, denied_lines, stay_days, deaths, asked_paisa,
      insurer_paisa, pended_insurer_paisa, patient_share_paisa, hospital_borne_paisa, extras_paisa,
      pended_extras_paisa)
    select * from unnest(
      ${list(rows.map((r) => r.admittedOn))}::text::date[], ${list(rows.map((r) => r.schemeCode))}::text::text[],
      ${list(rows.map((r) => r.districtPcode))}::text::text[], ${list(rows.map((r) => r.hospitalId))}::text::uuid[],
      ${list(rows.map((r) => r.packageCode))}::text::text[], ${list(rows.map((r) => r.setting))}::text::text[],
      ${list(rows.map((r) => r.claims))}::text::integer[], ${list(rows.map((r) => r.paidLines))}::text::integer[],
      ${list(rows.map((r) => r.pendedLines))}::text::integer[], ${list(rows.map((r) => r.deniedLines))}::text::integer[],
      ${list(rows.map((r) => r.stayDays))}::text::integer[], ${list(rows.map((r) => r.deaths))}::text::integer[],
      ${list(rows.map((r) => r.askedPaisa))}::text::bigint[],
      ${list(rows.map((r) => r.insurerPaisa))}::text::bigint[],
      ${list(rows.map((r) => r.pendedInsurerPaisa))}::text::bigint[],
      ${list(rows.map((r) => r.patientSharePaisa))}::text::bigint[],
      ${list(rows.map((r) => r.hospitalBornePaisa))}::text::bigint[],
      ${list(rows.map((r) => r.extrasPaisa))}::text::bigint[],
      ${list(rows.map((r) => r.pendedExtrasPaisa))}::text::bigint[])
    on conflict (admitted_on, scheme_code, district_pcode, hospital_id, package_code, setting)
    do update set
      claims = utilisation.claims + excluded.claims,
      paid_lines = utilisation.paid_lines + excluded.paid_lines,
      pended_lines = utilisation.pended_lines + excluded.pended_lines,
      denied_lines = utilisation.denied_lines + excluded.denied_lines,
      stay_days = utilisation.stay_days + excluded.stay_days,
      deaths = utilisation.deaths + excluded.deaths,
      asked_paisa = utilisation.asked_paisa + excluded.asked_paisa,
      insurer_paisa = utilisation.insurer_paisa + excluded.insurer_paisa,
      pended_insurer_paisa = utilisation.pended_insurer_paisa + excluded.pended_insurer_paisa,
      patient_share_paisa = utilisation.patient_share_paisa + excluded.patient_share_paisa,
      hospital_borne_paisa = utilisation.hospital_borne_paisa + excluded.hospital_borne_paisa,
      extras_paisa = utilisation.extras_paisa + excluded.extras_paisa,
      pended_extras_paisa = utilisation.pended_extras_paisa + excluded.pended_extras_paisa`;
}

/** Removes those of some rows that count no line any more. */
export async function removeEmptyRows(
  tx: Transaction,
  keys: readonly UtilisationKey[],
): Promise<void> {
  if (keys.length === 0) return;
  await tx`
    delete from utilisation u
    using unnest(${list(keys.map((k) => k.admittedOn))}::text::date[], ${list(keys.map((k) => k.schemeCode))}::text::text[],
      ${list(keys.map((k) => k.districtPcode))}::text::text[], ${list(keys.map((k) => k.hospitalId))}::text::uuid[],
      ${list(keys.map((k) => k.packageCode))}::text::text[], ${list(keys.map((k) => k.setting))}::text::text[])
      as k(admitted_on, scheme_code, district_pcode, hospital_id, package_code, setting)
    where u.admitted_on = k.admitted_on and u.scheme_code = k.scheme_code
      and u.district_pcode = k.district_pcode and u.hospital_id = k.hospital_id
      and u.package_code = k.package_code and u.setting = k.setting
      and u.paid_lines + u.pended_lines + u.denied_lines = 0`;
}
