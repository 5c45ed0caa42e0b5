import { randomUUID } from 'node:crypto';
import type { IsoDate, Period } from '../domain/calendar.js';
import type { FamilyId, Lane, PersonId } from '../domain/ids.js';
import type { Package, Scheme, TariffRate } from '../domain/scheme/terms.js';
import { list, type Transaction } from '../db/index.js';
import { toJson } from '../platform/json.js';
import type { Sealed } from './identity.js';
import type { District } from './reference/districts.js';
import type { HospitalDraft, MemberDraft } from './register.js';
import { fingerprintOfTerms, termsToJson } from './terms.codec.js';

/** Rows go over as one JSON text: reference data is small and this keeps columns and values together. */
function rowsOf(rows: readonly object[]): string {
  return toJson(rows);
}

const span = (period: Period) => ({ from_on: period.from, to_on: period.to ?? null });

export async function insertDistricts(
  tx: Transaction,
  districts: readonly District[],
): Promise<void> {
  const rows = districts.map((d) => ({
    pcode: d.pcode,
    name: d.name,
    province_code: d.provinceCode,
    province_name: d.provinceName,
    population_2017: d.population2017 ?? null,
  }));
  await tx`
    insert into district (pcode, name, province_code, province_name, population_2017)
    select * from jsonb_to_recordset(${rowsOf(rows)}::text::jsonb) as r(pcode text, name text,
      province_code text, province_name text, population_2017 bigint)
    on conflict (pcode) do nothing`;
}

export async function insertSchemes(tx: Transaction, schemes: readonly Scheme[]): Promise<void> {
  const rows = schemes.map((s) => ({
    code: s.code,
    name_en: s.nameEn,
    name_ur: s.nameUr,
    invented: s.invented,
  }));
  await tx`
    insert into scheme (code, name_en, name_ur, invented)
    select * from jsonb_to_recordset(${rowsOf(rows)}::text::jsonb)
      as r(code text, name_en text, name_ur text, invented boolean)
    on conflict (code) do nothing`;
  const editions = schemes.flatMap((scheme) =>
    scheme.terms.map((terms) => ({
      scheme_code: scheme.code,
      ...span(terms),
      content: termsToJson(terms),
      fingerprint: fingerprintOfTerms(terms),
    })),
  );
  await tx`
    insert into terms_edition (scheme_code, from_on, to_on, content, fingerprint)
    select scheme_code, from_on, to_on, content::jsonb, fingerprint
    from jsonb_to_recordset(${rowsOf(editions)}::text::jsonb)
      as r(scheme_code text, from_on date, to_on date, content text, fingerprint text)
    on conflict (scheme_code, from_on, edition_no) do nothing`;
}

export async function insertSchemeDistricts(
  tx: Transaction,
  schemeCode: string,
  districts: readonly (Period & { readonly districtPcode: string })[],
): Promise<void> {
  const rows = districts.map((d) => ({ district_pcode: d.districtPcode, ...span(d) }));
  await tx`
    insert into scheme_district (scheme_code, district_pcode, from_on, to_on)
    select ${schemeCode}, * from jsonb_to_recordset(${rowsOf(rows)}::text::jsonb)
      as r(district_pcode text, from_on date, to_on date)
    on conflict do nothing`;
}

export async function insertPackages(
  tx: Transaction,
  schemeCode: string,
  packages: readonly Package[],
): Promise<void> {
  const rows = packages.map((p) => ({
    code: p.code,
    ...span(p),
    name_en: p.nameEn,
    tier: p.tier,
    package_group: p.group ?? null,
    speciality: p.speciality ?? null,
    day_care: p.dayCare,
    session: p.session,
    maternity: p.maternity,
    life_saving: p.lifeSaving,
    sex: p.sex ?? null,
    min_age_years: p.minAgeYears ?? null,
    max_age_years: p.maxAgeYears ?? null,
    max_stay_days: p.maxStayDays ?? null,
    alos_days: p.alosDays ?? null,
    documents: p.documents,
    limits: p.limits ?? {},
    source: p.source ?? null,
  }));
  await tx`
    insert into package (scheme_code, code, from_on, to_on, name_en, tier, package_group, speciality,
      day_care, session, maternity, life_saving, sex, min_age_years, max_age_years, max_stay_days,
      alos_days, documents, limits, source)
    select ${schemeCode}, * from jsonb_to_recordset(${rowsOf(rows)}::text::jsonb) as r(code text,
      from_on date, to_on date, name_en text, tier text, package_group text, speciality text,
      day_care boolean, session boolean, maternity boolean, life_saving boolean, sex text,
      min_age_years smallint, max_age_years smallint, max_stay_days integer, alos_days integer,
      documents text[], limits jsonb, source text)
    on conflict do nothing`;
}

export async function insertRates(
  tx: Transaction,
  schemeCode: string,
  rates: readonly TariffRate[],
): Promise<void> {
  const rows = rates.map((r) => ({
    package_code: r.packageCode,
    grade: r.grade,
    ...span(r),
    basis: r.basis,
    rate_paisa: r.ratePaisa,
    hdu_rate_paisa: r.wardRatesPaisa?.hdu ?? null,
    icu_rate_paisa: r.wardRatesPaisa?.icu ?? null,
    icu_ventilator_rate_paisa: r.wardRatesPaisa?.icu_ventilator ?? null,
    implant_ceiling_paisa: r.implantCeilingPaisa ?? null,
    source: r.source ?? null,
  }));
  await tx`
    insert into tariff_rate (scheme_code, package_code, grade, from_on, to_on, basis, rate_paisa,
      hdu_rate_paisa, icu_rate_paisa, icu_ventilator_rate_paisa, implant_ceiling_paisa, source)
    select ${schemeCode}, * from jsonb_to_recordset(${rowsOf(rows)}::text::jsonb)
      as r(package_code text, grade text, from_on date, to_on date, basis text, rate_paisa bigint,
        hdu_rate_paisa bigint, icu_rate_paisa bigint, icu_ventilator_rate_paisa bigint,
        implant_ceiling_paisa bigint, source text)
    on conflict do nothing`;
}

/** Inserts hospitals not there yet, and the dated facts of all; returns ids by code. */
export async function insertHospitalRows(
  tx: Transaction,
  hospitals: readonly HospitalDraft[],
): Promise<ReadonlyMap<string, string>> {
  const rows = hospitals.map((h) => ({
    id: randomUUID(),
    code: h.code,
    name: h.name,
    district_pcode: h.districtPcode,
    invented: h.invented,
  }));
  await tx`
    insert into hospital (id, code, name, district_pcode, invented)
    select * from jsonb_to_recordset(${rowsOf(rows)}::text::jsonb)
      as r(id uuid, code text, name text, district_pcode text, invented boolean)
    on conflict (code) do nothing`;
  const found = await tx<{ id: string; code: string }[]>`
    select id, code from hospital where code = any(${list(rows.map((row) => row.code))}::text::text[])`;
  const ids = new Map(found.map((row) => [row.code, row.id]));
  await insertHospitalFacts(tx, hospitals, ids);
  return ids;
}

async function insertHospitalFacts(
  tx: Transaction,
  hospitals: readonly HospitalDraft[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const rowsFrom = <T extends Period>(
    pick: (h: HospitalDraft) => readonly T[],
    more: (item: T) => object,
  ): string =>
    rowsOf(
      hospitals.flatMap((h) =>
        pick(h).map((item) => ({ hospital_id: ids.get(h.code), ...span(item), ...more(item) })),
      ),
    );
  const standings = rowsFrom(
    (h) => h.standings,
    ({ sector, grade, beds }) => ({ sector, grade, beds }),
  );
  await tx`
    insert into hospital_standing (hospital_id, from_on, to_on, sector, grade, beds)
    select * from jsonb_to_recordset(${standings}::text::jsonb) as r(hospital_id uuid, from_on date,
      to_on date, sector text, grade text, beds integer) on conflict do nothing`;
  const licences = rowsFrom(
    (h) => h.licences,
    (l) => ({ kind: l.kind, licence_no: l.licenceNo }),
  );
  await tx`
    insert into hospital_licence (hospital_id, from_on, to_on, kind, licence_no)
    select * from jsonb_to_recordset(${licences}::text::jsonb) as r(hospital_id uuid, from_on date,
      to_on date, kind text, licence_no text) on conflict do nothing`;
  const panels = rowsFrom(
    (h) => h.empanelments,
    (e) => ({ scheme_code: e.schemeCode, tiers: e.tiers }),
  );
  await tx`
    insert into empanelment (hospital_id, from_on, to_on, scheme_code, tiers)
    select * from jsonb_to_recordset(${panels}::text::jsonb) as r(hospital_id uuid, from_on date,
      to_on date, scheme_code text, tiers text[]) on conflict do nothing`;
  const suspensions = rowsFrom(
    (h) => h.suspensions,
    (s) => ({ scheme_code: s.schemeCode, reason: s.reason }),
  );
  await tx`
    insert into hospital_suspension (hospital_id, from_on, to_on, scheme_code, reason)
    select * from jsonb_to_recordset(${suspensions}::text::jsonb) as r(hospital_id uuid, from_on date,
      to_on date, scheme_code text, reason text) on conflict do nothing`;
  const specialities = rowsFrom(
    (h) => h.specialities,
    ({ speciality }) => ({ speciality }),
  );
  await tx`
    insert into hospital_speciality (hospital_id, from_on, to_on, speciality)
    select * from jsonb_to_recordset(${specialities}::text::jsonb) as r(hospital_id uuid,
      from_on date, to_on date, speciality text) on conflict do nothing`;
}

export interface FamilyRow {
  readonly lane: Lane;
  readonly id: FamilyId;
  readonly schemeCode: string;
  readonly districtPcode: string;
  readonly enrolledOn: IsoDate;
  readonly deservingFrom?: IsoDate | undefined;
  readonly deservingTo?: IsoDate | undefined;
  readonly members: readonly (MemberDraft & {
    readonly personId: PersonId;
    readonly numberHash: Buffer;
    readonly sealed: Sealed;
  })[];
}

/** Families, people, memberships, directory entries and cover accounts, in one go. */
export async function insertFamilyRows(
  tx: Transaction,
  families: readonly FamilyRow[],
): Promise<void> {
  if (families.length === 0) return;
  const lanes = families.map((f) => f.lane as number);
  const ids = families.map((f) => f.id as string);
  await tx`
    insert into family (lane, id, scheme_code, district_pcode, enrolled_on, deserving_from,
      deserving_to)
    select * from unnest(${list(lanes)}::text::smallint[], ${list(ids)}::text::uuid[],
      ${list(families.map((f) => f.schemeCode))}::text::text[],
      ${list(families.map((f) => f.districtPcode))}::text::text[],
      ${list(families.map((f) => f.enrolledOn))}::text::date[],
      ${list(families.map((f) => f.deservingFrom ?? null))}::text::date[],
      ${list(families.map((f) => f.deservingTo ?? null))}::text::date[])`;
  const people = families.flatMap((f) =>
    f.members.map((m) => ({ ...m, lane: f.lane, familyId: f.id })),
  );
  const personLanes = people.map((p) => p.lane as number);
  const personIds = people.map((p) => p.personId as string);
  const familyIds = people.map((p) => p.familyId as string);
  await tx`
    insert into person (lane, id, name, sex, born_on, died_on, blocked_from, blocked_to,
      permanent_pcode)
    select * from unnest(${list(personLanes)}::text::smallint[], ${list(personIds)}::text::uuid[],
      ${list(people.map((p) => p.name))}::text::text[], ${list(people.map((p) => p.sex ?? null))}::text::text[],
      ${list(people.map((p) => p.bornOn ?? null))}::text::date[],
      ${list(people.map((p) => p.diedOn ?? null))}::text::date[],
      ${list(people.map((p) => p.blockedFrom ?? null))}::text::date[],
      ${list(people.map((p) => p.blockedTo ?? null))}::text::date[],
      ${list(people.map((p) => p.permanentPcode ?? null))}::text::text[])`;
  await tx`
    insert into member (lane, family_id, person_id, from_on, relation, registered_on)
    select * from unnest(${list(personLanes)}::text::smallint[], ${list(familyIds)}::text::uuid[], ${list(personIds)}::text::uuid[],
      ${list(people.map((p) => p.memberFrom))}::text::date[],
      ${list(people.map((p) => p.relation))}::text::text[],
      ${list(people.map((p) => p.registeredOn ?? null))}::text::date[])`;
  await tx`
    insert into person_directory (number_hash, person_id, family_id, lane, cipher, key_id)
    select * from unnest(${list(people.map((p) => p.numberHash))}::text::bytea[], ${list(personIds)}::text::uuid[],
      ${list(familyIds)}::text::uuid[], ${list(personLanes)}::text::smallint[],
      ${list(people.map((p) => p.sealed.cipher))}::text::bytea[],
      ${list(people.map((p) => p.sealed.keyId))}::text::text[])`;
}
