import type { IsoDate, Period } from '../domain/calendar.js';
import type { Sex } from '../domain/claim/claim.js';
import type { Lane, PersonId } from '../domain/ids.js';
import type { Membership, PersonFacts } from '../domain/rules/facts.js';
import { list, type Transaction } from '../db/index.js';

export interface FamilyRecord {
  readonly schemeCode: string;
  readonly districtPcode: string;
  /** Periods in which it is listed as deserving. */
  readonly deserving?: readonly Period[] | undefined;
  /** Periods in which the number of the family's head was blocked. */
  readonly headBlocked?: readonly Period[] | undefined;
}

interface FamilyKey {
  readonly lane: Lane;
  readonly familyId: string;
}

interface PersonKey extends FamilyKey {
  readonly personId: string;
}

/** What the registry calls the head of a family among its relations. */
const HEAD = 'head';

/** Families by id. */
export async function readFamilies(
  tx: Transaction,
  keys: readonly FamilyKey[],
): Promise<ReadonlyMap<string, FamilyRecord>> {
  if (keys.length === 0) return new Map();
  const rows = await tx<
    {
      id: string;
      scheme_code: string;
      district_pcode: string;
      deserving_from: IsoDate | null;
      deserving_to: IsoDate | null;
      head_blocked: { from: IsoDate; to: IsoDate | null }[] | null;
    }[]
  >`
    select f.id, f.scheme_code, f.district_pcode, f.deserving_from, f.deserving_to,
      (select jsonb_agg(jsonb_build_object(
          'from', greatest(p.blocked_from, m.from_on), 'to', least(p.blocked_to, m.to_on)))
        from member m join person p on p.lane = m.lane and p.id = m.person_id
        where m.lane = f.lane and m.family_id = f.id and m.relation = ${HEAD}
          and p.blocked_from is not null) as head_blocked
    from unnest(${list(keys.map((k) => k.lane))}::text::smallint[],
      ${list(keys.map((k) => k.familyId))}::text::uuid[]) as k(lane, id)
    join family f on f.lane = k.lane and f.id = k.id`;
  return new Map(rows.map((row) => [row.id, toFamily(row)]));
}

function toFamily(row: {
  readonly scheme_code: string;
  readonly district_pcode: string;
  readonly deserving_from: IsoDate | null;
  readonly deserving_to: IsoDate | null;
  readonly head_blocked: readonly { readonly from: IsoDate; readonly to: IsoDate | null }[] | null;
}): FamilyRecord {
  return {
    schemeCode: row.scheme_code,
    districtPcode: row.district_pcode,
    ...(row.deserving_from === null
      ? {}
      : { deserving: [periodOf(row.deserving_from, row.deserving_to)] }),
    ...(row.head_blocked === null
      ? {}
      : { headBlocked: row.head_blocked.map(({ from, to }) => periodOf(from, to)) }),
  };
}

function periodOf(from: IsoDate, to: IsoDate | null): Period {
  return to === null ? { from } : { from, to };
}

interface PersonRow {
  readonly id: string;
  readonly family_id: string;
  readonly sex: Sex | null;
  readonly born_on: IsoDate | null;
  readonly died_on: IsoDate | null;
  readonly blocked_from: IsoDate | null;
  readonly blocked_to: IsoDate | null;
  readonly permanent_pcode: string | null;
  /** The family of this membership, which may be another one. */
  readonly member_of: string | null;
  readonly from_on: IsoDate | null;
  readonly to_on: IsoDate | null;
  readonly registered_on: IsoDate | null;
}

type PersonInTheMaking = PersonFacts & {
  readonly memberships: Membership[];
  otherMemberships?: Period[];
};

/**
 * People with their membership of one family, keyed `family/person`, and those that the registry has of
 * them in others, in whichever lane they have had.
 */
export async function readPeople(
  tx: Transaction,
  keys: readonly PersonKey[],
): Promise<ReadonlyMap<string, PersonFacts>> {
  if (keys.length === 0) return new Map();
  const rows = await tx<PersonRow[]>`
    select p.id, k.family_id, p.sex, p.born_on, p.died_on, p.blocked_from, p.blocked_to,
      p.permanent_pcode, m.family_id as member_of, m.from_on, m.to_on, m.registered_on
    from unnest(${list(keys.map((k) => k.lane))}::text::smallint[],
      ${list(keys.map((k) => k.familyId))}::text::uuid[], ${list(keys.map((k) => k.personId))}::text::uuid[])
      as k(lane, family_id, id)
    join person p on p.lane = k.lane and p.id = k.id
    left join member m on m.lane = k.lane and m.person_id = k.id
    union all
    select p.id, k.family_id, p.sex, p.born_on, p.died_on, p.blocked_from, p.blocked_to,
      p.permanent_pcode, m.family_id, m.from_on, m.to_on, m.registered_on
    from unnest(${list(keys.map((k) => k.lane))}::text::smallint[],
      ${list(keys.map((k) => k.familyId))}::text::uuid[], ${list(keys.map((k) => k.personId))}::text::uuid[])
      as k(lane, family_id, id)
    cross join lateral (select distinct l.lane
      from family_move v cross join lateral (values (v.from_lane), (v.lane)) as l(lane)
      where v.person_id = k.id and l.lane <> k.lane) as l
    join person p on p.lane = k.lane and p.id = k.id
    join member m on m.lane = l.lane and m.person_id = k.id`;
  const people = new Map<string, PersonInTheMaking>();
  for (const row of rows) {
    const key = `${row.family_id}/${row.id}`;
    const known = people.get(key) ?? personOf(row);
    addMembership(known, row);
    people.set(key, known);
  }
  return people;
}

function personOf(row: PersonRow): PersonInTheMaking {
  return {
    id: row.id as PersonId,
    ...(row.sex === null ? {} : { sex: row.sex }),
    ...(row.born_on === null ? {} : { bornOn: row.born_on }),
    ...(row.died_on === null ? {} : { diedOn: row.died_on }),
    ...(row.blocked_from === null ? {} : { blocked: [periodOf(row.blocked_from, row.blocked_to)] }),
    ...(row.permanent_pcode === null ? {} : { permanentPcode: row.permanent_pcode }),
    memberships: [],
  };
}

function addMembership(person: PersonInTheMaking, row: PersonRow): void {
  if (row.from_on === null) return;
  const period = periodOf(row.from_on, row.to_on);
  if (row.member_of !== row.family_id) {
    person.otherMemberships = [...(person.otherMemberships ?? []), period];
    return;
  }
  const { registered_on: registeredOn } = row;
  person.memberships.push(registeredOn === null ? period : { ...period, registeredOn });
}
