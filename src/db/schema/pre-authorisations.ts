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
import { id, instant, lane, paisa } from './columns.js';
import { family } from './people.js';
import { hospital } from './reference.js';

/**
 * A request to treat, and what was granted of it, with the cover held for that. What may change of it
 * follows from its acts.
 */
export const preAuthorisation = pgTable(
  'pre_authorisation',
  {
    lane: lane(),
    id: id(),
    hospitalId: uuid('hospital_id').notNull(),
    /** The hospital's own number of the request. */
    requestNo: text('request_no').notNull(),
    familyId: uuid('family_id').notNull(),
    personId: uuid('person_id').notNull(),
    schemeCode: text('scheme_code').notNull(),
    /** Planned day of admission, or the day itself of a stay that has begun. */
    admissionOn: date('admission_on').notNull(),
    /** Absent without terms on the day: nobody knows when the policy year begins. */
    policyYearOn: date('policy_year_on'),
    admissionType: text('admission_type').notNull(),
    plan: jsonb('plan').notNull(),
    /** Why, in the words of the hospital. */
    note: text('note').notNull(),
    verification: jsonb('verification').notNull(),
    requestedAt: instant('requested_at').notNull(),
    status: text('status').notNull(),
    /** Who must act while it is pended. */
    pendOwner: text('pend_owner'),
    /** Insurer shares of the plan by the tariff. */
    plannedPaisa: paisa('planned_paisa').notNull(),
    /** Lines granted, with their price; empty until it is granted. */
    granted: jsonb('granted').notNull(),
    /** Layers that an approver has opened for it. */
    approvedLayers: jsonb('approved_layers').notNull(),
    held: jsonb('held').notNull(),
    withinLimit: boolean('within_limit').notNull(),
    findings: jsonb('findings').notNull(),
    /** Last day on which the stay may begin; absent where the terms name none. */
    validUntil: date('valid_until'),
    /** The open stay that uses it. */
    admissionId: uuid('admission_id'),
    /** The claim that has taken its cover. */
    claimId: uuid('claim_id'),
    /** The pre-authorisation that it takes the place of once it is granted. */
    enhances: uuid('enhances'),
    /** Acts so far. */
    actNo: smallint('act_no').notNull(),
  },
  (t) => [
    primaryKey({ name: 'pre_authorisation_pk', columns: [t.lane, t.id] }),
    unique('pre_authorisation_number_unique').on(t.lane, t.hospitalId, t.personId, t.requestNo),
    foreignKey({
      name: 'pre_authorisation_family_fk',
      columns: [t.lane, t.familyId],
      foreignColumns: [family.lane, family.id],
    }),
    foreignKey({
      name: 'pre_authorisation_hospital_fk',
      columns: [t.hospitalId],
      foreignColumns: [hospital.id],
    }),
    index('pre_authorisation_hospital_index').on(t.hospitalId, t.requestedAt, t.id),
    index('pre_authorisation_scheme_index').on(t.schemeCode, t.requestedAt, t.id),
    index('pre_authorisation_person_index').on(t.lane, t.personId),
    index('pre_authorisation_validity_index')
      .on(t.validUntil)
      .where(sql`status in ('granted', 'partly_granted') and admission_id is null`),
    check(
      'pre_authorisation_status_check',
      sql`${t.status} in ('pended', 'granted', 'partly_granted', 'denied', 'cancelled', 'expired', 'replaced', 'claimed')`,
    ),
    check(
      'pre_authorisation_held_check',
      sql`${t.status} in ('granted', 'partly_granted') or ${t.held} = '[]'`,
    ),
    check(
      'pre_authorisation_claim_check',
      sql`(${t.status} = 'claimed') = (${t.claimId} is not null)`,
    ),
    check(
      'pre_authorisation_owner_check',
      sql`(${t.status} = 'pended') = (${t.pendOwner} is not null) and ${t.pendOwner} in ('hospital', 'adjudicator')`,
    ),
  ],
);

/** What was done to a pre-authorisation, by whom. Append-only. */
export const preAuthorisationAct = pgTable(
  'pre_authorisation_act',
  {
    lane: lane(),
    id: id(),
    preAuthorisationId: uuid('pre_authorisation_id').notNull(),
    /** 1 for the request, then 2, 3 … */
    actNo: smallint('act_no').notNull(),
    act: text('act').notNull(),
    actor: text('actor').notNull(),
    at: instant('at').notNull(),
    details: jsonb('details').notNull(),
  },
  (t) => [
    primaryKey({ name: 'pre_authorisation_act_pk', columns: [t.lane, t.id] }),
    unique('pre_authorisation_act_number_unique').on(t.lane, t.preAuthorisationId, t.actNo),
    foreignKey({
      name: 'pre_authorisation_act_of_fk',
      columns: [t.lane, t.preAuthorisationId],
      foreignColumns: [preAuthorisation.lane, preAuthorisation.id],
    }),
  ],
);
