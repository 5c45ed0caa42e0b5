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
  uuid,
} from 'drizzle-orm/pg-core';
import { bytes, id, instant, lane, paisa } from './columns.js';
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
  ],
);

/** One claim's decision in one remittance: the unique key is why nothing is paid twice. Append-only. */
export const remittanceLine = pgTable(
  'remittance_line',
  {
    lane: lane(),
    decisionId: uuid('decision_id').notNull(),
    claimId: uuid('claim_id').notNull(),
    remittanceId: uuid('remittance_id').notNull(),
    insurerPaisa: paisa('insurer_paisa').notNull(),
  },
  (t) => [
    primaryKey({ name: 'remittance_line_pk', columns: [t.lane, t.decisionId] }),
    unique('remittance_line_claim_unique').on(t.lane, t.claimId),
    index('remittance_line_remittance_index').on(t.remittanceId),
    foreignKey({
      name: 'remittance_line_remittance_fk',
      columns: [t.remittanceId],
      foreignColumns: [remittance.id],
    }),
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
