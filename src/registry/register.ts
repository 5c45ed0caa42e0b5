import type { IsoDate, Period } from '../domain/calendar.js';
import {
  normaliseCnic,
  type Cnic,
  type FamilyId,
  type Lane,
  type PersonId,
} from '../domain/ids.js';
import type { Standing } from '../domain/rules/facts.js';
import type { CareTier, Package, Scheme, TariffRate } from '../domain/scheme/terms.js';
import type { Transaction } from '../db/index.js';
import { openAccounts } from '../ledger/index.js';
import type { CnicKeys } from '../platform/cnic-keys.js';
import { laneOfFamily, newId } from '../platform/lane.js';
import { hashOfNumber, seal } from './identity.js';
import { raiseVersion } from './reference.store.js';
import {
  insertDistricts,
  insertFamilyRows,
  insertHospitalRows,
  insertPackages,
  insertRates,
  insertSchemeDistricts,
  insertSchemes,
  type FamilyRow,
} from './register.store.js';
import { DISTRICTS } from './reference/districts.js';

export interface HospitalDraft {
  readonly code: string;
  readonly name: string;
  readonly districtPcode: string;
  readonly invented: boolean;
  readonly standings: readonly Standing[];
  readonly licences: readonly (Period & {
    readonly kind: 'regular' | 'provisional';
    readonly licenceNo: string;
  })[];
  readonly empanelments: readonly (Period & {
    readonly schemeCode: string;
    readonly tiers: readonly CareTier[];
  })[];
  readonly suspensions: readonly (Period & {
    readonly schemeCode: string;
    readonly reason: string;
  })[];
  readonly specialities: readonly (Period & { readonly speciality: string })[];
}

export interface FamilyDraft {
  readonly schemeCode: string;
  readonly districtPcode: string;
  readonly enrolledOn: IsoDate;
  /** Poor by the scheme's means test from this day, to the last one if it is no longer. */
  readonly deservingFrom?: IsoDate | undefined;
  readonly deservingTo?: IsoDate | undefined;
  readonly members: readonly MemberDraft[];
}

export interface MemberDraft {
  readonly cnic: string;
  readonly name: string;
  readonly sex?: 'male' | 'female' | 'other' | undefined;
  readonly bornOn?: IsoDate | undefined;
  readonly diedOn?: IsoDate | undefined;
  readonly relation: string;
  readonly memberFrom: IsoDate;
  /** When the membership was written down. */
  readonly registeredOn?: IsoDate | undefined;
  /** NADRA blocked the number from this day, to the last one if it was lifted. */
  readonly blockedFrom?: IsoDate | undefined;
  readonly blockedTo?: IsoDate | undefined;
  /** District of the permanent address on the card. */
  readonly permanentPcode?: string | undefined;
}

/** The districts and schemes the project knows; what is there already stays as it is. As owner. */
export async function registerSchemes(tx: Transaction, schemes: readonly Scheme[]): Promise<void> {
  await insertDistricts(tx, DISTRICTS);
  await insertSchemes(tx, schemes);
  await raiseVersion(tx);
}

export async function registerSchemeDistricts(
  tx: Transaction,
  schemeCode: string,
  districts: readonly (Period & { readonly districtPcode: string })[],
): Promise<void> {
  await insertSchemeDistricts(tx, schemeCode, districts);
  await raiseVersion(tx);
}

export async function registerPackages(
  tx: Transaction,
  schemeCode: string,
  packages: readonly Package[],
  rates: readonly TariffRate[],
): Promise<void> {
  await insertPackages(tx, schemeCode, packages);
  await insertRates(tx, schemeCode, rates);
  await raiseVersion(tx);
}

/** Hospitals with all that is dated of them; returns their ids by code. */
export async function registerHospitals(
  tx: Transaction,
  hospitals: readonly HospitalDraft[],
): Promise<ReadonlyMap<string, string>> {
  const ids = await insertHospitalRows(tx, hospitals);
  await raiseVersion(tx);
  return ids;
}

/**
 * Families with their people, directory entries and cover accounts. Throws a RangeError for a number
 * that is no CNIC; a number already in the directory is a unique violation.
 */
export async function registerFamilies(
  tx: Transaction,
  keys: CnicKeys,
  families: readonly FamilyDraft[],
): Promise<void> {
  const rows = families.map((family) => toRow(keys, family));
  await insertFamilyRows(tx, rows);
  await openAccounts(
    tx,
    rows.map(({ lane, id }) => ({ lane, familyId: id })),
  );
}

function toRow(keys: CnicKeys, family: FamilyDraft): FamilyRow {
  // A family's lane follows from its id by hash; everything keyed by the family ends in the lane.
  const id = newId(0 as Lane) as FamilyId;
  const lane = laneOfFamily(id);
  return {
    lane,
    id,
    schemeCode: family.schemeCode,
    districtPcode: family.districtPcode,
    enrolledOn: family.enrolledOn,
    deservingFrom: family.deservingFrom,
    deservingTo: family.deservingTo,
    members: family.members.map((member) => {
      const cnic: Cnic | undefined = normaliseCnic(member.cnic);
      if (cnic === undefined) throw new RangeError('a member has no CNIC of 13 digits');
      const personId = newId(lane) as PersonId;
      return {
        ...member,
        personId,
        numberHash: hashOfNumber(keys, cnic),
        sealed: seal(keys, cnic, personId),
      };
    }),
  };
}
