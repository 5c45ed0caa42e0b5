import type { Lane, PersonId } from '../../domain/ids.js';
import type { Transaction } from '../../db/index.js';
import type { CnicKeys } from '../../platform/cnic-keys.js';
import { newId } from '../../platform/lane.js';
import { hashOfNumber, seal } from '../identity.js';
import { registerFamilies, type FamilyDraft } from '../register.js';
import type { MemberRow } from './families.format.js';
import {
  findMembers,
  insertMembers,
  type NewMember,
  type RegisteredMember,
} from './import.store.js';
import type { ImportTarget, Verdict } from './write-import.js';

interface Hashed {
  readonly row: MemberRow;
  readonly hash: Buffer;
  readonly known: RegisteredMember | undefined;
}

/** What a piece of a file adds to the registry. */
interface Additions {
  readonly families: FamilyDraft[];
  readonly members: NewMember[];
}

/**
 * Writes whole families of a file. The registry knows a family by its members' numbers: one whose
 * members are all new is added, new members join the family of those known, and what the registry
 * has otherwise stays as it is and is told.
 */
export async function writeFamilies(
  tx: Transaction,
  target: ImportTarget,
  rows: readonly MemberRow[],
): Promise<readonly Verdict[]> {
  const hashes = rows.map((row) => hashOfNumber(target.keys, row.cnic));
  const known = await findMembers(tx, hashes);
  const hashed = rows.map((row, at): Hashed => {
    const hash = hashes[at] as Buffer;
    return { row, hash, known: known.get(hash.toString('hex')) };
  });
  const additions: Additions = { families: [], members: [] };
  const verdicts = familiesIn(hashed).flatMap((family) => judged(family, target, additions));
  await registerFamilies(tx, target.keys, additions.families);
  await insertMembers(tx, additions.members);
  return verdicts;
}

function familiesIn(rows: readonly Hashed[]): readonly (readonly Hashed[])[] {
  const families: Hashed[][] = [];
  for (const each of rows) {
    const last = families.at(-1);
    if (last?.[0]?.row.familyKey === each.row.familyKey) last.push(each);
    else families.push([each]);
  }
  return families;
}

function judged(
  family: readonly Hashed[],
  target: ImportTarget,
  additions: Additions,
): readonly Verdict[] {
  const refusal = refusalOf(family, target);
  if (refusal !== undefined) return family.map(() => ({ refused: [refusal] }));
  const registered = family.find(({ known }) => known !== undefined)?.known;
  if (registered === undefined) {
    additions.families.push(draftOf(family, target));
    return family.map(() => 'inserted');
  }
  return family.map(({ row, hash, known }): Verdict => {
    if (known === undefined) {
      additions.members.push(newMemberOf(row, hash, registered, target.keys));
      return 'inserted';
    }
    const differing = differences(row, known);
    return differing.length === 0
      ? 'unchanged'
      : { refused: [`the registry has this person with another ${differing.join(', ')}`] };
  });
}

/** Why a family as a whole cannot be taken. */
function refusalOf(family: readonly Hashed[], { schemeCode }: ImportTarget): string | undefined {
  const first = family[0]?.row;
  if (first === undefined) return undefined;
  const differing = [
    ...new Set(family.flatMap(({ row }) => differencesOfFamily(row, toKnown(first)))),
  ];
  if (differing.length > 0) return `the rows of the family differ in ${differing.join(', ')}`;
  const known = family.flatMap((each) => (each.known === undefined ? [] : [each.known]));
  const [one, ...others] = known;
  if (one === undefined) return undefined;
  if (others.some(({ familyId }) => familyId !== one.familyId)) {
    return 'the registry has these members in different families';
  }
  if (one.schemeCode !== schemeCode) return 'the registry has this family in another scheme';
  const other = differencesOfFamily(first, one);
  if (other.length === 0) return undefined;
  return `the registry has this family with another ${other.join(', ')}`;
}

type KnownFamily = Pick<
  RegisteredMember,
  'districtPcode' | 'enrolledOn' | 'deservingFrom' | 'deservingTo'
>;

function toKnown(row: MemberRow): KnownFamily {
  const { districtPcode, enrolledOn, deservingFrom = null, deservingTo = null } = row;
  return { districtPcode, enrolledOn, deservingFrom, deservingTo };
}

function differencesOfFamily(row: MemberRow, known: KnownFamily): readonly string[] {
  const is = toKnown(row);
  return [
    ...(is.districtPcode === known.districtPcode ? [] : ['district_pcode']),
    ...(is.enrolledOn === known.enrolledOn ? [] : ['enrolled_on']),
    ...(is.deservingFrom === known.deservingFrom ? [] : ['deserving_from']),
    ...(is.deservingTo === known.deservingTo ? [] : ['deserving_to']),
  ];
}

function differences(row: MemberRow, known: RegisteredMember): readonly string[] {
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['name', row.name, known.name],
    ['sex', row.sex ?? null, known.sex],
    ['born_on', row.bornOn ?? null, known.bornOn],
    ['died_on', row.diedOn ?? null, known.diedOn],
    ['relation', row.relation, known.relation],
    ['member_from', row.memberFrom, known.memberFrom],
    ['registered_on', row.registeredOn ?? null, known.registeredOn],
    ['blocked_from', row.blockedFrom ?? null, known.blockedFrom],
    ['blocked_to', row.blockedTo ?? null, known.blockedTo],
    ['permanent_pcode', row.permanentPcode ?? null, known.permanentPcode],
  ];
  return pairs.flatMap(([column, is, was]) => (is === was ? [] : [column]));
}

function draftOf(family: readonly Hashed[], { schemeCode }: ImportTarget): FamilyDraft {
  const first = family[0]?.row as MemberRow;
  return {
    schemeCode,
    districtPcode: first.districtPcode,
    enrolledOn: first.enrolledOn,
    deservingFrom: first.deservingFrom,
    deservingTo: first.deservingTo,
    members: family.map(({ row }) => ({
      cnic: row.cnic,
      name: row.name,
      sex: row.sex,
      bornOn: row.bornOn,
      diedOn: row.diedOn,
      relation: row.relation,
      memberFrom: row.memberFrom,
      registeredOn: row.registeredOn,
      blockedFrom: row.blockedFrom,
      blockedTo: row.blockedTo,
      permanentPcode: row.permanentPcode,
    })),
  };
}

function newMemberOf(
  row: MemberRow,
  numberHash: Buffer,
  { familyId, lane }: { readonly familyId: string; readonly lane: Lane },
  keys: CnicKeys,
): NewMember {
  const personId = newId(lane) as PersonId;
  return {
    lane,
    familyId,
    personId,
    numberHash,
    sealed: seal(keys, row.cnic, personId),
    name: row.name,
    sex: row.sex ?? null,
    bornOn: row.bornOn ?? null,
    diedOn: row.diedOn ?? null,
    relation: row.relation,
    memberFrom: row.memberFrom,
    registeredOn: row.registeredOn ?? null,
    blockedFrom: row.blockedFrom ?? null,
    blockedTo: row.blockedTo ?? null,
    permanentPcode: row.permanentPcode ?? null,
  };
}
