import type { IsoDate } from '../../domain/calendar.js';
import type { Lane } from '../../domain/ids.js';
import { list, type Transaction } from '../../db/index.js';
import { toJson } from '../../platform/json.js';
import type { Sealed } from '../identity.js';

/** One import at a time: two would each see the other's rows as missing. */
const IMPORT_LOCK = 7_352_007;

export interface TableSpec {
  readonly name: string;
  /** Columns that say which row it is. */
  readonly key: readonly string[];
  /** All columns that a file can say something of, with their types. */
  readonly columns: Readonly<Record<string, string>>;
  /** Columns that are made here, and differ each time. */
  readonly made?: Readonly<Record<string, string>>;
}

const period = { from_on: 'date', to_on: 'date' };
const ofHospital = { hospital_id: 'uuid', ...period };

/** The tables of reference data that files are imported into. */
export const TABLES = {
  package: {
    name: 'package',
    key: ['scheme_code', 'code', 'from_on'],
    columns: {
      ...{ scheme_code: 'text', code: 'text', ...period, name_en: 'text', tier: 'text' },
      ...{ package_group: 'text', speciality: 'text', day_care: 'boolean', session: 'boolean' },
      ...{ maternity: 'boolean', life_saving: 'boolean', sex: 'text', min_age_years: 'smallint' },
      ...{ max_age_years: 'smallint', max_stay_days: 'integer', alos_days: 'integer' },
      ...{ documents: 'text[]', limits: 'jsonb', source: 'text' },
    },
  },
  tariffRate: {
    name: 'tariff_rate',
    key: ['scheme_code', 'package_code', 'grade', 'from_on'],
    columns: {
      ...{ scheme_code: 'text', package_code: 'text', grade: 'text', ...period, basis: 'text' },
      ...{ rate_paisa: 'bigint', hdu_rate_paisa: 'bigint', icu_rate_paisa: 'bigint' },
      ...{ icu_ventilator_rate_paisa: 'bigint', implant_ceiling_paisa: 'bigint', source: 'text' },
    },
  },
  hospital: {
    name: 'hospital',
    key: ['code'],
    columns: { code: 'text', name: 'text', district_pcode: 'text', invented: 'boolean' },
    made: { id: 'uuid' },
  },
  standing: {
    name: 'hospital_standing',
    key: ['hospital_id', 'from_on'],
    columns: { ...ofHospital, sector: 'text', grade: 'text', beds: 'integer' },
  },
  licence: {
    name: 'hospital_licence',
    key: ['hospital_id', 'from_on'],
    columns: { ...ofHospital, kind: 'text', licence_no: 'text' },
  },
  empanelment: {
    name: 'empanelment',
    key: ['hospital_id', 'scheme_code', 'from_on'],
    columns: { ...ofHospital, scheme_code: 'text', tiers: 'text[]' },
  },
  suspension: {
    name: 'hospital_suspension',
    key: ['hospital_id', 'scheme_code', 'from_on'],
    columns: { ...ofHospital, scheme_code: 'text', reason: 'text' },
  },
  speciality: {
    name: 'hospital_speciality',
    key: ['hospital_id', 'speciality', 'from_on'],
    columns: { ...ofHospital, speciality: 'text' },
  },
} as const satisfies Record<string, TableSpec>;

/** A row for a table, by column; what it leaves out is null. */
export type TableRow = Readonly<Record<string, unknown>>;

/** Whether the table has the row: not at all, just so, or with other content. */
export type Presence = 'new' | 'same' | 'different';

/** Waits until no other import writes; the lock ends with the transaction. */
export async function lockImports(tx: Transaction): Promise<void> {
  await tx`select pg_advisory_xact_lock(${IMPORT_LOCK})`;
}

export async function findSchemes(
  tx: Transaction,
): Promise<readonly { readonly code: string; readonly invented: boolean }[]> {
  return tx<{ code: string; invented: boolean }[]>`
    select code, invented from scheme order by code`;
}

/** How each row stands to what the table holds under its key, in the order of the rows. */
export async function compareRows(
  tx: Transaction,
  spec: TableSpec,
  rows: readonly TableRow[],
): Promise<readonly Presence[]> {
  if (rows.length === 0) return [];
  const columns = Object.keys(spec.columns);
  const all = (alias: string): string => columns.map((column) => `${alias}.${column}`).join(', ');
  const match = spec.key.map((column) => `t.${column} = r.${column}`).join(' and ');
  const found = await tx.unsafe<{ presence: Presence }[]>(
    `select case
         when t.${String(spec.key[0])} is null then 'new'
         when row(${all('t')}) is not distinct from row(${all('r')}) then 'same'
         else 'different'
       end as presence
     from jsonb_to_recordset($1::text::jsonb) as r(ord integer, ${definition(spec.columns)})
     left join ${spec.name} t on ${match}
     order by r.ord`,
    [toJson(rows.map((row, ord) => ({ ...row, ord })))],
  );
  return found.map(({ presence }) => presence);
}

/** Adds rows that the table does not have; one that it has is a unique violation. */
export async function insertRows(
  tx: Transaction,
  spec: TableSpec,
  rows: readonly TableRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = { ...spec.columns, ...spec.made };
  const names = Object.keys(columns).join(', ');
  await tx.unsafe(
    `insert into ${spec.name} (${names})
     select ${names} from jsonb_to_recordset($1::text::jsonb) as r(${definition(columns)})`,
    [toJson(rows)],
  );
}

function definition(columns: Readonly<Record<string, string>>): string {
  return Object.entries(columns)
    .map(([name, type]) => `${name} ${type}`)
    .join(', ');
}

export async function hospitalIdsOf(
  tx: Transaction,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx<{ id: string; code: string }[]>`
    select id, code from hospital where code = any(${list(codes)}::text::text[])`;
  return new Map(rows.map(({ id, code }) => [code, id]));
}

/** Which of the codes are on a scheme's list on any day. */
export async function listedPackages(
  tx: Transaction,
  schemeCode: string,
  codes: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx<{ code: string }[]>`
    select distinct code from package
    where scheme_code = ${schemeCode} and code = any(${list(codes)}::text::text[])`;
  return new Set(rows.map(({ code }) => code));
}

/** A member as the registry has them, with their family. */
export interface RegisteredMember {
  readonly familyId: string;
  readonly lane: Lane;
  readonly schemeCode: string;
  readonly districtPcode: string;
  readonly enrolledOn: IsoDate;
  readonly deservingFrom: IsoDate | null;
  readonly deservingTo: IsoDate | null;
  readonly name: string;
  readonly sex: string | null;
  readonly bornOn: IsoDate | null;
  readonly diedOn: IsoDate | null;
  readonly relation: string | null;
  readonly memberFrom: IsoDate | null;
  readonly registeredOn: IsoDate | null;
  readonly blockedFrom: IsoDate | null;
  readonly blockedTo: IsoDate | null;
  readonly permanentPcode: string | null;
}

/** Registered members by the hash of their number, in hex. Memberships that have ended are left out. */
export async function findMembers(
  tx: Transaction,
  hashes: readonly Buffer[],
): Promise<ReadonlyMap<string, RegisteredMember>> {
  if (hashes.length === 0) return new Map();
  const rows = await tx<(RegisteredMember & { hash: Buffer })[]>`
    select d.number_hash as hash, now.family_id as "familyId", now.lane, f.scheme_code as "schemeCode",
      f.district_pcode as "districtPcode", f.enrolled_on as "enrolledOn",
      f.deserving_from as "deservingFrom", f.deserving_to as "deservingTo", p.name, p.sex,
      p.born_on as "bornOn", p.died_on as "diedOn", p.blocked_from as "blockedFrom",
      p.blocked_to as "blockedTo", p.permanent_pcode as "permanentPcode", m.relation,
      m.from_on as "memberFrom", m.registered_on as "registeredOn"
    from unnest(${list(hashes)}::text::bytea[]) as h(number_hash)
    join person_directory d on d.number_hash = h.number_hash
    left join lateral (select v.family_id, v.lane from family_move v
      where v.person_id = d.person_id order by v.from_on desc limit 1) as moved on true
    cross join lateral (select coalesce(moved.family_id, d.family_id) as family_id,
      coalesce(moved.lane, d.lane) as lane) as now
    join family f on f.lane = now.lane and f.id = now.family_id
    join person p on p.lane = now.lane and p.id = d.person_id
    left join member m on m.lane = now.lane and m.family_id = now.family_id
      and m.person_id = d.person_id and m.to_on is null`;
  return new Map(rows.map(({ hash, ...member }) => [hash.toString('hex'), member]));
}

/** Somebody who joins a family that the registry has. */
export interface NewMember {
  readonly lane: Lane;
  readonly familyId: string;
  readonly personId: string;
  readonly numberHash: Buffer;
  readonly sealed: Sealed;
  readonly name: string;
  readonly sex: string | null;
  readonly bornOn: IsoDate | null;
  readonly diedOn: IsoDate | null;
  readonly relation: string;
  readonly memberFrom: IsoDate;
  readonly registeredOn: IsoDate | null;
  readonly blockedFrom: IsoDate | null;
  readonly blockedTo: IsoDate | null;
  readonly permanentPcode: string | null;
}

export async function insertMembers(tx: Transaction, members: readonly NewMember[]): Promise<void> {
  if (members.length === 0) return;
  const lanes = members.map((m) => m.lane);
  const people = members.map((m) => m.personId);
  const families = members.map((m) => m.familyId);
  await tx`
    insert into person (lane, id, name, sex, born_on, died_on, blocked_from, blocked_to,
      permanent_pcode)
    select * from unnest(${list(lanes)}::text::smallint[], ${list(people)}::text::uuid[],
      ${list(members.map((m) => m.name))}::text::text[], ${list(members.map((m) => m.sex))}::text::text[],
      ${list(members.map((m) => m.bornOn))}::text::date[],
      ${list(members.map((m) => m.diedOn))}::text::date[],
      ${list(members.map((m) => m.blockedFrom))}::text::date[],
      ${list(members.map((m) => m.blockedTo))}::text::date[],
      ${list(members.map((m) => m.permanentPcode))}::text::text[])`;
  await tx`
    insert into member (lane, family_id, person_id, from_on, relation, registered_on)
    select * from unnest(${list(lanes)}::text::smallint[], ${list(families)}::text::uuid[], ${list(people)}::text::uuid[],
      ${list(members.map((m) => m.memberFrom))}::text::date[],
      ${list(members.map((m) => m.relation))}::text::text[],
      ${list(members.map((m) => m.registeredOn))}::text::date[])`;
  await tx`
    insert into person_directory (number_hash, person_id, family_id, lane, cipher, key_id)
    select * from unnest(${list(members.map((m) => m.numberHash))}::text::bytea[], ${list(people)}::text::uuid[],
      ${list(families)}::text::uuid[], ${list(lanes)}::text::smallint[], ${list(members.map((m) => m.sealed.cipher))}::text::bytea[],
      ${list(members.map((m) => m.sealed.keyId))}::text::text[])`;
}
