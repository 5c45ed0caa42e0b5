import type { IsoDate } from '../domain/calendar.js';
import type { Lane, PersonId } from '../domain/ids.js';
import { paisa, type Paisa } from '../domain/money.js';
import { list, type Transaction } from '../db/index.js';
import type { FamilyKey } from './cover.store.js';

/** Somebody who went from one family to another, with every family so far, the first one first. */
export interface Mover {
  readonly personId: PersonId;
  readonly families: readonly FamilyKey[];
}

/** Who came to, or went from, some families. */
export async function readMovers(
  tx: Transaction,
  families: readonly FamilyKey[],
): Promise<readonly Mover[]> {
  if (families.length === 0) return [];
  const rows = await tx<
    {
      person_id: PersonId;
      from_lane: Lane;
      from_family_id: string;
      lane: Lane;
      family_id: string;
    }[]
  >`
    with k as materialized (
      select * from unnest(${list(families.map((f) => f.familyId))}::text::uuid[]) as k(family_id))
    select m.person_id, m.from_lane, m.from_family_id, m.lane, m.family_id
    from (select r.person_id from k join family_move r on r.family_id = k.family_id
      union select r.person_id from k join family_move r on r.from_family_id = k.family_id) as p
    join family_move m on m.person_id = p.person_id
    order by m.person_id, m.from_on`;
  const movers = new Map<PersonId, FamilyKey[]>();
  for (const row of rows) {
    const so = movers.get(row.person_id) ?? [{ lane: row.from_lane, familyId: row.from_family_id }];
    movers.set(row.person_id, [...so, { lane: row.lane, familyId: row.family_id }]);
  }
  return [...movers].map(([personId, had]) => ({ personId, families: had }));
}

/** What a person has reserved and consumed of a layer in one family and policy year. */
export interface UsedByMover {
  readonly personId: PersonId;
  readonly familyId: string;
  readonly policyYearOn: IsoDate;
  readonly schemeCode: string;
  readonly layer: string;
  readonly usedPaisa: Paisa;
}

/** What people who moved have used, in every family they were in. */
export async function readUsedByMovers(
  tx: Transaction,
  movers: readonly Mover[],
): Promise<readonly UsedByMover[]> {
  const pairs = movers.flatMap(({ personId, families }) =>
    [...new Map(families.map((family) => [family.familyId, family])).values()].map((family) => ({
      personId,
      ...family,
    })),
  );
  if (pairs.length === 0) return [];
  const rows = await tx<(Omit<UsedByMover, 'usedPaisa'> & { used: bigint })[]>`
    select e.person_id as "personId", e.family_id as "familyId", e.policy_year_on as "policyYearOn",
      e.scheme_code as "schemeCode", e.layer,
      sum(case when e.to_account in ('reserved', 'consumed') then e.amount_paisa else 0 end
        - case when e.from_account in ('reserved', 'consumed') then e.amount_paisa else 0 end)
        ::bigint as used
    from unnest(${list(pairs.map((p) => p.lane))}::text::smallint[],
      ${list(pairs.map((p) => p.familyId))}::text::uuid[],
      ${list(pairs.map((p) => p.personId))}::text::uuid[]) as k(lane, family_id, person_id)
    join cover_entry e on e.lane = k.lane and e.family_id = k.family_id and e.person_id = k.person_id
    where num_nonnulls(e.claim_id, e.hold_id) = 1
    group by 1, 2, 3, 4, 5`;
  return rows.map(({ used, ...row }) => ({ ...row, usedPaisa: paisa(used) }));
}
