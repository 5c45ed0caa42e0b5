import { recordAudit } from '../../audit/index.js';
import type { Transaction } from '../../db/index.js';
import type { FamilyId, Lane } from '../../domain/ids.js';
import { lockFamilies, openAccounts } from '../../ledger/index.js';
import { laneOfFamily, newId } from '../../platform/lane.js';
import { systemClock } from '../../platform/clock.js';
import { findPeopleByHash, type KnownPerson } from '../directory.store.js';
import { hashOfNumber } from '../identity.js';
import type { MoveRow } from './moves.format.js';
import {
  findOpenMembership,
  findSchemeOfFamily,
  findUndecidedStay,
  insertFamily,
  insertMove,
  type FamilyPlace,
  type Move,
} from './moves.store.js';
import type { ImportTarget, Verdict } from './write-import.js';

/** What a row comes to: a move to make, or a verdict at once. */
type Judged = { readonly move: Omit<Move, 'to'> & { readonly to?: FamilyPlace } } | Verdict;

/**
 * Moves people to other families, from a day: into the family of somebody whom the registry knows, or
 * into a new one with all rows that name it. The accounts of all families are locked first, so that a
 * claim of either sees the move whole or not at all. A new family is made with all its rows or with none.
 */
export async function writeMoves(
  tx: Transaction,
  target: ImportTarget,
  rows: readonly MoveRow[],
): Promise<readonly Verdict[]> {
  await lockFamilies(tx, [...(await peopleOf(tx, target, rows)).values()]);
  const verdicts: Verdict[] = [];
  for (const group of groupsOf(rows)) {
    // Read again for each: a row before may have moved whoever is joined.
    const people = await peopleOf(tx, target, group);
    const judged: Judged[] = [];
    for (const row of group) judged.push(await judge(tx, target, row, people));
    verdicts.push(...(await write(tx, target, group, judged)));
  }
  return verdicts;
}

type People = ReadonlyMap<string, KnownPerson>;

async function peopleOf(
  tx: Transaction,
  { keys }: ImportTarget,
  rows: readonly MoveRow[],
): Promise<People> {
  const numbers = rows.flatMap(({ cnic, joinsCnic }) =>
    joinsCnic === undefined ? [cnic] : [cnic, joinsCnic],
  );
  const hashes = numbers.map((number) => ({ number, hash: hashOfNumber(keys, number) }));
  const found = await findPeopleByHash(
    tx,
    hashes.map(({ hash }) => hash),
  );
  return new Map(
    hashes.flatMap(({ number, hash }) => {
      const person = found.get(hash.toString('hex'));
      return person === undefined ? [] : [[number, person] as const];
    }),
  );
}

/** Rows of one new family together, all others alone. */
function groupsOf(rows: readonly MoveRow[]): readonly (readonly MoveRow[])[] {
  const groups: MoveRow[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (row.familyKey !== undefined && last?.[0]?.familyKey === row.familyKey) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

const refuse = (reason: string): Verdict => ({ refused: [reason] });

async function judge(
  tx: Transaction,
  { schemeCode }: ImportTarget,
  row: MoveRow,
  people: People,
): Promise<Judged> {
  const person = people.get(row.cnic);
  if (person === undefined) return refuse('the registry does not know this number');
  const { personId, lane, familyId, families = [] } = person;
  const joined = row.joinsCnic === undefined ? undefined : people.get(row.joinsCnic);
  if (row.joinsCnic !== undefined && joined === undefined) {
    return refuse('the registry does not know the number that is joined');
  }
  const last = families.at(-1);
  const isSame = joined === undefined || joined.familyId === familyId;
  if (last?.from === row.fromOn) {
    return isSame
      ? 'unchanged'
      : refuse('the registry has this person in a third family from then');
  }
  if (joined !== undefined && isSame)
    return refuse('the person is a member of this family already');
  if (joined !== undefined && (await findSchemeOfFamily(tx, joined)) !== schemeCode) {
    return refuse('the registry has the family that is joined in another scheme');
  }
  const membership = await findOpenMembership(tx, person);
  if (membership === undefined) return refuse('the person has no membership that is open');
  if (row.fromOn <= membership.fromOn) {
    return refuse(`from_on is not after ${membership.fromOn}, when the membership of now began`);
  }
  const stay = await findUndecidedStay(tx, person, row.fromOn);
  if (stay !== undefined) {
    return refuse(`a stay from ${stay}, after from_on, is open or undecided in the family of now`);
  }
  const { fromOn, relation, registeredOn } = row;
  const to = joined === undefined ? {} : { to: { lane: joined.lane, familyId: joined.familyId } };
  return { move: { personId, from: { lane, familyId }, fromOn, relation, registeredOn, ...to } };
}

async function write(
  tx: Transaction,
  target: ImportTarget,
  group: readonly MoveRow[],
  judged: readonly Judged[],
): Promise<readonly Verdict[]> {
  const [first] = group;
  const isNew = first?.familyKey !== undefined;
  const alike = group.every(
    (row) => row.districtPcode === first?.districtPcode && row.fromOn === first?.fromOn,
  );
  if (isNew && !alike) {
    return group.map(() =>
      refuse('the rows of the new family differ in district_pcode or from_on'),
    );
  }
  const moves = judged.flatMap((each) => (isMove(each) ? [each.move] : []));
  if (isNew && moves.length > 0 && moves.length < group.length) {
    const others = refuse('the registry cannot take all rows of the new family');
    return judged.map((each) => (isMove(each) || each === 'unchanged' ? others : each));
  }
  const made = isNew && moves.length > 0 ? await makeFamily(tx, target, first) : undefined;
  for (const move of moves) {
    const to = made ?? move.to;
    if (to === undefined) throw new Error('a move leads nowhere');
    await make(tx, { ...move, to });
  }
  return judged.map((each) => (isMove(each) ? 'inserted' : each));
}

function isMove(judged: Judged): judged is Extract<Judged, { move: unknown }> {
  return typeof judged === 'object' && 'move' in judged;
}

async function makeFamily(
  tx: Transaction,
  { schemeCode }: ImportTarget,
  { districtPcode, fromOn: enrolledOn }: MoveRow,
): Promise<FamilyPlace> {
  if (districtPcode === undefined) throw new Error('a new family has no district');
  const id = newId(0 as Lane) as FamilyId;
  const lane = laneOfFamily(id);
  await insertFamily(tx, { lane, id, schemeCode, districtPcode, enrolledOn });
  await openAccounts(tx, [{ lane, familyId: id }]);
  return { lane, familyId: id };
}

async function make(tx: Transaction, move: Move): Promise<void> {
  const now = systemClock.now();
  await insertMove(tx, move, now);
  const { personId, from, to, fromOn } = move;
  const details = { fromOn, from: from.familyId, to: to.familyId };
  await recordAudit(tx, { actor: 'import', act: 'family.move', subject: personId, details }, now);
}
