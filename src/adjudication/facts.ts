import { policyYearOf, type IsoDate } from '../domain/calendar.js';
import type { Claim } from '../domain/claim/claim.js';
import type { Cover } from '../domain/coverage/pots.js';
import type { ClaimId, FamilyId, HospitalId, Lane, PersonId } from '../domain/ids.js';
import type {
  CaseFacts,
  FamilyFacts,
  LiveState,
  OtherStay,
  PackageFacts,
  PersonFacts,
} from '../domain/rules/facts.js';
import type { History } from '../domain/rules/history.js';
import {
  hospitalFacts,
  packageFacts,
  termsOn,
  type DatedTerms,
  type FamilyRecord,
  type Reference,
} from '../registry/index.js';
import type { StayRow } from './waiting.store.js';

/** What was looked up for some claims, before any of them is judged. */
export interface Gathered {
  readonly reference: Reference;
  readonly families: ReadonlyMap<string, FamilyRecord>;
  /** Keyed `family/person`. */
  readonly people: ReadonlyMap<string, PersonFacts>;
  /** Earlier treatment, for the claims that ask for it. */
  readonly histories: { readonly of: (claim: Claim) => History | undefined };
}

/** A claim with where it lives and the key that finds its exact duplicates. */
export interface Case {
  readonly lane: Lane;
  readonly claim: Claim;
  readonly duplicateKey: string;
  readonly unmatchedForDays?: number | undefined;
}

export interface SchemeOfCase {
  readonly schemeCode: string;
  readonly dated?: DatedTerms | undefined;
  /** Absent without terms: nobody knows when the policy year begins. */
  readonly policyYearOn?: IsoDate | undefined;
}

/** The scheme of the claim's family and the terms in force on admission. Undefined: unknown person. */
export function schemeOf(gathered: Gathered, claim: Claim): SchemeOfCase | undefined {
  const family = claim.familyId === undefined ? undefined : gathered.families.get(claim.familyId);
  if (family === undefined) return undefined;
  const dated = termsOn(gathered.reference, family.schemeCode, claim.admittedOn);
  return {
    schemeCode: family.schemeCode,
    dated,
    ...(dated === undefined
      ? {}
      : { policyYearOn: policyYearOf(dated.terms.policyYearStart.value, claim.admittedOn) }),
  };
}

/** Everything the judge knows of one case. */
export function factsOf(
  gathered: Gathered,
  { claim, duplicateKey, unmatchedForDays }: Case,
  stays: readonly StayRow[],
  cover: Cover,
): CaseFacts {
  const scheme = schemeOf(gathered, claim);
  const person = gathered.people.get(`${claim.familyId ?? ''}/${claim.personId ?? ''}`);
  const history = gathered.histories.of(claim);
  return {
    claim,
    ...(person === undefined ? {} : { person: personFacts(gathered, person, scheme) }),
    ...(unmatchedForDays === undefined ? {} : { unmatchedForDays }),
    ...(scheme === undefined ? {} : { family: familyFacts(gathered, claim, scheme.schemeCode) }),
    ...(scheme?.dated === undefined ? {} : { terms: scheme.dated.terms }),
    hospital: hospitalFacts(gathered.reference, claim.hospitalId, scheme?.schemeCode),
    packages: scheme === undefined ? {} : packagesOf(gathered.reference, claim, scheme.schemeCode),
    otherStays: stays
      .filter((stay) => stay.claimId !== claim.id && stay.claimId !== claim.revisionOf)
      .map((stay) => otherStay(gathered.reference, stay, duplicateKey, scheme?.schemeCode)),
    ...(history === undefined ? {} : { history }),
    cover,
    grants: { approvedLayers: [], emergencyConfirmed: false },
  };
}

/** The person, with where the scheme is in force about the permanent address, if there is one. */
function personFacts(
  { reference }: Gathered,
  person: PersonFacts,
  scheme: SchemeOfCase | undefined,
): PersonFacts {
  const { permanentPcode } = person;
  if (permanentPcode === undefined || scheme === undefined) return person;
  const schemeAtAddress = reference.districts.get(`${scheme.schemeCode}/${permanentPcode}`) ?? [];
  return { ...person, schemeAtAddress };
}

function familyFacts(gathered: Gathered, claim: Claim, schemeCode: string): FamilyFacts {
  const record = gathered.families.get(claim.familyId ?? '');
  const districtPcode = record?.districtPcode ?? '';
  const { deserving, headBlocked } = record ?? {};
  return {
    id: claim.familyId as FamilyId,
    schemeCode,
    districtPcode,
    schemeInDistrict: gathered.reference.districts.get(`${schemeCode}/${districtPcode}`) ?? [],
    ...(deserving === undefined ? {} : { deserving }),
    ...(headBlocked === undefined ? {} : { headBlocked }),
  };
}

function packagesOf(
  reference: Reference,
  claim: Claim,
  schemeCode: string,
): Readonly<Record<string, PackageFacts>> {
  const codes = new Set(claim.lines.map((line) => line.packageCode));
  // A code that the scheme never listed stays out: not known is another fault than not in force.
  const listed = [...codes].filter((code) => reference.packages.has(`${schemeCode}/${code}`));
  return Object.fromEntries(
    listed.map((code) => [
      code,
      packageFacts(reference, schemeCode, code, claim.hospitalId, claim.admittedOn),
    ]),
  );
}

export const LIVE_STATES: Readonly<Record<StayRow['status'], LiveState>> = {
  approved: 'approved',
  partial: 'approved',
  pended: 'pended',
  in_settlement: 'settling',
  paid: 'settling',
};

function otherStay(
  reference: Reference,
  stay: StayRow,
  duplicateKey: string,
  schemeCode: string | undefined,
): OtherStay {
  const listed = stay.packageCodes.map((code) =>
    schemeCode === undefined
      ? undefined
      : packageFacts(reference, schemeCode, code, stay.hospitalId as HospitalId, stay.admittedOn)
          .package,
  );
  return {
    claimId: stay.claimId as ClaimId,
    hospitalId: stay.hospitalId as HospitalId,
    admittedOn: stay.admittedOn,
    dischargedOn: stay.dischargedOn,
    admissionType: stay.admissionType,
    state: LIVE_STATES[stay.status],
    sessionsOnly: listed.length > 0 && listed.every((entry) => entry?.session === true),
    newborn: stay.newborn,
    identical: stay.duplicateKey === duplicateKey,
  };
}

/** The stay that a decided claim is to the claims judged after it. */
export function stayOf(
  { lane, claim, duplicateKey }: Case,
  personId: PersonId,
  status: StayRow['status'],
): StayRow {
  return {
    lane,
    claimId: claim.id,
    personId,
    hospitalId: claim.hospitalId,
    status,
    admittedOn: claim.admittedOn,
    dischargedOn: claim.dischargedOn,
    duplicateKey,
    admissionType: claim.admissionType,
    newborn: claim.newborn,
    packageCodes: claim.lines.map((line) => line.packageCode),
  };
}
