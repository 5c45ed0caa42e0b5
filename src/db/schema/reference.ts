import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant, paisa } from './columns.js';

/** Reference data: small, the same on every lane, changed by imports only. */

export const district = pgTable(
  'district',
  {
    pcode: text('pcode').notNull(),
    name: text('name').notNull(),
    provinceCode: text('province_code').notNull(),
    provinceName: text('province_name').notNull(),
    population2017: bigint('population_2017', { mode: 'number' }),
  },
  (t) => [primaryKey({ name: 'district_pk', columns: [t.pcode] })],
);

export const scheme = pgTable(
  'scheme',
  {
    code: text('code').notNull(),
    nameEn: text('name_en').notNull(),
    nameUr: text('name_ur').notNull(),
    invented: boolean('invented').notNull(),
  },
  (t) => [primaryKey({ name: 'scheme_pk', columns: [t.code] })],
);

export const termsEdition = pgTable(
  'terms_edition',
  {
    schemeCode: text('scheme_code').notNull(),
    fromOn: date('from_on').notNull(),
    /** 1 for what was recorded first; the newest of a first day is in force, the others stay. */
    editionNo: smallint('edition_no').notNull().default(1),
    toOn: date('to_on'),
    content: jsonb('content').notNull(),
    fingerprint: text('fingerprint').notNull(),
    recordedAt: instant('recorded_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ name: 'terms_edition_pk', columns: [t.schemeCode, t.fromOn, t.editionNo] }),
    check('terms_edition_no_check', sql`${t.editionNo} >= 1`),
    foreignKey({
      name: 'terms_edition_scheme_fk',
      columns: [t.schemeCode],
      foreignColumns: [scheme.code],
    }),
    check('terms_edition_period_check', sql`${t.toOn} is null or ${t.toOn} >= ${t.fromOn}`),
  ],
);

/** Editions of corrected terms whose open cover has all been adjusted. Append-only. */
export const termsApplied = pgTable(
  'terms_applied',
  {
    schemeCode: text('scheme_code').notNull(),
    fromOn: date('from_on').notNull(),
    editionNo: smallint('edition_no').notNull(),
    appliedAt: instant('applied_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'terms_applied_pk', columns: [t.schemeCode, t.fromOn, t.editionNo] }),
    foreignKey({
      name: 'terms_applied_edition_fk',
      columns: [t.schemeCode, t.fromOn, t.editionNo],
      foreignColumns: [termsEdition.schemeCode, termsEdition.fromOn, termsEdition.editionNo],
    }),
  ],
);

export const schemeDistrict = pgTable(
  'scheme_district',
  {
    schemeCode: text('scheme_code').notNull(),
    districtPcode: text('district_pcode').notNull(),
    fromOn: date('from_on').notNull(),
    toOn: date('to_on'),
  },
  (t) => [
    primaryKey({
      name: 'scheme_district_pk',
      columns: [t.schemeCode, t.districtPcode, t.fromOn],
    }),
    foreignKey({
      name: 'scheme_district_scheme_fk',
      columns: [t.schemeCode],
      foreignColumns: [scheme.code],
    }),
    foreignKey({
      name: 'scheme_district_district_fk',
      columns: [t.districtPcode],
      foreignColumns: [district.pcode],
    }),
    check('scheme_district_period_check', sql`${t.toOn} is null or ${t.toOn} >= ${t.fromOn}`),
  ],
);

export const carePackage = pgTable(
  'package',
  {
    schemeCode: text('scheme_code').notNull(),
    code: text('code').notNull(),
    fromOn: date('from_on').notNull(),
    toOn: date('to_on'),
    nameEn: text('name_en').notNull(),
    tier: text('tier').notNull(),
    packageGroup: text('package_group'),
    speciality: text('speciality'),
    dayCare: boolean('day_care').notNull(),
    session: boolean('session').notNull(),
    maternity: boolean('maternity').notNull(),
    lifeSaving: boolean('life_saving').notNull(),
    sex: text('sex'),
    minAgeYears: smallint('min_age_years'),
    maxAgeYears: smallint('max_age_years'),
    maxStayDays: integer('max_stay_days'),
    alosDays: integer('alos_days'),
    documents: text('documents').array().notNull(),
    /** What it asks of the stay, the person and the year: `PackageLimits` of the domain. */
    limits: jsonb('limits').notNull().default({}),
    source: text('source'),
  },
  (t) => [
    primaryKey({ name: 'package_pk', columns: [t.schemeCode, t.code, t.fromOn] }),
    foreignKey({
      name: 'package_scheme_fk',
      columns: [t.schemeCode],
      foreignColumns: [scheme.code],
    }),
    check('package_tier_check', sql`${t.tier} in ('secondary', 'priority')`),
    check('package_limits_check', sql`jsonb_typeof(${t.limits}) = 'object'`),
    check('package_sex_check', sql`${t.sex} in ('male', 'female')`),
    check('package_period_check', sql`${t.toOn} is null or ${t.toOn} >= ${t.fromOn}`),
  ],
);

export const tariffRate = pgTable(
  'tariff_rate',
  {
    schemeCode: text('scheme_code').notNull(),
    packageCode: text('package_code').notNull(),
    grade: text('grade').notNull(),
    fromOn: date('from_on').notNull(),
    toOn: date('to_on'),
    basis: text('basis').notNull(),
    ratePaisa: paisa('rate_paisa').notNull(),
    /** A day in a dearer ward than the general one; only where the basis is `ward_day`. */
    hduRatePaisa: paisa('hdu_rate_paisa'),
    icuRatePaisa: paisa('icu_rate_paisa'),
    icuVentilatorRatePaisa: paisa('icu_ventilator_rate_paisa'),
    implantCeilingPaisa: paisa('implant_ceiling_paisa'),
    /** Where the rate was read; says so when it is illustrative. */
    source: text('source'),
  },
  (t) => [
    primaryKey({
      name: 'tariff_rate_pk',
      columns: [t.schemeCode, t.packageCode, t.grade, t.fromOn],
    }),
    foreignKey({
      name: 'tariff_rate_scheme_fk',
      columns: [t.schemeCode],
      foreignColumns: [scheme.code],
    }),
    check('tariff_rate_basis_check', sql`${t.basis} in ('case', 'ward_day')`),
    check('tariff_rate_amount_check', sql`${t.ratePaisa} >= 0`),
    check(
      'tariff_rate_ward_check',
      sql`(${t.hduRatePaisa} is null and ${t.icuRatePaisa} is null
        and ${t.icuVentilatorRatePaisa} is null) or (${t.basis} = 'ward_day'
        and least(${t.hduRatePaisa}, ${t.icuRatePaisa}, ${t.icuVentilatorRatePaisa}) >= 0)`,
    ),
    check('tariff_rate_period_check', sql`${t.toOn} is null or ${t.toOn} >= ${t.fromOn}`),
  ],
);

export const hospital = pgTable(
  'hospital',
  {
    id: uuid('id').notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    districtPcode: text('district_pcode').notNull(),
    invented: boolean('invented').notNull(),
  },
  (t) => [
    primaryKey({ name: 'hospital_pk', columns: [t.id] }),
    unique('hospital_code_unique').on(t.code),
    foreignKey({
      name: 'hospital_district_fk',
      columns: [t.districtPcode],
      foreignColumns: [district.pcode],
    }),
  ],
);

const hospitalPeriod = {
  hospitalId: uuid('hospital_id').notNull(),
  fromOn: date('from_on').notNull(),
  toOn: date('to_on'),
};

/** Sector, grade and beds: the grade fixes the contract rate, so it is dated like the tariff. */
export const hospitalStanding = pgTable(
  'hospital_standing',
  {
    ...hospitalPeriod,
    sector: text('sector').notNull(),
    grade: text('grade').notNull(),
    beds: integer('beds').notNull(),
  },
  (t) => [
    primaryKey({ name: 'hospital_standing_pk', columns: [t.hospitalId, t.fromOn] }),
    foreignKey({
      name: 'hospital_standing_hospital_fk',
      columns: [t.hospitalId],
      foreignColumns: [hospital.id],
    }),
    check('hospital_standing_sector_check', sql`${t.sector} in ('public', 'private')`),
  ],
);

export const hospitalLicence = pgTable(
  'hospital_licence',
  { ...hospitalPeriod, kind: text('kind').notNull(), licenceNo: text('licence_no').notNull() },
  (t) => [
    primaryKey({ name: 'hospital_licence_pk', columns: [t.hospitalId, t.fromOn] }),
    foreignKey({
      name: 'hospital_licence_hospital_fk',
      columns: [t.hospitalId],
      foreignColumns: [hospital.id],
    }),
    check('hospital_licence_kind_check', sql`${t.kind} in ('regular', 'provisional')`),
  ],
);

export const empanelment = pgTable(
  'empanelment',
  {
    ...hospitalPeriod,
    schemeCode: text('scheme_code').notNull(),
    tiers: text('tiers').array().notNull(),
  },
  (t) => [
    primaryKey({ name: 'empanelment_pk', columns: [t.hospitalId, t.schemeCode, t.fromOn] }),
    foreignKey({
      name: 'empanelment_hospital_fk',
      columns: [t.hospitalId],
      foreignColumns: [hospital.id],
    }),
    foreignKey({
      name: 'empanelment_scheme_fk',
      columns: [t.schemeCode],
      foreignColumns: [scheme.code],
    }),
  ],
);

export const hospitalSuspension = pgTable(
  'hospital_suspension',
  {
    ...hospitalPeriod,
    schemeCode: text('scheme_code').notNull(),
    reason: text('reason').notNull(),
  },
  (t) => [
    primaryKey({
      name: 'hospital_suspension_pk',
      columns: [t.hospitalId, t.schemeCode, t.fromOn],
    }),
    foreignKey({
      name: 'hospital_suspension_hospital_fk',
      columns: [t.hospitalId],
      foreignColumns: [hospital.id],
    }),
  ],
);

export const hospitalSpeciality = pgTable(
  'hospital_speciality',
  { ...hospitalPeriod, speciality: text('speciality').notNull() },
  (t) => [
    primaryKey({
      name: 'hospital_speciality_pk',
      columns: [t.hospitalId, t.speciality, t.fromOn],
    }),
    foreignKey({
      name: 'hospital_speciality_hospital_fk',
      columns: [t.hospitalId],
      foreignColumns: [hospital.id],
    }),
  ],
);

/** One row: raised by every change of reference data, so that readers know their copy is old. */
export const registryVersion = pgTable(
  'registry_version',
  {
    only: boolean('only').notNull().default(true),
    version: bigint('version', { mode: 'bigint' }).notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'registry_version_pk', columns: [t.only] }),
    check('registry_version_only_check', sql`${t.only}`),
  ],
);
