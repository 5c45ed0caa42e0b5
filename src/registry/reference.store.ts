import { isoDate, type IsoDate, type Period } from '../domain/calendar.js';
import type { HospitalId } from '../domain/ids.js';
import { paisa } from '../domain/money.js';
import type { Standing } from '../domain/rules/facts.js';
import type { CareTier, Package, TariffRate, WardRates } from '../domain/scheme/terms.js';
import type { Database, Transaction } from '../db/index.js';
import type { DatedTerms, HospitalRecord, Reference } from './reference.js';
import { limitsFromJson } from './limits.codec.js';
import { termsFromJson } from './terms.codec.js';

interface Dated {
  readonly from_on: string;
  readonly to_on: string | null;
}

export async function readVersion(tx: Database | Transaction): Promise<bigint> {
  const [row] = await tx<{ version: bigint }[]>`select version from registry_version`;
  if (row === undefined) throw new Error('registry_version has no row');
  return row.version;
}

/** Tells every reader that reference data changed. Part of the transaction that changes it. */
export async function raiseVersion(tx: Transaction): Promise<void> {
  await tx`update registry_version set version = version + 1, changed_at = now()`;
}

/** Reads all reference data at once. */
export async function readReference(tx: Transaction): Promise<Reference> {
  const version = await readVersion(tx);
  const [hospitals, terms, districts, packages, rates] = await Promise.all([
    readHospitals(tx),
    readTerms(tx),
    readDistricts(tx),
    readPackages(tx),
    readRates(tx),
  ]);
  return { version, hospitals, terms, districts, packages, rates };
}

function period(row: Dated): Period {
  return {
    from: row.from_on as IsoDate,
    ...(row.to_on === null ? {} : { to: isoDate(row.to_on) }),
  };
}

function grouped<R, T>(
  rows: readonly R[],
  key: (row: R) => string,
  item: (row: R) => T,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group === undefined) groups.set(key(row), [item(row)]);
    else group.push(item(row));
  }
  return groups;
}

type OfHospital<T> = T & Dated & { readonly hospital_id: string };

async function readHospitals(tx: Transaction): Promise<Map<string, HospitalRecord>> {
  const [rows, standings, licences, empanelments, suspensions, specialities] = await Promise.all([
    tx<{ id: string; code: string; name: string; district_pcode: string }[]>`
      select id, code, name, district_pcode from hospital`,
    tx<OfHospital<{ sector: Standing['sector']; grade: string; beds: number }>[]>`
      select * from hospital_standing`,
    tx<OfHospital<{ kind: 'regular' | 'provisional' }>[]>`select * from hospital_licence`,
    tx<OfHospital<{ scheme_code: string; tiers: CareTier[] }>[]>`select * from empanelment`,
    tx<OfHospital<{ scheme_code: string }>[]>`select * from hospital_suspension`,
    tx<OfHospital<{ speciality: string }>[]>`select * from hospital_speciality`,
  ]);
  const of = (row: { hospital_id: string }): string => row.hospital_id;
  const byId = {
    standings: grouped(standings, of, (row) => ({
      ...period(row),
      sector: row.sector,
      grade: row.grade,
      beds: row.beds,
    })),
    licences: grouped(licences, of, (row) => ({ ...period(row), kind: row.kind })),
    empanelments: grouped(empanelments, of, (row) => ({
      ...period(row),
      schemeCode: row.scheme_code,
      tiers: row.tiers,
    })),
    suspensions: grouped(suspensions, of, (row) => ({
      ...period(row),
      schemeCode: row.scheme_code,
    })),
    specialities: grouped(specialities, of, (row) => ({
      ...period(row),
      speciality: row.speciality,
    })),
  };
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id as HospitalId,
        code: row.code,
        name: row.name,
        districtPcode: row.district_pcode,
        standings: byId.standings.get(row.id) ?? [],
        licences: byId.licences.get(row.id) ?? [],
        empanelments: byId.empanelments.get(row.id) ?? [],
        suspensions: byId.suspensions.get(row.id) ?? [],
        specialities: byId.specialities.get(row.id) ?? [],
      },
    ]),
  );
}

async function readTerms(tx: Transaction): Promise<Map<string, DatedTerms[]>> {
  const rows = await tx<{ scheme_code: string; content: unknown; fingerprint: string }[]>`
    select distinct on (scheme_code, from_on) scheme_code, content, fingerprint
    from terms_edition order by scheme_code, from_on, edition_no desc`;
  return grouped(
    rows,
    (row) => row.scheme_code,
    (row) => ({ terms: termsFromJson(row.content), fingerprint: row.fingerprint }),
  );
}

async function readDistricts(tx: Transaction): Promise<Map<string, Period[]>> {
  const rows = await tx<(Dated & { scheme_code: string; district_pcode: string })[]>`
    select * from scheme_district`;
  return grouped(rows, (row) => `${row.scheme_code}/${row.district_pcode}`, period);
}

interface PackageRow extends Dated {
  readonly scheme_code: string;
  readonly code: string;
  readonly name_en: string;
  readonly tier: CareTier;
  readonly package_group: string | null;
  readonly speciality: string | null;
  readonly day_care: boolean;
  readonly session: boolean;
  readonly maternity: boolean;
  readonly life_saving: boolean;
  readonly sex: 'male' | 'female' | null;
  readonly min_age_years: number | null;
  readonly max_age_years: number | null;
  readonly max_stay_days: number | null;
  readonly alos_days: number | null;
  readonly documents: string[];
  readonly limits: Readonly<Record<string, unknown>>;
  readonly source: string | null;
}

async function readPackages(tx: Transaction): Promise<Map<string, Package[]>> {
  const rows = await tx<PackageRow[]>`select * from package`;
  return grouped(rows, (row) => `${row.scheme_code}/${row.code}`, toPackage);
}

function toPackage(row: PackageRow): Package {
  return {
    ...period(row),
    code: row.code,
    nameEn: row.name_en,
    tier: row.tier,
    ...(row.package_group === null ? {} : { group: row.package_group }),
    ...(row.speciality === null ? {} : { speciality: row.speciality }),
    dayCare: row.day_care,
    session: row.session,
    maternity: row.maternity,
    lifeSaving: row.life_saving,
    ...(row.sex === null ? {} : { sex: row.sex }),
    ...(row.min_age_years === null ? {} : { minAgeYears: row.min_age_years }),
    ...(row.max_age_years === null ? {} : { maxAgeYears: row.max_age_years }),
    ...(row.max_stay_days === null ? {} : { maxStayDays: row.max_stay_days }),
    ...(row.alos_days === null ? {} : { alosDays: row.alos_days }),
    documents: row.documents,
    ...(Object.keys(row.limits).length === 0 ? {} : { limits: limitsFromJson(row.limits) }),
    ...(row.source === null ? {} : { source: row.source }),
  };
}

async function readRates(tx: Transaction): Promise<Map<string, TariffRate[]>> {
  const rows = await tx<
    (Dated & {
      scheme_code: string;
      package_code: string;
      grade: string;
      basis: TariffRate['basis'];
      rate_paisa: bigint;
      hdu_rate_paisa: bigint | null;
      icu_rate_paisa: bigint | null;
      icu_ventilator_rate_paisa: bigint | null;
      implant_ceiling_paisa: bigint | null;
      source: string | null;
    })[]
  >`select * from tariff_rate`;
  return grouped(
    rows,
    (row) => `${row.scheme_code}/${row.package_code}/${row.grade}`,
    (row) => ({
      ...period(row),
      packageCode: row.package_code,
      grade: row.grade,
      basis: row.basis,
      ratePaisa: paisa(row.rate_paisa),
      ...wardRates({
        hdu: row.hdu_rate_paisa,
        icu: row.icu_rate_paisa,
        icu_ventilator: row.icu_ventilator_rate_paisa,
      }),
      ...(row.implant_ceiling_paisa === null
        ? {}
        : { implantCeilingPaisa: paisa(row.implant_ceiling_paisa) }),
      ...(row.source === null ? {} : { source: row.source }),
    }),
  );
}

function wardRates(
  rates: Readonly<Record<keyof WardRates, bigint | null>>,
): Pick<TariffRate, 'wardRatesPaisa'> {
  const stated = Object.entries(rates).flatMap(([ward, rate]) =>
    rate === null ? [] : [[ward, paisa(rate)] as const],
  );
  return stated.length === 0 ? {} : { wardRatesPaisa: Object.fromEntries(stated) };
}
