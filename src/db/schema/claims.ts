import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { boolean } from 'drizzle-orm/pg-core';
import { bytes, id, instant, lane, paisa } from './columns.js';
import { hospital } from './reference.js';

/** A claim: what a hospital asked for one stay. Its content never changes; its status is derived. */
export const claim = pgTable(
  'claim',
  {
    lane: lane(),
    id: id(),
    hospitalId: uuid('hospital_id').notNull(),
    hospitalClaimNo: text('hospital_claim_no').notNull(),
    /** Absent while the registry does not know the person. */
    familyId: uuid('family_id'),
    personId: uuid('person_id'),
    unmatchedId: uuid('unmatched_id'),
    schemeCode: text('scheme_code'),
    status: text('status').notNull(),
    pendOwner: text('pend_owner'),
    admittedOn: date('admitted_on').notNull(),
    dischargedOn: date('discharged_on').notNull(),
    askedPaisa: paisa('asked_paisa').notNull(),
    /** Same person, hospital, dates, diagnoses, procedures and amounts. */
    duplicateKey: bytes('duplicate_key').notNull(),
    content: jsonb('content').notNull(),
    revisionOf: uuid('revision_of'),
    revisionNo: smallint('revision_no').notNull(),
    receivedAt: instant('received_at').notNull(),
    decisionId: uuid('decision_id'),
    decidedAt: instant('decided_at'),
    /** Why a claim is set aside, for the administrator. */
    fault: text('fault'),
    /** What a claim that waits for an adjudicator may cost wrongly: the order of review. */
    atRiskPaisa: paisa('at_risk_paisa'),
  },
  (t) => [
    primaryKey({ name: 'claim_pk', columns: [t.lane, t.id] }),
    foreignKey({
      name: 'claim_hospital_fk',
      columns: [t.hospitalId],
      foreignColumns: [hospital.id],
    }),
    uniqueIndex('claim_revision_unique')
      .on(t.lane, t.revisionOf)
      .where(sql`revision_of is not null`),
    index('claim_waiting_index')
      .on(t.lane, t.receivedAt, t.id)
      .where(sql`status = 'received'`),
    index('claim_person_index').on(t.lane, t.personId, t.admittedOn),
    index('claim_hospital_index').on(t.hospitalId, t.receivedAt, t.id),
    index('claim_status_index')
      .on(t.status, t.receivedAt, t.id)
      .where(sql`status in ('pended', 'set_aside', 'approved', 'partial')`),
    index('claim_review_index')
      .on(t.schemeCode, sql`coalesce(at_risk_paisa, 0) desc`, t.receivedAt, t.id)
      .where(sql`status = 'pended' and pend_owner = 'adjudicator'`),
    index('claim_unmatched_index')
      .on(t.lane, t.receivedAt, t.id)
      .where(sql`status = 'pended' and pend_owner = 'registry'`),
    check('claim_lane_check', sql`${t.lane} between 0 and 255`),
    check(
      'claim_status_check',
      sql`${t.status} in ('received', 'approved', 'partial', 'denied', 'pended', 'set_aside', 'in_settlement', 'paid', 'withdrawn', 'void', 'superseded')`,
    ),
    check(
      'claim_owner_check',
      sql`(${t.status} = 'pended') = (${t.pendOwner} is not null) and ${t.pendOwner} in ('registry', 'hospital', 'adjudicator', 'approver')`,
    ),
    check('claim_person_check', sql`(${t.personId} is null) <> (${t.unmatchedId} is null)`),
    check('claim_dates_check', sql`${t.askedPaisa} >= 0`),
  ],
);

/** One outcome of one claim; a later one never touches an earlier. Append-only. */
export const decision = pgTable(
  'decision',
  {
    lane: lane(),
    id: id(),
    claimId: uuid('claim_id').notNull(),
    /** 1 for the first decision of a claim, then 2, 3 … */
    ordinal: smallint('ordinal').notNull(),
    /** Place in the lane's order of decisions, which a replay follows. */
    decidedNo: bigint('decided_no', { mode: 'bigint' }).notNull(),
    hospitalId: uuid('hospital_id').notNull(),
    schemeCode: text('scheme_code'),
    outcome: text('outcome').notNull(),
    pendOwner: text('pend_owner'),
    askedPaisa: paisa('asked_paisa').notNull(),
    insurerPaisa: paisa('insurer_paisa').notNull(),
    patientSharePaisa: paisa('patient_share_paisa').notNull(),
    hospitalBornePaisa: paisa('hospital_borne_paisa').notNull(),
    /** Of the insurer's share, what is the family's and not for treatment. */
    extrasPaisa: paisa('extras_paisa').notNull(),
    /** What was taken from cover, layer by layer. */
    draws: jsonb('draws').notNull(),
    rulebookFingerprint: text('rulebook_fingerprint').notNull(),
    termsFingerprint: text('terms_fingerprint'),
    passed: text('passed').array().notNull(),
    facts: jsonb('facts').notNull(),
    decidedBy: text('decided_by').notNull(),
    decidedAt: instant('decided_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'decision_pk', columns: [t.lane, t.id] }),
    unique('decision_ordinal_unique').on(t.lane, t.claimId, t.ordinal),
    unique('decision_number_unique').on(t.lane, t.decidedNo),
    foreignKey({
      name: 'decision_claim_fk',
      columns: [t.lane, t.claimId],
      foreignColumns: [claim.lane, claim.id],
    }),
    check(
      'decision_outcome_check',
      sql`${t.outcome} in ('approved', 'partial', 'denied', 'pended')`,
    ),
    check(
      'decision_sum_check',
      sql`${t.askedPaisa} = ${t.insurerPaisa} + ${t.patientSharePaisa} + ${t.hospitalBornePaisa} and ${t.insurerPaisa} >= 0 and ${t.patientSharePaisa} >= 0 and ${t.hospitalBornePaisa} >= 0`,
    ),
    check('decision_extras_check', sql`${t.extrasPaisa} between 0 and ${t.insurerPaisa}`),
    check('decision_denied_check', sql`${t.outcome} <> 'denied' or ${t.insurerPaisa} = 0`),
  ],
);

/** The money of one line in one decision. Append-only. */
export const decisionLine = pgTable(
  'decision_line',
  {
    lane: lane(),
    decisionId: uuid('decision_id').notNull(),
    lineNo: smallint('line_no').notNull(),
    /** Absent on the line of an extra. */
    packageCode: text('package_code'),
    tier: text('tier'),
    /** The kind of extra that the hospital advanced to the family; absent on a line of treatment. */
    extra: text('extra'),
    quantity: integer('quantity').notNull(),
    askedPaisa: paisa('asked_paisa').notNull(),
    allowedPaisa: paisa('allowed_paisa').notNull(),
    pricedPaisa: paisa('priced_paisa').notNull(),
    insurerPaisa: paisa('insurer_paisa').notNull(),
    patientSharePaisa: paisa('patient_share_paisa').notNull(),
    hospitalBornePaisa: paisa('hospital_borne_paisa').notNull(),
  },
  (t) => [
    primaryKey({ name: 'decision_line_pk', columns: [t.lane, t.decisionId, t.lineNo] }),
    foreignKey({
      name: 'decision_line_decision_fk',
      columns: [t.lane, t.decisionId],
      foreignColumns: [decision.lane, decision.id],
    }),
    check('decision_line_kind_check', sql`num_nonnulls(${t.packageCode}, ${t.extra}) = 1`),
    check(
      'decision_line_extra_check',
      sql`${t.extra} is null or (${t.tier} is null and ${t.patientSharePaisa} = 0)`,
    ),
    check(
      'decision_line_sum_check',
      sql`${t.askedPaisa} = ${t.insurerPaisa} + ${t.patientSharePaisa} + ${t.hospitalBornePaisa}`,
    ),
  ],
);

/** What one rule said, with the money it alone carries. Append-only. */
export const finding = pgTable(
  'finding',
  {
    lane: lane(),
    decisionId: uuid('decision_id').notNull(),
    findingNo: smallint('finding_no').notNull(),
    rule: text('rule').notNull(),
    reason: text('reason').notNull(),
    kind: text('kind').notNull(),
    phase: text('phase').notNull(),
    lineNo: smallint('line_no'),
    owner: text('owner'),
    params: jsonb('params').notNull(),
    amountPaisa: paisa('amount_paisa').notNull(),
    bearer: text('bearer'),
    cuts: jsonb('cuts').notNull(),
  },
  (t) => [
    primaryKey({ name: 'finding_pk', columns: [t.lane, t.decisionId, t.findingNo] }),
    foreignKey({
      name: 'finding_decision_fk',
      columns: [t.lane, t.decisionId],
      foreignColumns: [decision.lane, decision.id],
    }),
    check('finding_kind_check', sql`${t.kind} in ('deny', 'pend', 'reduce')`),
    check('finding_phase_check', sql`${t.phase} in ('gate', 'price', 'limit', 'risk')`),
  ],
);

/** What the risk signals said of a decision, where they said anything, or why it is in the audit sample. Append-only. */
export const decisionRisk = pgTable(
  'decision_risk',
  {
    lane: lane(),
    decisionId: uuid('decision_id').notNull(),
    schemeCode: text('scheme_code'),
    /** Out of a hundred. */
    score: smallint('score').notNull(),
    routed: boolean('routed').notNull(),
    atRiskPaisa: paisa('at_risk_paisa').notNull(),
    /** Each signal that spoke: weight, sentence, numbers, other claims. */
    signals: jsonb('signals').notNull(),
    /** Rate and its reason, where chance by a keyed hash chose the claim. */
    sample: jsonb('sample'),
  },
  (t) => [
    primaryKey({ name: 'decision_risk_pk', columns: [t.lane, t.decisionId] }),
    foreignKey({
      name: 'decision_risk_decision_fk',
      columns: [t.lane, t.decisionId],
      foreignColumns: [decision.lane, decision.id],
    }),
    check('decision_risk_score_check', sql`${t.score} between 0 and 100`),
  ],
);

/** A question about a claim that is already settled or paid: a person must look. */
export const reviewCase = pgTable(
  'review_case',
  {
    lane: lane(),
    id: id(),
    claimId: uuid('claim_id').notNull(),
    kind: text('kind').notNull(),
    /** The other claim it is about. */
    aboutClaimId: uuid('about_claim_id').notNull(),
    openedAt: instant('opened_at').notNull(),
    closedAt: instant('closed_at'),
  },
  (t) => [
    primaryKey({ name: 'review_case_pk', columns: [t.lane, t.id] }),
    unique('review_case_once_unique').on(t.lane, t.claimId, t.kind, t.aboutClaimId),
    foreignKey({
      name: 'review_case_claim_fk',
      columns: [t.lane, t.claimId],
      foreignColumns: [claim.lane, claim.id],
    }),
  ],
);

/** One row a lane: the lock of its drain and the counter of its decisions. */
export const laneState = pgTable(
  'lane_state',
  { lane: lane(), decidedNo: bigint('decided_no', { mode: 'bigint' }).notNull() },
  (t) => [primaryKey({ name: 'lane_state_pk', columns: [t.lane] })],
);

/** One row: into how many contiguous ranges of lanes the drain's work is cut. */
export const shardLayout = pgTable(
  'shard_layout',
  { only: boolean('only').notNull().default(true), shards: smallint('shards').notNull() },
  (t) => [
    primaryKey({ name: 'shard_layout_pk', columns: [t.only] }),
    check('shard_layout_only_check', sql`${t.only}`),
    check('shard_layout_shards_check', sql`${t.shards} between 1 and 256`),
  ],
);

/** A hospital's key for a request, kept as long as the claim. */
export const idempotencyKey = pgTable(
  'idempotency_key',
  {
    hospitalId: uuid('hospital_id').notNull(),
    key: text('key').notNull(),
    bodyHash: bytes('body_hash').notNull(),
    lane: smallint('lane').notNull(),
    claimId: uuid('claim_id').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ name: 'idempotency_key_pk', columns: [t.hospitalId, t.key] })],
);
