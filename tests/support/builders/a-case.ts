import { addDays, isoDate, type IsoDate } from '../../../src/domain/calendar.js';
import type { Claim, ClaimExtra, ClaimLine } from '../../../src/domain/claim/claim.js';
import type { Cover } from '../../../src/domain/coverage/pots.js';
import type { ClaimId, FamilyId, HospitalId, PersonId } from '../../../src/domain/ids.js';
import { rupees } from '../../../src/domain/money.js';
import type {
  CaseFacts,
  FamilyFacts,
  Grants,
  HospitalFacts,
  OtherStay,
  PackageFacts,
  PersonFacts,
} from '../../../src/domain/rules/facts.js';
import type { Cap, Layer, Package, TariffRate, Terms } from '../../../src/domain/scheme/terms.js';

/** Long before every rule's first edition, so that a case may be moved to any day it needs. */
export const EVER = { from: isoDate('1990-01-01') };
export const MEMBER = 'person-amna' as PersonId;

export function aLine(over: Partial<ClaimLine> = {}): ClaimLine {
  return {
    lineNo: 1,
    packageCode: 'CHAI-1',
    quantity: 1,
    unitPricePaisa: rupees(10_000),
    implants: [],
    ...over,
  };
}

export function aPackage(over: Partial<Package> = {}): Package {
  return {
    ...EVER,
    code: 'CHAI-1',
    nameEn: 'Scald from a kettle',
    tier: 'secondary',
    dayCare: false,
    session: false,
    maternity: false,
    lifeSaving: false,
    documents: [],
    ...over,
  };
}

export function aRate(over: Partial<TariffRate> = {}): TariffRate {
  return {
    ...EVER,
    packageCode: 'CHAI-1',
    grade: 'B',
    basis: 'case',
    ratePaisa: rupees(10_000),
    ...over,
  };
}

export function aCap(scope: Cap['scope'], amountRupees: number, uncertain = false): Cap {
  const figure = { value: rupees(amountRupees), source: 'demo-world' } as const;
  return { scope, amountPaisa: uncertain ? { ...figure, uncertain } : figure };
}

export function aLayer(code: string, caps: readonly Cap[], needsApproval = false): Layer {
  return { code, caps, needsApproval };
}

/** Chai Club cover, make-believe: 60,000 secondary and 400,000 priority a family, no patient share. */
export function someTerms(over: Partial<Terms> = {}): Terms {
  return {
    ...EVER,
    schemeCode: 'CHAI',
    policyYearStart: { value: { month: 1, day: 1 }, source: 'demo-world' },
    tiers: {
      secondary: [aLayer('secondary', [aCap('family', 60_000)])],
      priority: [aLayer('priority', [aCap('family', 400_000)])],
    },
    coPay: [],
    unmatchedDays: { value: 30, source: 'demo-world' },
    ...over,
  };
}

function aStay(over: Partial<OtherStay> = {}): OtherStay {
  return {
    claimId: 'claim-other' as ClaimId,
    hospitalId: 'hospital-other' as HospitalId,
    admittedOn: isoDate('2024-01-10'),
    dischargedOn: isoDate('2024-01-12'),
    admissionType: 'elective',
    state: 'approved',
    sessionsOnly: false,
    newborn: false,
    identical: false,
    ...over,
  };
}

const CLAIM: Claim = {
  id: 'claim-own' as ClaimId,
  hospitalId: 'hospital-own' as HospitalId,
  hospitalClaimNo: 'H-1',
  personId: MEMBER,
  familyId: 'family-amna' as FamilyId,
  admittedOn: isoDate('2024-03-03'),
  dischargedOn: isoDate('2024-03-07'),
  receivedOn: isoDate('2024-04-20'),
  admissionType: 'elective',
  dischargeType: 'home',
  statedSex: 'female',
  newborn: false,
  diagnoses: ['T30'],
  lines: [aLine()],
  documents: [],
};

/** A stay that every rule lets pass and that is paid as asked: 10,000 rupees, 3 to 7 March 2024. */
const PAYABLE: CaseFacts = {
  claim: CLAIM,
  person: { id: MEMBER, sex: 'female', bornOn: isoDate('1985-06-15'), memberships: [EVER] },
  family: {
    id: 'family-amna' as FamilyId,
    schemeCode: 'CHAI',
    districtPcode: 'PK000',
    schemeInDistrict: [EVER],
  },
  hospital: {
    id: 'hospital-own' as HospitalId,
    standings: [{ ...EVER, sector: 'private', grade: 'B', beds: 40 }],
    licences: [{ ...EVER, kind: 'regular' }],
    empanelments: [{ ...EVER, tiers: ['secondary', 'priority'] }],
    suspensions: [],
    specialities: [{ ...EVER, speciality: 'general surgery' }],
  },
  terms: someTerms(),
  packages: { 'CHAI-1': { package: aPackage(), rate: aRate() } },
  otherStays: [],
  cover: [],
  grants: { approvedLayers: [], emergencyConfirmed: false },
};

/** A case in the making: every `with…` gives a new one that differs in just that. */
export class CaseBuilder {
  constructor(private readonly facts: CaseFacts) {}

  build(): CaseFacts {
    return this.facts;
  }

  with(over: Partial<CaseFacts>): CaseBuilder {
    return new CaseBuilder({ ...this.facts, ...over });
  }

  withClaim(over: Partial<Claim>): CaseBuilder {
    return this.with({ claim: { ...this.facts.claim, ...over } });
  }

  /** Moves the stay: four days from the admission, received six weeks later. */
  admittedOn(day: string): CaseBuilder {
    const admittedOn = isoDate(day);
    const dischargedOn = addDays(admittedOn, 4);
    return this.withClaim({ admittedOn, dischargedOn, receivedOn: addDays(admittedOn, 48) });
  }

  staying(from: string, to: string): CaseBuilder {
    return this.withClaim({ admittedOn: isoDate(from), dischargedOn: isoDate(to) });
  }

  withLines(...lines: readonly Partial<ClaimLine>[]): CaseBuilder {
    return this.withClaim({ lines: lines.map((line, at) => aLine({ lineNo: at + 1, ...line })) });
  }

  /** Extras asked beside the treatment, 1,000 rupees each unless told, paid on the day of discharge. */
  withExtras(...extras: readonly (Pick<ClaimExtra, 'kind'> & Partial<ClaimExtra>)[]): CaseBuilder {
    const { lines, dischargedOn: paidOn } = this.facts.claim;
    const common = { askedPaisa: rupees(1_000), paidOn };
    return this.withClaim({
      extras: extras.map((extra, at) => ({ lineNo: lines.length + at + 1, ...common, ...extra })),
    });
  }

  withPerson(over: Partial<PersonFacts>): CaseBuilder {
    const { person } = this.facts;
    if (person === undefined) throw new TypeError('the case has no person');
    return this.with({ person: { ...person, ...over } });
  }

  /** What is known while the registry has not matched the number: no person, no family, no scheme. */
  withoutPerson(): CaseBuilder {
    const { personId: _person, familyId: _family, ...claim } = this.facts.claim;
    const none = { person: undefined, family: undefined, terms: undefined };
    return this.with({ ...none, claim, packages: {}, cover: [] });
  }

  withFamily(over: Partial<FamilyFacts>): CaseBuilder {
    const { family } = this.facts;
    if (family === undefined) throw new TypeError('the case has no family');
    return this.with({ family: { ...family, ...over } });
  }

  withHospital(over: Partial<HospitalFacts>): CaseBuilder {
    return this.with({ hospital: { ...this.facts.hospital, ...over } });
  }

  withTerms(over: Partial<Terms>): CaseBuilder {
    return this.with({ terms: someTerms(over) });
  }

  /** Another code on the scheme's list, or other facts of one that is there. */
  withPackage(over: Partial<Package>, rate: Partial<TariffRate> = {}): CaseBuilder {
    const listed = aPackage(over);
    const facts: PackageFacts = {
      package: listed,
      rate: aRate({ packageCode: listed.code, ...rate }),
    };
    return this.with({ packages: { ...this.facts.packages, [listed.code]: facts } });
  }

  withStays(...stays: readonly Partial<OtherStay>[]): CaseBuilder {
    return this.with({ otherStays: stays.map(aStay) });
  }

  /** The family's pots as they stand; untouched ones need not be named. */
  withCover(cover: Cover): CaseBuilder {
    return this.with({ cover });
  }

  /** So many rupees of a family's pot are consumed already. */
  withConsumed(layer: string, consumedRupees: number, amountRupees: number): CaseBuilder {
    const pot = {
      layer,
      scope: 'family',
      amountPaisa: rupees(amountRupees),
      reservedPaisa: rupees(0),
      consumedPaisa: rupees(consumedRupees),
    } as const;
    return this.with({ cover: [...this.facts.cover, pot] });
  }

  /** What an adjudicator granted before the stay: package, quantity, rupees allowed. */
  withPreAuthorisation(...lines: readonly [string, number, number][]): CaseBuilder {
    return this.with({
      preAuthorisation: {
        id: 'pre-authorisation',
        lines: lines.map(([packageCode, quantity, allowed]) => ({
          packageCode,
          quantity,
          allowedPaisa: rupees(allowed),
        })),
      },
    });
  }

  withGrants(over: Partial<Grants>): CaseBuilder {
    return this.with({ grants: { ...this.facts.grants, ...over } });
  }
}

export function aCase(): CaseBuilder {
  return new CaseBuilder(PAYABLE);
}

export function until(day: string): { readonly from: IsoDate; readonly to: IsoDate } {
  return { ...EVER, to: isoDate(day) };
}
