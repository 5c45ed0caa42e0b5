import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, instant, lane, paisa } from './columns.js';

/** What happened, written in the transaction that caused it. Append-only. */
export const feedEvent = pgTable(
  'feed_event',
  {
    lane: lane(),
    id: id(),
    kind: text('kind').notNull(),
    claimId: uuid('claim_id').notNull(),
    hospitalId: uuid('hospital_id').notNull(),
    schemeCode: text('scheme_code'),
    payload: jsonb('payload').notNull(),
    occurredAt: instant('occurred_at').notNull(),
  },
  (t) => [primaryKey({ name: 'feed_event_pk', columns: [t.lane, t.id] })],
);

/** Events that have no position yet. */
export const feedPending = pgTable(
  'feed_pending',
  { lane: lane(), eventId: uuid('event_id').notNull() },
  (t) => [primaryKey({ name: 'feed_pending_pk', columns: [t.lane, t.eventId] })],
);

/** Consecutive positions, given by one sequencer. Append-only. */
export const feedPosition = pgTable(
  'feed_position',
  {
    position: bigint('position', { mode: 'bigint' }).notNull(),
    lane: lane(),
    eventId: uuid('event_id').notNull(),
  },
  (t) => [
    primaryKey({ name: 'feed_position_pk', columns: [t.position] }),
    index('feed_position_event_index').on(t.lane, t.eventId),
  ],
);

/** One row: the sequencer's lock, the last position given, and this database's epoch. */
export const feedState = pgTable(
  'feed_state',
  {
    only: boolean('only').notNull().default(true),
    lastPosition: bigint('last_position', { mode: 'bigint' }).notNull(),
    epoch: uuid('epoch').notNull(),
    /** Which database wrote the epoch: a restored copy is another one and takes a new epoch. */
    databaseMark: text('database_mark').notNull(),
  },
  (t) => [
    primaryKey({ name: 'feed_state_pk', columns: [t.only] }),
    check('feed_state_only_check', sql`${t.only}`),
  ],
);

/** Epochs that came before, and the last position that the present one shares with each. */
export const feedEpoch = pgTable(
  'feed_epoch',
  {
    epoch: uuid('epoch').notNull(),
    sharedUpTo: bigint('shared_up_to', { mode: 'bigint' }).notNull(),
    endedAt: instant('ended_at').notNull(),
  },
  (t) => [primaryKey({ name: 'feed_epoch_pk', columns: [t.epoch] })],
);

/** How far each projector has read. */
export const projectorState = pgTable(
  'projector_state',
  {
    name: text('name').notNull(),
    epoch: uuid('epoch').notNull(),
    position: bigint('position', { mode: 'bigint' }).notNull(),
  },
  (t) => [primaryKey({ name: 'projector_state_pk', columns: [t.name] })],
);

/**
 * Utilisation by day of admission, scheme, family's district, hospital and package: a projection of
 * the feed. Counts are of the newest decision of each live claim; stays and day-care kept apart.
 */
export const utilisation = pgTable(
  'utilisation',
  {
    admittedOn: date('admitted_on').notNull(),
    schemeCode: text('scheme_code').notNull(),
    districtPcode: text('district_pcode').notNull(),
    hospitalId: uuid('hospital_id').notNull(),
    packageCode: text('package_code').notNull(),
    setting: text('setting').notNull(),
    claims: integer('claims').notNull(),
    paidLines: integer('paid_lines').notNull(),
    pendedLines: integer('pended_lines').notNull(),
    deniedLines: integer('denied_lines').notNull(),
    stayDays: integer('stay_days').notNull(),
    deaths: integer('deaths').notNull(),
    askedPaisa: paisa('asked_paisa').notNull(),
    insurerPaisa: paisa('insurer_paisa').notNull(),
    /** The part of the insurer's share that is only held: its claims are pended. */
    pendedInsurerPaisa: paisa('pended_insurer_paisa').notNull(),
    patientSharePaisa: paisa('patient_share_paisa').notNull(),
    hospitalBornePaisa: paisa('hospital_borne_paisa').notNull(),
    /** Paid to families beside the treatment, and in no other amount here. */
    extrasPaisa: paisa('extras_paisa').notNull(),
    /** The part of it that is only held. */
    pendedExtrasPaisa: paisa('pended_extras_paisa').notNull(),
  },
  (t) => [
    primaryKey({
      name: 'utilisation_pk',
      columns: [
        t.admittedOn,
        t.schemeCode,
        t.districtPcode,
        t.hospitalId,
        t.packageCode,
        t.setting,
      ],
    }),
    check('utilisation_setting_check', sql`${t.setting} in ('stay', 'day_care')`),
  ],
);

/** What each live claim last contributed, so that a later decision replaces it exactly once. */
export const utilisationClaim = pgTable(
  'utilisation_claim',
  {
    lane: lane(),
    claimId: uuid('claim_id').notNull(),
    contribution: jsonb('contribution').notNull(),
  },
  (t) => [primaryKey({ name: 'utilisation_claim_pk', columns: [t.lane, t.claimId] })],
);
