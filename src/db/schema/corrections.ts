import {
  boolean,
  date,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { claim, decision } from './claims.js';
import { instant, lane } from './columns.js';

/** A decided claim as an adjudicator corrected it, and the decision that followed. Append-only. */
export const claimCorrection = pgTable(
  'claim_correction',
  {
    lane: lane(),
    /** The decision that the correction made. */
    decisionId: uuid('decision_id').notNull(),
    claimId: uuid('claim_id').notNull(),
    /** The decision whose place it takes. */
    correctsId: uuid('corrects_id').notNull(),
    /** What was said to be otherwise than the hospital sent it; the whole of it, each time. */
    changes: jsonb('changes').notNull(),
    /** The claim's content with it, the sealed contact number left out. */
    content: jsonb('content').notNull(),
    dischargedOn: date('discharged_on').notNull(),
    emergencyConfirmed: boolean('emergency_confirmed'),
    reason: text('reason').notNull(),
    /** What the correction rests on. */
    source: text('source').notNull(),
    correctedBy: text('corrected_by').notNull(),
    correctedAt: instant('corrected_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'claim_correction_pk', columns: [t.lane, t.decisionId] }),
    unique('claim_correction_once_unique').on(t.lane, t.correctsId),
    index('claim_correction_claim_index').on(t.lane, t.claimId, t.decisionId),
    foreignKey({
      name: 'claim_correction_decision_fk',
      columns: [t.lane, t.decisionId],
      foreignColumns: [decision.lane, decision.id],
    }),
    foreignKey({
      name: 'claim_correction_corrects_fk',
      columns: [t.lane, t.correctsId],
      foreignColumns: [decision.lane, decision.id],
    }),
    foreignKey({
      name: 'claim_correction_claim_fk',
      columns: [t.lane, t.claimId],
      foreignColumns: [claim.lane, claim.id],
    }),
  ],
);
