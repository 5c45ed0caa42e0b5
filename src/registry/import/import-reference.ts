import { randomUUID } from 'node:crypto';
import type { Period } from '../../domain/calendar.js';
import type { Package, TariffRate } from '../../domain/scheme/terms.js';
import type { Transaction } from '../../db/index.js';
import { raiseVersion } from '../reference.store.js';
import type { HospitalFactRow } from './hospitals.format.js';
import {
  compareRows,
  hospitalIdsOf,
  insertRows,
  listedPackages,
  TABLES,
  type Presence,
  type TableRow,
  type TableSpec,
} from './import.store.js';
import type { ImportedPackage } from './packages.format.js';
import type { ImportTarget, Verdict } from './write-import.js';

/** Packages, each with the rates that come with it: all of a row or nothing. */
export async function writePackages(
  tx: Transaction,
  { schemeCode }: ImportTarget,
  rows: readonly ImportedPackage[],
): Promise<readonly Verdict[]> {
  const packages = rows.map((row) => packageRow(schemeCode, row.package));
  const rates = rows.map((row) => row.rates.map((rate) => rateRow(schemeCode, rate)));
  const found = await compareRows(tx, TABLES.package, packages);
  const foundRates = await compareRows(tx, TABLES.tariffRate, rates.flat());
  let at = 0;
  const presences = rows.map((row, index): readonly Presence[] => {
    const own = foundRates.slice(at, at + row.rates.length);
    at += row.rates.length;
    return [found[index] as Presence, ...own];
  });
  const verdicts = presences.map(verdictOf);
  const added = (index: number): boolean => verdicts[index] === 'inserted';
  await insertRows(
    tx,
    TABLES.package,
    packages.filter((_, index) => added(index) && found[index] === 'new'),
  );
  await insertRows(
    tx,
    TABLES.tariffRate,
    rates.flatMap((own, index) =>
      added(index) ? own.filter((_, rate) => presences[index]?.[rate + 1] === 'new') : [],
    ),
  );
  if (verdicts.includes('inserted')) await raiseVersion(tx);
  return verdicts;
}

/** Rates of packages that the scheme's list has. */
export async function writeTariff(
  tx: Transaction,
  { schemeCode }: ImportTarget,
  rows: readonly TariffRate[],
): Promise<readonly Verdict[]> {
  const listed = await listedPackages(tx, schemeCode, [
    ...new Set(rows.map(({ packageCode }) => packageCode)),
  ]);
  const asRows = rows.map((rate) => rateRow(schemeCode, rate));
  const found = await compareRows(tx, TABLES.tariffRate, asRows);
  const verdicts = rows.map(({ packageCode }, index): Verdict =>
    listed.has(packageCode)
      ? verdictOf([found[index] as Presence])
      : { refused: [`package ${packageCode} is not on the list of ${schemeCode}`] },
  );
  await insertRows(tx, TABLES.tariffRate, addedOf(asRows, verdicts));
  if (verdicts.includes('inserted')) await raiseVersion(tx);
  return verdicts;
}

/** Hospitals first, then what is dated of them. */
export async function writeHospitals(
  tx: Transaction,
  target: ImportTarget,
  rows: readonly HospitalFactRow[],
): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = rows.map(() => 'unchanged');
  const write = async (spec: TableSpec, table: readonly (TableRow | undefined)[]) => {
    const places = table.flatMap((row, index) => (row === undefined ? [] : [index]));
    const present = table.filter((row) => row !== undefined);
    const found = (await compareRows(tx, spec, present)).map((each) => verdictOf([each]));
    found.forEach((verdict, index) => (verdicts[places[index] as number] = verdict));
    await insertRows(tx, spec, addedOf(present, found));
  };
  await write(
    TABLES.hospital,
    rows.map((row) => (row.fact === 'hospital' ? hospitalRow(row) : undefined)),
  );
  const ids = await hospitalIdsOf(tx, [...new Set(rows.map((row) => row.hospital_code))]);
  for (const fact of FACTS) {
    const facts = rows.map((row) => {
      const id = ids.get(row.hospital_code);
      return row.fact !== fact || id === undefined ? undefined : factRow(row, id, target);
    });
    await write(TABLES[fact], facts);
  }
  rows.forEach((row, index) => {
    if (ids.has(row.hospital_code)) return;
    verdicts[index] = { refused: [`no row says which hospital ${row.hospital_code} is`] };
  });
  if (verdicts.includes('inserted')) await raiseVersion(tx);
  return verdicts;
}

const FACTS = ['standing', 'licence', 'empanelment', 'suspension', 'speciality'] as const;

/** A row whose key is there with other content stays as it is; only another first day adds an edition. */
function verdictOf(presences: readonly Presence[]): Verdict {
  if (presences.includes('different')) {
    return {
      refused: ['the registry has it from the same day with other content, which stays as it is'],
    };
  }
  return presences.includes('new') ? 'inserted' : 'unchanged';
}

function addedOf(rows: readonly TableRow[], verdicts: readonly Verdict[]): readonly TableRow[] {
  return rows.filter((_, index) => verdicts[index] === 'inserted');
}

const span = ({ from, to }: Period) => ({ from_on: from, to_on: to ?? null });

function packageRow(schemeCode: string, listed: Package): TableRow {
  return {
    scheme_code: schemeCode,
    code: listed.code,
    ...span(listed),
    name_en: listed.nameEn,
    tier: listed.tier,
    package_group: listed.group ?? null,
    speciality: listed.speciality ?? null,
    day_care: listed.dayCare,
    session: listed.session,
    maternity: listed.maternity,
    life_saving: listed.lifeSaving,
    sex: listed.sex ?? null,
    min_age_years: listed.minAgeYears ?? null,
    max_age_years: listed.maxAgeYears ?? null,
    max_stay_days: listed.maxStayDays ?? null,
    alos_days: listed.alosDays ?? null,
    documents: listed.documents,
    limits: listed.limits ?? {},
    source: listed.source ?? null,
  };
}

function rateRow(schemeCode: string, rate: TariffRate): TableRow {
  return {
    scheme_code: schemeCode,
    package_code: rate.packageCode,
    grade: rate.grade,
    ...span(rate),
    basis: rate.basis,
    rate_paisa: rate.ratePaisa,
    hdu_rate_paisa: rate.wardRatesPaisa?.hdu ?? null,
    icu_rate_paisa: rate.wardRatesPaisa?.icu ?? null,
    icu_ventilator_rate_paisa: rate.wardRatesPaisa?.icu_ventilator ?? null,
    implant_ceiling_paisa: rate.implantCeilingPaisa ?? null,
    source: rate.source ?? null,
  };
}

type OfFact<F extends HospitalFactRow['fact']> = Extract<HospitalFactRow, { fact: F }>;

function hospitalRow(row: OfFact<'hospital'>): TableRow {
  return {
    id: randomUUID(),
    code: row.hospital_code,
    name: row.name,
    district_pcode: row.district_pcode,
    invented: row.invented,
  };
}

function factRow(
  row: Exclude<HospitalFactRow, OfFact<'hospital'>> | OfFact<'hospital'>,
  hospitalId: string,
  { schemeCode }: ImportTarget,
): TableRow | undefined {
  if (row.fact === 'hospital') return undefined;
  const common = { hospital_id: hospitalId, ...span(row) };
  switch (row.fact) {
    case 'standing':
      return { ...common, sector: row.sector, grade: row.grade, beds: row.beds };
    case 'licence':
      return { ...common, kind: row.licence_kind, licence_no: row.licence_no };
    case 'empanelment':
      return { ...common, scheme_code: schemeCode, tiers: row.tiers };
    case 'suspension':
      return { ...common, scheme_code: schemeCode, reason: row.reason };
    case 'speciality':
      return { ...common, speciality: row.speciality };
  }
}
