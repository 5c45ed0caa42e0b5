import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytes, id, instant, lane, paisa } from './columns.js';
import { family } from './people.js';
import { hospital } from './reference.js';

/**
 * A stay that a hospital's desk has opened, with the cover held for it. What may change of it follows
 * from its acts.
 */
export const admission = pgTable(
  'admission',
  {
    lane: lane(),
    id: id(),
    hospitalId: uuid('hospital_id').notNull(),
    /** The hospital's own number of the stay, which its claim names. */
    admissionNo: text('admission_no').notNull(),
    familyId: uuid('family_id').notNull(),
    personId: uuid('person_id').notNull(),
    schemeCode: text('scheme_code').notNull(),
    admittedAt: instant('admitted_at').notNull(),
    admittedOn: date('admitted_on').notNull(),
    /** Absent without terms on the day: nobody knows when the policy year begins. */
    policyYearOn: date('policy_year_on'),
    admissionType: text('admission_type').notNull(),
    /** Who verified the person at the desk, how, and where that can be looked up. */
    verification: jsonb('verification').notNull(),
    openedAt: instant('opened_at').notNull(),
    status: text('status').notNull(),
    /** Packages, ward days and the day of discharge as now planned. */
    plan: jsonb('plan').notNull(),
    /** When the cover was reserved, its room covered the tariff of what was planned. */
    withinLimit: boolean('within_limit').notNull(),
    /** Insurer shares of the plan by the tariff. */
    plannedPaisa: paisa('planned_paisa').notNull(),
    /** What is held now, layer by layer; empty once a claim has taken it or it was given back. */
    held: jsonb('held').notNull(),
    /** What the rules of the gate say of the stay as planned. */
    findings: jsonb('findings').notNull(),
    emergencyConfirmed: boolean('emergency_confirmed').notNull(),
    endedOn: date('ended_on'),
    /** The claim that has taken its cover. */
    claimId: uuid('claim_id'),
    /** Acts so far. */
    actNo: smallint('act_no').notNull(),
  },
  (t) => [
    primaryKey({ name: 'admission_pk', columns: [t.lane, t.id] }),
    unique('admission_number_unique').on(t.lane, t.hospitalId, t.personId, t.admissionNo),
    foreignKey({
      name: 'admission_family_fk',
      columns: [t.lane, t.familyId],
      foreignColumns: [family.lane, family.id],
    }),
    foreignKey({
      name: 'admission_hospital_fk',
      columns: [t.hospitalId],
      foreignColumns: [hospital.id],
    }),
    index('admission_hospital_index').on(t.hospitalId, t.openedAt, t.id),
    index('admission_open_index')
      .on(t.schemeCode, t.admittedOn)
      .where(sql`status = 'open'`),
    index('admission_person_index').on(t.lane, t.personId),
    check(
      'admission_status_check',
      sql`${t.status} in ('open', 'discharged', 'transferred', 'cancelled', 'claimed')`,
    ),
    check(
      'admission_held_check',
      sql`${t.status} in ('open', 'discharged', 'transferred') or ${t.held} = '[]'`,
    ),
    check('admission_claim_check', sql`(${t.status} = 'claimed') = (${t.claimId} is not null)`),
  ],
);

/** What was done to an admission, by whom. Append-only. */
export const admissionAct = pgTable(
  'admission_act',
  {
    lane: lane(),
    id: id(),
    admissionId: uuid('admission_id').notNull(),
    /** 1 for the opening, then 2, 3 … */
    actNo: smallint('act_no').notNull(),
    act: text('act').notNull(),
    actor: text('actor').notNull(),
    at: instant('at').notNull(),
    details: jsonb('details').notNull(),
  },
  (t) => [
    primaryKey({ name: 'admission_act_pk', columns: [t.lane, t.id] }),
    unique('admission_act_number_unique').on(t.lane, t.admissionId, t.actNo),
    foreignKey({
      name: 'admission_act_admission_fk',
      columns: [t.lane, t.admissionId],
      foreignColumns: [admission.lane, admission.id],
    }),
  ],
);

/** A request key of a desk with the answer it was given: the same request gets the same answer. */
export const deskRequest = pgTable(
  'desk_request',
  {
    /** The hospital, or the API key of somebody who is none. */
    askerId: uuid('asker_id').notNull(),
    key: text('key').notNull(),
    bodyHash: bytes('body_hash').notNull(),
    answer: jsonb('answer').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ name: 'desk_request_pk', columns: [t.askerId, t.key] })],
);
