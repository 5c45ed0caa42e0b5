import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant } from './columns.js';

/**
 * What the risk signals compare: folded from the feed, keyed by hospital, one writer for each part of the
 * hospitals. No number of a person or a telephone is here, only keyed hashes.
 */
export const riskStay = pgTable(
  'risk_stay',
  {
    hospitalId: uuid('hospital_id').notNull(),
    claimId: uuid('claim_id').notNull(),
    /** Counts: its claim is neither denied nor replaced. */
    live: boolean('live').notNull(),
    replacedBy: uuid('replaced_by'),
    schemeCode: text('scheme_code'),
    familyId: uuid('family_id'),
    personId: uuid('person_id'),
    districtPcode: text('district_pcode'),
    admittedOn: date('admitted_on'),
    dischargedOn: date('discharged_on'),
    packageCode: text('package_code'),
    admissionType: text('admission_type'),
    inBed: boolean('in_bed'),
    phoneKey: text('phone_key'),
    contentKey: text('content_key'),
    implants: smallint('implants'),
  },
  (t) => [
    primaryKey({ name: 'risk_stay_pk', columns: [t.hospitalId, t.claimId] }),
    index('risk_stay_person_index')
      .on(t.hospitalId, t.personId, t.dischargedOn)
      .where(sql`live`),
    index('risk_stay_district_index')
      .on(t.hospitalId, t.districtPcode, t.admittedOn)
      .where(sql`live`),
    index('risk_stay_family_index')
      .on(t.familyId, t.admittedOn)
      .where(sql`live`),
    index('risk_stay_phone_index')
      .on(t.phoneKey, t.familyId)
      .where(sql`live and phone_key is not null`),
    index('risk_stay_content_index')
      .on(t.contentKey, t.personId)
      .where(sql`live and content_key is not null`),
    check(
      'risk_stay_live_check',
      sql`${t.live} = (${t.admittedOn} is not null) and not (${t.live} and ${t.replacedBy} is not null)`,
    ),
  ],
);

/** Operations of live stays, as a surgeon's day counts them. */
export const riskOperation = pgTable(
  'risk_operation',
  {
    hospitalId: uuid('hospital_id').notNull(),
    claimId: uuid('claim_id').notNull(),
    lineNo: smallint('line_no').notNull(),
    surgeonKey: text('surgeon_key').notNull(),
    operatedOn: date('operated_on').notNull(),
    startedAt: instant('started_at'),
    minutes: integer('minutes'),
  },
  (t) => [
    primaryKey({ name: 'risk_operation_pk', columns: [t.hospitalId, t.claimId, t.lineNo] }),
    index('risk_operation_surgeon_index').on(t.surgeonKey, t.operatedOn),
  ],
);

/** Admissions of a day and beds taken in the night that follows. */
export const riskDay = pgTable(
  'risk_day',
  {
    hospitalId: uuid('hospital_id').notNull(),
    dayOn: date('day_on').notNull(),
    admissions: integer('admissions').notNull(),
    occupied: integer('occupied').notNull(),
  },
  (t) => [primaryKey({ name: 'risk_day_pk', columns: [t.hospitalId, t.dayOn] })],
);

/** Admissions of a week that begins on a Monday. */
export const riskWeek = pgTable(
  'risk_week',
  {
    hospitalId: uuid('hospital_id').notNull(),
    weekOn: date('week_on').notNull(),
    admissions: integer('admissions').notNull(),
  },
  (t) => [primaryKey({ name: 'risk_week_pk', columns: [t.hospitalId, t.weekOn] })],
);

/** Stays of a month by package and by what was measured: nights, emergencies, implants, follow-ons. */
export const riskMonth = pgTable(
  'risk_month',
  {
    hospitalId: uuid('hospital_id').notNull(),
    schemeCode: text('scheme_code').notNull(),
    monthOn: date('month_on').notNull(),
    measure: text('measure').notNull(),
    packageCode: text('package_code').notNull(),
    value: smallint('value').notNull(),
    stays: integer('stays').notNull(),
  },
  (t) => [
    primaryKey({
      name: 'risk_month_pk',
      columns: [t.hospitalId, t.schemeCode, t.monthOn, t.measure, t.packageCode, t.value],
    }),
    check(
      'risk_month_measure_check',
      sql`${t.measure} in ('stay', 'emergency', 'implants', 'follow_on')`,
    ),
  ],
);
