import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytes, id, instant, lane, paisa } from './columns.js';
import { decision } from './claims.js';
import { hospital, scheme } from './reference.js';

export const settlementRun = pgTable(
  'settlement_run',
  {
    id: id(),
    schemeCode: text('scheme_code').notNull(),
    /** Claims decided before this instant are in, as far as one run goes. */
    decidedBefore: instant('decided_before').notNull(),
    requestKey: text('request_key').notNull(),
    /** SHA-256 of the request: the same key with another one is refused. */
    requestHash: bytes('request_hash').notNull(),
    requestedBy: text('requested_by').notNull(),
    createdAt: instant('created_at').notNull(),
    claims: integer('claims').notNull(),
    /** Claims that were due too and wait for the next run. */
    claimsLeft: integer('claims_left').notNull(),
    grossPaisa: paisa('gross_paisa').notNull(),
  },
  (t) => [
    primaryKey({ name: 'settlement_run_pk', columns: [t.id] }),
    unique('settlement_run_request_unique').on(t.requestedBy, t.requestKey),
    foreignKey({
      name: 'settlement_run_scheme_fk',
      columns: [t.schemeCode],
      foreignColumns: [scheme.code],
    }),
  ],
);

/** What one hospital is paid in one run. */
export const remittance = pgTable(
  'remittance',
  {
    id: id(),
    runId: uuid('run_id').notNull(),
    hospitalId: uuid('hospital_id').notNull(),
    adviceNo: text('advice_no').notNull(),
    claims: integer('claims').notNull(),
    grossPaisa: paisa('gross_paisa').notNull(),
    /** Of the gross, what is families' and the hospital advanced. */
    extrasPaisa: paisa('extras_paisa').notNull(),
    withheldPaisa: paisa('withheld_paisa').notNull(),
    recoveredPaisa: paisa('recovered_paisa').notNull(),
    netPaisa: paisa('net_paisa').notNull(),
  },
  (t) => [
    primaryKey({ name: 'remittance_pk', columns: [t.id] }),
    unique('remittance_hospital_unique').on(t.runId, t.hospitalId),
    unique('remittance_advice_unique').on(t.adviceNo),
    index('remittance_hospital_index').on(t.hospitalId, t.id),
    foreignKey({
      name: 'remittance_run_fk',
      columns: [t.runId],
      foreignColumns: [settlementRun.id],
    }),
    foreignKey({
      name: 'remittance_hospital_fk',
      columns: [t.hospitalId],
      foreignColumns: [hospital.id],
    }),
    check(
      'remittance_net_check',
      sql`${t.netPaisa} = ${t.grossPaisa} - ${t.withheldPaisa} - ${t.recoveredPaisa}`,
    ),
    check('remittance_extras_check', sql`${t.extrasPaisa} between 0 and ${t.netPaisa}`),
    check(
      'remittance_amounts_check',
      sql`least(${t.grossPaisa}, ${t.withheldPaisa}, ${t.recoveredPaisa}, ${t.netPaisa}) >= 0`,
    ),
  ],
);

/**
 * What a correction makes a settlement run owe a hospital for a claim that an earlier run has settled:
 * more than nothing is paid in the next run, less is netted from the hospital's remittances. Append-only.
 */
export const paymentDifference = pgTable(
  'payment_difference',
  {
    lane: lane(),
    decisionId: uuid('decision_id').notNull(),
    claimId: uuid('claim_id').notNull(),
    hospitalId: uuid('hospital_id').notNull(),
    schemeCode: text('scheme_code').notNull(),
    differencePaisa: paisa('difference_paisa').notNull(),
    decidedAt: instant('decided_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'payment_difference_pk', columns: [t.lane, t.decisionId] }),
    index('payment_difference_claim_index').on(t.lane, t.claimId),
    index('payment_difference_scheme_index').on(t.schemeCode, t.hospitalId, t.decidedAt),
    foreignKey({
      name: 'payment_difference_decision_fk',
      columns: [t.lane, t.decisionId],
      foreignColumns: [decision.lane, decision.id],
    }),
    check('payment_difference_amount_check', sql`${t.differencePaisa} <> 0`),
  ],
);

/**
 * One decision in one remittance. The unique keys are why nothing is paid twice: each decision once, and
 * each claim once but for the differences that corrections made since. Append-only.
 */
export const remittanceLine = pgTable(
  'remittance_line',
  {
    lane: lane(),
    decisionId: uuid('decision_id').notNull(),
    claimId: uuid('claim_id').notNull(),
    remittanceId: uuid('remittance_id').notNull(),
    /** What is paid: the insurer's share, or of a correction what it adds to that. */
    insurerPaisa: paisa('insurer_paisa').notNull(),
    /** Of it, what is the family's. */
    extrasPaisa: paisa('extras_paisa').notNull(),
    /** The decision itself where the line pays what a correction added; otherwise absent. */
    differenceId: uuid('difference_id'),
  },
  (t) => [
    primaryKey({ name: 'remittance_line_pk', columns: [t.lane, t.decisionId] }),
    uniqueIndex('remittance_line_claim_unique')
      .on(t.lane, t.claimId)
      .where(sql`difference_id is null`),
    index('remittance_line_claim_index').on(t.lane, t.claimId),
    check('remittance_line_extras_check', sql`${t.extrasPaisa} between 0 and ${t.insurerPaisa}`),
    check('remittance_line_difference_check', sql`${t.differenceId} = ${t.decisionId}`),
    index('remittance_line_remittance_index').on(t.remittanceId),
    foreignKey({
      name: 'remittance_line_remittance_fk',
      columns: [t.remittanceId],
      foreignColumns: [remittance.id],
    }),
    foreignKey({
      name: 'remittance_line_difference_fk',
      columns: [t.lane, t.differenceId],
      foreignColumns: [paymentDifference.lane, paymentDifference.decisionId],
    }),
  ],
);

/** A part of what a hospital owes for a correction, taken back in one remittance. Append-only. */
export const remittanceRecovery = pgTable(
  'remittance_recovery',
  {
    lane: lane(),
    decisionId: uuid('decision_id').notNull(),
    remittanceId: uuid('remittance_id').notNull(),
    claimId: uuid('claim_id').notNull(),
    recoveredPaisa: paisa('recovered_paisa').notNull(),
    /** Its event in the feed, after which the next one's sorts. */
    eventId: uuid('event_id').notNull(),
  },
  (t) => [
    primaryKey({
      name: 'remittance_recovery_pk',
      columns: [t.lane, t.decisionId, t.remittanceId],
    }),
    index('remittance_recovery_remittance_index').on(t.remittanceId),
    foreignKey({
      name: 'remittance_recovery_difference_fk',
      columns: [t.lane, t.decisionId],
      foreignColumns: [paymentDifference.lane, paymentDifference.decisionId],
    }),
    foreignKey({
      name: 'remittance_recovery_remittance_fk',
      columns: [t.remittanceId],
      foreignColumns: [remittance.id],
    }),
    check('remittance_recovery_amount_check', sql`${t.recoveredPaisa} > 0`),
  ],
);

/** What became of a payment. Append-only. */
export const paymentEvent = pgTable(
  'payment_event',
  {
    id: id(),
    remittanceId: uuid('remittance_id').notNull(),
    kind: text('kind').notNull(),
    amountPaisa: paisa('amount_paisa').notNull(),
    reference: text('reference').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'payment_event_pk', columns: [t.id] }),
    unique('payment_event_reference_unique').on(t.remittanceId, t.kind, t.reference),
    foreignKey({
      name: 'payment_event_remittance_fk',
      columns: [t.remittanceId],
      foreignColumns: [remittance.id],
    }),
    check('payment_event_kind_check', sql`${t.kind} in ('sent', 'confirmed', 'returned')`),
  ],
);
