import type { AdmissionType, Claim, Sex } from '../claim/claim.js';
import type { Correction } from '../claim/correction.js';
import type { IsoDate, Period } from '../calendar.js';
import type { Cover } from '../coverage/pots.js';
import type { Paisa } from '../money.js';
import type { ClaimId, FamilyId, HospitalId, PersonId } from '../ids.js';
import type {
  CareTier,
  ExtraKind,
  HospitalSector,
  Package,
  TariffRate,
  Terms,
} from '../scheme/terms.js';
import type { RiskFacts } from '../risk/facts.js';
import type { History } from './history.js';

/** Everything the judge knows of one claim. What is absent is a missing fact, not a no. */
export interface CaseFacts {
  readonly claim: Claim;
  readonly person?: PersonFacts | undefined;
  /**
   * Days since receipt in which the registry has not learned the person. Absent when it has, and in
   * the first decision: waiting begins with that.
   */
  readonly unmatchedForDays?: number | undefined;
  readonly family?: FamilyFacts | undefined;
  readonly hospital: HospitalFacts;
  /** Terms in force on the day of admission. */
  readonly terms?: Terms | undefined;
  /** By package code: what the scheme's list and tariff say for the day of admission. */
  readonly packages: Readonly<Record<string, PackageFacts>>;
  /** Other live stays of the same person, in any hospital, that are approved, pended or paid. */
  readonly otherStays: readonly OtherStay[];
  /** Earlier treatment, where the claim's packages or terms ask for it; absent where they do not. */
  readonly history?: History | undefined;
  /** The family's pots in the policy year of the admission, without this claim's own hold. */
  readonly cover: Cover;
  /** Of the kinds of extra that the claim asks for: how often others had them; absent where it asks none. */
  readonly extrasTaken?: readonly ExtraTaken[] | undefined;
  /** The admission that the claim names, as the desk opened it; its own hold is not in `cover`. */
  readonly admission?: AdmissionFacts | undefined;
  /** The pre-authorisation in force for this stay; its own hold is not in `cover`. */
  readonly preAuthorisation?: PreAuthorisationFacts | undefined;
  /** What a person has granted for this claim. */
  readonly grants: Grants;
  /** What others did, as the projections know it; absent in a dry-run, and where a person decides. */
  readonly risk?: RiskFacts | undefined;
  /** What an adjudicator holds to be so of a claim that was decided; `claim` is as corrected. */
  readonly correction?: Correction | undefined;
}

/** A stay as its hospital's desk had opened it before it was claimed. */
export interface AdmissionFacts {
  readonly id: string;
  readonly admittedOn: IsoDate;
  /** Codes of the packages planned last. */
  readonly packageCodes: readonly string[];
  /** When its cover was reserved, the room covered the tariff of what was then planned. */
  readonly withinLimit: boolean;
}

/** What an adjudicator has granted before treatment. */
export interface PreAuthorisationFacts {
  readonly id: string;
  readonly lines: readonly {
    readonly packageCode: string;
    readonly quantity: number;
    /** The tariff's price of what was granted, before the family's share. */
    readonly allowedPaisa: Paisa;
  }[];
}

/** Live claims that pay a kind of extra in the policy year of the admission, the claim itself apart. */
export interface ExtraTaken {
  readonly kind: ExtraKind;
  /** For this member, in whatever family. */
  readonly member: TakenTimes;
  /** For anybody of the family, this member among them, and what members brought along. */
  readonly family: TakenTimes;
}

export interface TakenTimes {
  readonly decided: number;
  /** Of claims that are not decided for good. */
  readonly pended: number;
}

export interface PersonFacts {
  readonly id: PersonId;
  readonly sex?: Sex | undefined;
  readonly bornOn?: IsoDate | undefined;
  readonly diedOn?: IsoDate | undefined;
  /** Periods in which the person was a member of the family. */
  readonly memberships: readonly Membership[];
  /** Periods in which the registry has the person in another family. */
  readonly otherMemberships?: readonly Period[] | undefined;
  /** Periods in which NADRA had blocked the person's own number. */
  readonly blocked?: readonly Period[] | undefined;
  /** District of the permanent address on the card, as the registry learned it last. */
  readonly permanentPcode?: string | undefined;
  /** Periods in which the scheme is in force there; absent where the address is. */
  readonly schemeAtAddress?: readonly Period[] | undefined;
}

export interface Membership extends Period {
  /** The day on which the registry was told of it; absent where no source says. */
  readonly registeredOn?: IsoDate | undefined;
}

export interface FamilyFacts {
  readonly id: FamilyId;
  readonly schemeCode: string;
  readonly districtPcode: string;
  /** Periods in which the scheme is in force in the family's district. */
  readonly schemeInDistrict: readonly Period[];
  /** Periods in which the registry lists it as deserving: poor by the scheme's means test. */
  readonly deserving?: readonly Period[] | undefined;
  /** Periods in which NADRA had blocked the number of the family's head. */
  readonly headBlocked?: readonly Period[] | undefined;
}

export interface Standing extends Period {
  readonly sector: HospitalSector;
  readonly grade: string;
  readonly beds: number;
}

export interface HospitalFacts {
  readonly id: HospitalId;
  readonly districtPcode?: string | undefined;
  readonly standings: readonly Standing[];
  readonly licences: readonly (Period & { readonly kind: 'regular' | 'provisional' })[];
  /** Of the family's scheme. */
  readonly empanelments: readonly (Period & { readonly tiers: readonly CareTier[] })[];
  readonly suspensions: readonly Period[];
  readonly specialities: readonly (Period & { readonly speciality: string })[];
}

export interface PackageFacts {
  readonly package?: Package | undefined;
  /** The rate for the hospital's grade. */
  readonly rate?: TariffRate | undefined;
}

export type LiveState = 'approved' | 'pended' | 'settling';

export interface OtherStay {
  readonly claimId: ClaimId;
  readonly hospitalId: HospitalId;
  readonly admittedOn: IsoDate;
  readonly dischargedOn: IsoDate;
  readonly admissionType: AdmissionType;
  readonly state: LiveState;
  /** Only sessions of day-care: they run beside a stay. */
  readonly sessionsOnly: boolean;
  readonly newborn: boolean;
  /** Same person, hospital, dates, diagnoses, procedures and amounts. */
  readonly identical: boolean;
}

export interface Grants {
  /** Layers whose use for this claim an approver has granted. */
  readonly approvedLayers: readonly string[];
  /** An officer or adjudicator confirmed the emergency; a hospital's own flag is not enough. */
  readonly emergencyConfirmed: boolean;
  /** A pre-authorisation of this very stay is in force. */
  readonly preAuthorised?: boolean | undefined;
}
