import type { IsoDate } from '../../domain/calendar.js';
import type { FamilyId, Lane } from '../../domain/ids.js';
import type { Transaction } from '../../db/index.js';

export interface FamilyPlace {
  readonly lane: Lane;
  readonly familyId: string;
}

/** Somebody's membership that has not ended. */
export async function findOpenMembership(
  tx: Transaction,
  { lane, familyId, personId }: FamilyPlace & { readonly personId: string },
): Promise<{ readonly fromOn: IsoDate } | undefined> {
  const [row] = await tx<{ from_on: IsoDate }[]>`
    select from_on from member where lane = ${lane} and family_id = ${familyId}
      and person_id = ${personId} and to_on is null order by from_on desc limit 1`;
  return row === undefined ? undefined : { fromOn: row.from_on };
}

export async function findSchemeOfFamily(
  tx: Transaction,
  { lane, familyId }: FamilyPlace,
): Promise<string | undefined> {
  const [row] = await tx<{ scheme_code: string }[]>`
    select scheme_code from family where lane = ${lane} and id = ${familyId}`;
  return row?.scheme_code;
}

/** The first day from `fromOn` on of a stay that is open, asked for or undecided; its cover is still held. */
export async function findUndecidedStay(
  tx: Transaction,
  { lane, familyId, personId }: FamilyPlace & { readonly personId: string },
  fromOn: IsoDate,
): Promise<IsoDate | undefined> {
  const [row] = await tx<{ day: IsoDate | null }[]>`
    select min(day) as day from (
      select admitted_on as day from claim where lane = ${lane} and family_id = ${familyId}
        and person_id = ${personId} and status in ('received', 'pended', 'set_aside')
      union all
      select admitted_on from admission where lane = ${lane} and family_id = ${familyId}
        and person_id = ${personId} and status in ('open', 'discharged', 'transferred')
      union all
      select admission_on from pre_authorisation where lane = ${lane} and family_id = ${familyId}
        and person_id = ${personId} and status in ('pended', 'granted', 'partly_granted')) as stay
    where day >= ${fromOn}`;
  return row?.day ?? undefined;
}

export async function insertFamily(
  tx: Transaction,
  family: {
    readonly lane: Lane;
    readonly id: FamilyId;
    readonly schemeCode: string;
    readonly districtPcode: string;
    readonly enrolledOn: IsoDate;
  },
): Promise<void> {
  await tx`
    insert into family (lane, id, scheme_code, district_pcode, enrolled_on)
    values (${family.lane}, ${family.id}, ${family.schemeCode}, ${family.districtPcode},
      ${family.enrolledOn})`;
}

export interface Move {
  readonly personId: string;
  readonly from: FamilyPlace;
  readonly to: FamilyPlace;
  readonly fromOn: IsoDate;
  readonly relation: string;
  readonly registeredOn?: IsoDate | undefined;
}

/**
 * Ends the membership of one family on the day before and begins that of another: the person's rows
 * stand in both lanes from then on.
 */
export async function insertMove(tx: Transaction, move: Move, recordedAt: Date): Promise<void> {
  const { personId, from, to, fromOn } = move;
  await tx`
    update member set to_on = ${fromOn}::date - 1
    where lane = ${from.lane} and family_id = ${from.familyId} and person_id = ${personId}
      and to_on is null`;
  await tx`
    insert into person (lane, id, name, sex, born_on, died_on, blocked_from, blocked_to,
      permanent_pcode)
    select ${to.lane}::smallint, id, name, sex, born_on, died_on, blocked_from, blocked_to,
      permanent_pcode
    from person where lane = ${from.lane} and id = ${personId}
    on conflict (lane, id) do nothing`;
  await tx`
    insert into member (lane, family_id, person_id, from_on, relation, registered_on)
    values (${to.lane}, ${to.familyId}, ${personId}, ${fromOn}, ${move.relation},
      ${move.registeredOn ?? null})`;
  await tx`
    insert into family_move (person_id, from_on, from_lane, from_family_id, lane, family_id,
      recorded_at)
    values (${personId}, ${fromOn}, ${from.lane}, ${from.familyId}, ${to.lane}, ${to.familyId},
      ${recordedAt})`;
}
