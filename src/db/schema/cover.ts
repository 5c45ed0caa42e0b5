import { sql } from 'drizzle-orm';
import {
  check,
  date,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, instant, lane, paisa } from './columns.js';
import { family } from './people.js';

/** One row a family: whoever moves its cover locks it first. */
export const coverAccount = pgTable(
  'cover_account',
  { lane: lane(), familyId: uuid('family_id').notNull() },
  (t) => [
    primaryKey({ name: 'cover_account_pk', columns: [t.lane, t.familyId] }),
    foreignKey({
      name: 'cover_account_family_fk',
      columns: [t.lane, t.familyId],
      foreignColumns: [family.lane, family.id],
    }),
  ],
);

/** Running sums of cover_entry by pot; rebuildable, and checked against the entries. */
export const coverBalance = pgTable(
  'cover_balance',
  {
    lane: lane(),
    familyId: uuid('family_id').notNull(),
    policyYearOn: date('policy_year_on').notNull(),
    layer: text('layer').notNull(),
    scope: text('scope').notNull(),
    /** The family itself, or the member whose pot it is. */
    holderId: uuid('holder_id').notNull(),
    amountPaisa: paisa('amount_paisa').notNull(),
    reservedPaisa: paisa('reserved_paisa').notNull(),
    consumedPaisa: paisa('consumed_paisa').notNull(),
    /** First day of the terms that give the pot its amount. */
    termsFromOn: date('terms_from_on').notNull(),
  },
  (t) => [
    primaryKey({
      name: 'cover_balance_pk',
      columns: [t.lane, t.familyId, t.policyYearOn, t.layer, t.scope, t.holderId],
    }),
    foreignKey({
      name: 'cover_balance_account_fk',
      columns: [t.lane, t.familyId],
      foreignColumns: [coverAccount.lane, coverAccount.familyId],
    }),
    check('cover_balance_scope_check', sql`${t.scope} in ('family', 'member')`),
    check(
      'cover_balance_within_check',
      sql`${t.reservedPaisa} >= 0 and ${t.consumedPaisa} >= 0 and ${t.reservedPaisa} + ${t.consumedPaisa} <= ${t.amountPaisa}`,
    ),
  ],
);

/** Double entry, append-only: every movement of cover with what caused it. */
export const coverEntry = pgTable(
  'cover_entry',
  {
    lane: lane(),
    id: id(),
    familyId: uuid('family_id').notNull(),
    /** Absent where an adjustment gives the family's own pot another amount. */
    personId: uuid('person_id'),
    schemeCode: text('scheme_code').notNull(),
    policyYearOn: date('policy_year_on').notNull(),
    tier: text('tier').notNull(),
    layer: text('layer').notNull(),
    fromAccount: text('from_account').notNull(),
    toAccount: text('to_account').notNull(),
    amountPaisa: paisa('amount_paisa').notNull(),
    cause: text('cause').notNull(),
    /** With `cause_no`: the key that makes a repeated posting impossible. */
    causeId: uuid('cause_id').notNull(),
    causeNo: smallint('cause_no').notNull(),
    /** Whose cover it is now: a claim's … */
    claimId: uuid('claim_id'),
    /** … or that of an admission or pre-authorisation, whose claim has not been decided. */
    holdId: uuid('hold_id'),
    /** The earlier entry of the same claim that a correction posts a difference to. */
    correctsId: uuid('corrects_id'),
    /** The decision on whose draws an adjustment to corrected terms bears. */
    decisionId: uuid('decision_id'),
    postedAt: instant('posted_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'cover_entry_pk', columns: [t.lane, t.id] }),
    unique('cover_entry_cause_unique').on(t.lane, t.causeId, t.causeNo),
    foreignKey({
      name: 'cover_entry_account_fk',
      columns: [t.lane, t.familyId],
      foreignColumns: [coverAccount.lane, coverAccount.familyId],
    }),
    foreignKey({
      name: 'cover_entry_corrects_fk',
      columns: [t.lane, t.correctsId],
      foreignColumns: [t.lane, t.id],
    }),
    index('cover_entry_family_index').on(t.lane, t.familyId, t.policyYearOn),
    index('cover_entry_claim_index').on(t.lane, t.claimId),
    index('cover_entry_hold_index')
      .on(t.lane, t.holdId)
      .where(sql`hold_id is not null`),
    check(
      'cover_entry_owner_check',
      sql`num_nonnulls(${t.claimId}, ${t.holdId}) = 1 or (${t.cause} = 'adjust' and num_nonnulls(${t.claimId}, ${t.holdId}) = 0 and 'scheme' in (${t.fromAccount}, ${t.toAccount}))`,
    ),
    check(
      'cover_entry_person_check',
      sql`${t.personId} is not null or num_nonnulls(${t.claimId}, ${t.holdId}) = 0`,
    ),
    check('cover_entry_amount_check', sql`${t.amountPaisa} > 0`),
    check(
      'cover_entry_accounts_check',
      sql`${t.fromAccount} <> ${t.toAccount} and ${t.fromAccount} in ('available', 'reserved', 'consumed', 'scheme', 'excess', 'extras') and ${t.toAccount} in ('available', 'reserved', 'consumed', 'scheme', 'excess', 'extras')`,
    ),
    check(
      'cover_entry_extras_check',
      sql`(${t.tier} = 'extras') = ('extras' in (${t.fromAccount}, ${t.toAccount})) and (${t.tier} <> 'extras' or 'scheme' in (${t.fromAccount}, ${t.toAccount}))`,
    ),
  ],
);
