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
  uuid,
} from 'drizzle-orm/pg-core';
import { bytes, id, instant, lane } from './columns.js';

/** Families and people, by lane; and the directory that finds them by the hash of a CNIC. */

export const family = pgTable(
  'family',
  {
    lane: lane(),
    id: id(),
    schemeCode: text('scheme_code').notNull(),
    districtPcode: text('district_pcode').notNull(),
    enrolledOn: date('enrolled_on').notNull(),
    /** Poor by the scheme's means test from this day, to the last one if it is no longer. */
    deservingFrom: date('deserving_from'),
    deservingTo: date('deserving_to'),
  },
  (t) => [
    primaryKey({ name: 'family_pk', columns: [t.lane, t.id] }),
    check('family_deserving_check', sql`${t.deservingTo} >= ${t.deservingFrom}`),
    check('family_lane_check', sql`${t.lane} between 0 and 255`),
  ],
);

export const person = pgTable(
  'person',
  {
    lane: lane(),
    id: id(),
    name: text('name').notNull(),
    sex: text('sex'),
    bornOn: date('born_on'),
    diedOn: date('died_on'),
    /** NADRA blocked the number from this day, to the last one if it was lifted. */
    blockedFrom: date('blocked_from'),
    blockedTo: date('blocked_to'),
    /** District of the permanent address on the card. */
    permanentPcode: text('permanent_pcode'),
  },
  (t) => [
    primaryKey({ name: 'person_pk', columns: [t.lane, t.id] }),
    check('person_sex_check', sql`${t.sex} in ('male', 'female', 'other')`),
    check('person_blocked_check', sql`${t.blockedTo} >= ${t.blockedFrom}`),
    index('person_blocked_index')
      .on(t.lane, t.id)
      .where(sql`blocked_from is not null`),
  ],
);

export const member = pgTable(
  'member',
  {
    lane: lane(),
    familyId: uuid('family_id').notNull(),
    personId: uuid('person_id').notNull(),
    fromOn: date('from_on').notNull(),
    toOn: date('to_on'),
    relation: text('relation').notNull(),
    /** The day on which NADRA or the insurer wrote the membership down, where it is known. */
    registeredOn: date('registered_on'),
  },
  (t) => [
    primaryKey({ name: 'member_pk', columns: [t.lane, t.familyId, t.personId, t.fromOn] }),
    foreignKey({
      name: 'member_family_fk',
      columns: [t.lane, t.familyId],
      foreignColumns: [family.lane, family.id],
    }),
    foreignKey({
      name: 'member_person_fk',
      columns: [t.lane, t.personId],
      foreignColumns: [person.lane, person.id],
    }),
    index('member_person_index').on(t.lane, t.personId),
  ],
);

/** CNIC hash → where the person's rows live. The number itself is encrypted and read by few. */
export const personDirectory = pgTable(
  'person_directory',
  {
    numberHash: bytes('number_hash').notNull(),
    personId: uuid('person_id').notNull(),
    familyId: uuid('family_id').notNull(),
    lane: smallint('lane').notNull(),
    cipher: bytes('cipher').notNull(),
    keyId: text('key_id').notNull(),
  },
  (t) => [
    primaryKey({ name: 'person_directory_pk', columns: [t.numberHash] }),
    index('person_directory_person_index').on(t.personId),
  ],
);

/**
 * Who went from one family to another, from which day: beside the directory, which keeps the first family.
 * A person's id stays; each family's lane has rows of its own for the person. Append-only.
 */
export const familyMove = pgTable(
  'family_move',
  {
    personId: uuid('person_id').notNull(),
    fromOn: date('from_on').notNull(),
    fromLane: smallint('from_lane').notNull(),
    fromFamilyId: uuid('from_family_id').notNull(),
    lane: smallint('lane').notNull(),
    familyId: uuid('family_id').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'family_move_pk', columns: [t.personId, t.fromOn] }),
    index('family_move_from_index').on(t.fromFamilyId),
    index('family_move_to_index').on(t.familyId),
    check('family_move_families_check', sql`${t.fromFamilyId} <> ${t.familyId}`),
  ],
);

/** Numbers that claims named and the registry does not know (yet). */
export const unmatchedNumber = pgTable(
  'unmatched_number',
  {
    id: id(),
    numberHash: bytes('number_hash').notNull(),
    lane: smallint('lane').notNull(),
    cipher: bytes('cipher').notNull(),
    keyId: text('key_id').notNull(),
    firstSeenAt: instant('first_seen_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'unmatched_number_pk', columns: [t.numberHash] }),
    index('unmatched_number_id_index').on(t.id),
  ],
);
