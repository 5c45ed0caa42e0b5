import { randomUUID } from 'node:crypto';
import type { IsoDate } from '../domain/calendar.js';
import type { Cnic, Lane } from '../domain/ids.js';
import { list, type Transaction } from '../db/index.js';
import type { CnicKeys } from '../platform/cnic-keys.js';
import { laneOfHash } from '../platform/lane.js';
import { seal } from './identity.js';

export interface KnownPerson {
  readonly personId: string;
  /** The family that the registry learned last. */
  readonly familyId: string;
  readonly lane: Lane;
  /** Of people who went from one family to another: every family, from its day on; the first has none. */
  readonly families?: readonly FamilySince[] | undefined;
}

interface FamilySince {
  readonly from?: IsoDate | undefined;
  readonly familyId: string;
  readonly lane: Lane;
}

/** A person with the family of a day: a stay belongs to the family in which it began. */
export function personOn(person: KnownPerson, day: IsoDate): KnownPerson {
  const { families = [], ...rest } = person;
  const then = families.findLast(({ from }) => from === undefined || from <= day);
  if (then === undefined) return rest;
  return { personId: person.personId, familyId: then.familyId, lane: then.lane };
}

/** People by the hash of their number; keys are the hashes in hex. Unknown ones are absent. */
export async function findPeopleByHash(
  tx: Transaction,
  hashes: readonly Buffer[],
): Promise<ReadonlyMap<string, KnownPerson>> {
  if (hashes.length === 0) return new Map();
  const rows = await tx<
    {
      number_hash: Buffer;
      person_id: string;
      family_id: string;
      lane: Lane;
      moves: { from: IsoDate; familyId: string; lane: Lane }[] | null;
    }[]
  >`select d.number_hash, d.person_id, d.family_id, d.lane,
      (select jsonb_agg(jsonb_build_object('from', m.from_on, 'familyId', m.family_id,
          'lane', m.lane) order by m.from_on)
        from family_move m where m.person_id = d.person_id) as moves
    from unnest(${list(hashes)}::text::bytea[]) as k(number_hash)
    join person_directory d on d.number_hash = k.number_hash`;
  return new Map(
    rows.map((row) => [
      row.number_hash.toString('hex'),
      knownPerson(row.person_id, { familyId: row.family_id, lane: row.lane }, row.moves ?? []),
    ]),
  );
}

function knownPerson(
  personId: string,
  first: FamilySince,
  moves: readonly FamilySince[],
): KnownPerson {
  const last = moves.at(-1);
  if (last === undefined) return { personId, ...first };
  return { personId, familyId: last.familyId, lane: last.lane, families: [first, ...moves] };
}

export interface UnmatchedNumber {
  readonly id: string;
  readonly lane: Lane;
}

/**
 * Keeps numbers that nobody is known for, encrypted, one row a number. Keys are hashes in hex. Written
 * in the order of the hashes, so that two requests with the same numbers do not wait in a circle.
 */
export async function keepUnmatched(
  tx: Transaction,
  keys: CnicKeys,
  numbers: readonly { readonly hash: Buffer; readonly cnic: Cnic }[],
  now: Date,
): Promise<ReadonlyMap<string, UnmatchedNumber>> {
  if (numbers.length === 0) return new Map();
  const rows = numbers.map(({ hash, cnic }) => {
    const id = randomUUID();
    return { id, hash, lane: laneOfHash(hash), ...seal(keys, cnic, id) };
  });
  await tx`
    insert into unmatched_number (id, number_hash, lane, cipher, key_id, first_seen_at)
    select id, number_hash, lane, cipher, key_id, ${now}
    from unnest(${list(rows.map((r) => r.id))}::text::uuid[], ${list(rows.map((r) => r.hash))}::text::bytea[],
      ${list(rows.map((r) => r.lane))}::text::smallint[], ${list(rows.map((r) => r.cipher))}::text::bytea[],
      ${list(rows.map((r) => r.keyId))}::text::text[]) as n(id, number_hash, lane, cipher, key_id)
    order by number_hash
    on conflict (number_hash) do nothing`;
  const kept = await tx<{ id: string; number_hash: Buffer; lane: number }[]>`
    select u.id, u.number_hash, u.lane
    from unnest(${list(rows.map((r) => r.hash))}::text::bytea[]) as k(number_hash)
    join unmatched_number u on u.number_hash = k.number_hash`;
  return new Map(
    kept.map((row) => [row.number_hash.toString('hex'), { id: row.id, lane: row.lane as Lane }]),
  );
}

/** The hash of a number that was kept because nobody was known for it. */
export async function findUnmatchedHash(tx: Transaction, id: string): Promise<Buffer | undefined> {
  const [row] = await tx<{ number_hash: Buffer }[]>`
    select number_hash from unmatched_number where id = ${id}`;
  return row?.number_hash;
}
