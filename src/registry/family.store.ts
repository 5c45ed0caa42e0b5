import type { IsoDate, Period } from '../domain/calendar.js';
import type { Sex } from '../domain/claim/claim.js';
import type { Lane, PersonId } from '../domain/ids.js';
import type { PersonFacts } from '../domain/rules/facts.js';
import { list, type Transaction } from '../db/index.js';

export interface FamilyRecord {
  readonly schemeCode: string;
  readonly districtPcode: string;
}

interface FamilyKey {
  readonly lane: Lane;
  readonly familyId: string;
}

interface PersonKey extends FamilyKey {
  readonly personId: string;
}

/** Families by id. */
export async function readFamilies(
  tx: Transaction,
  keys: readonly FamilyKey[],
): Promise<ReadonlyMap<string, FamilyRecord>> {
  if (keys.length === 0) return new Map();
  const rows = await tx<{ id: string; scheme_code: string; district_pcode: string }[]>`
    select f.id, f.scheme_code, f.district_pcode
    from unnest(${list(keys.map((k) => k.lane))}::text::smallint[],
      ${list(keys.map((k) => k.familyId))}::text::uuid[]) as k(lane, id)
    join family f on f.lane = k.lane and f.id = k.id`;
  return new Map(
    rows.map((row) => [row.id, { schemeCode: row.scheme_code, districtPcode: row.district_pcode }]),
  );
}

interface PersonRow {
  readonly id: string;
  readonly family_id: string;
  readonly sex: Sex | null;
  readonly born_on: IsoDate | null;
  readonly died_on: IsoDate | null;
  readonly from_on: IsoDate | null;
  readonly to_on: IsoDate | null;
}

/** People with their membership of one family, keyed `family/person`. */
export async function readPeople(
  tx: Transaction,
  keys: readonly PersonKey[],
): Promise<ReadonlyMap<string, PersonFacts>> {
  if (keys.length === 0) return new Map();
  const rows = await tx<PersonRow[]>`
    select p.id, k.family_id, p.sex, p.born_on, p.died_on, m.from_on, m.to_on
    from unnest(${list(keys.map((k) => k.lane))}::text::smallint[],
      ${list(keys.map((k) => k.familyId))}::text::uuid[], ${list(keys.map((k) => k.personId))}::text::uuid[])
      as k(lane, family_id, id)
    join person p on p.lane = k.lane and p.id = k.id
    left join member m on m.lane = k.lane and m.family_id = k.family_id and m.person_id = k.id`;
  const people = new Map<string, PersonFacts & { memberships: Period[] }>();
  for (const row of rows) {
    const key = `${row.family_id}/${row.id}`;
    const known = people.get(key) ?? {
      id: row.id as PersonId,
      ...(row.sex === null ? {} : { sex: row.sex }),
      ...(row.born_on === null ? {} : { bornOn: row.born_on }),
      ...(row.died_on === null ? {} : { diedOn: row.died_on }),
      memberships: [],
    };
    if (row.from_on !== null) {
      known.memberships.push({
        from: row.from_on,
        ...(row.to_on === null ? {} : { to: row.to_on }),
      });
    }
    people.set(key, known);
  }
  return people;
}
