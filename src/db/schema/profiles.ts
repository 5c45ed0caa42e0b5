import { bigint, date, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { lane, paisa } from './columns.js';

const profileKey = {
  hospitalId: uuid('hospital_id').notNull(),
  /** Empty: the whole hospital. */
  surgeonKey: text('surgeon_key').notNull(),
  schemeCode: text('scheme_code').notNull(),
  districtPcode: text('district_pcode').notNull(),
  quarterOn: date('quarter_on').notNull(),
};

/**
 * What hospitals and their surgeons did, by quarter of admission, scheme, family's district and package: a
 * projection of the feed. In whole numbers, so that a correction takes away what a claim had added.
 */
export const profileActivity = pgTable(
  'profile_activity',
  {
    ...profileKey,
    packageCode: text('package_code').notNull(),
    stays: integer('stays').notNull(),
    longStays: integer('long_stays').notNull(),
    perDayMilli: bigint('per_day_milli', { mode: 'bigint' }).notNull(),
    perDayMilliSquared: bigint('per_day_milli_squared', { mode: 'bigint' }).notNull(),
  },
  (t) => [
    primaryKey({
      name: 'profile_activity_pk',
      columns: [
        t.quarterOn,
        t.hospitalId,
        t.surgeonKey,
        t.schemeCode,
        t.districtPcode,
        t.packageCode,
      ],
    }),
  ],
);

/** How often an amount was claimed for a person. */
export const profileBill = pgTable(
  'profile_bill',
  {
    ...profileKey,
    personId: uuid('person_id').notNull(),
    amountPaisa: paisa('amount_paisa').notNull(),
    stays: integer('stays').notNull(),
  },
  (t) => [
    primaryKey({
      name: 'profile_bill_pk',
      columns: [
        t.quarterOn,
        t.hospitalId,
        t.surgeonKey,
        t.schemeCode,
        t.districtPcode,
        t.personId,
        t.amountPaisa,
      ],
    }),
  ],
);

/** What each live claim last contributed, so that a later decision replaces it exactly once. */
export const profileClaim = pgTable(
  'profile_claim',
  {
    lane: lane(),
    claimId: uuid('claim_id').notNull(),
    contribution: jsonb('contribution').notNull(),
  },
  (t) => [primaryKey({ name: 'profile_claim_pk', columns: [t.lane, t.claimId] })],
);
