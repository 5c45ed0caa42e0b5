import type { Period, YearStart } from '../calendar.js';
import type { AdmissionType, DischargeType, WardKind } from '../claim/claim.js';
import type { BasisPoints, Paisa } from '../money.js';
import type { SourceId } from './sources.js';

/** Care tiers: each draws on its own pots. */
export const CARE_TIERS = ['secondary', 'priority'] as const;
export type CareTier = (typeof CARE_TIERS)[number];

export type HospitalSector = 'public' | 'private';

/** A figure of the scheme with where it was read. Uncertain ones pend what they would decide. */
export interface Figure<T> {
  readonly value: T;
  readonly source: SourceId;
  readonly uncertain?: true | undefined;
  /** Taken over from another country's scheme: for make-believe schemes only. */
  readonly borrowed?: true | undefined;
  readonly note?: string | undefined;
}

/** What one member, or the family together, may draw from a layer in a policy year. */
export interface Cap {
  readonly scope: 'member' | 'family';
  readonly amountPaisa: Figure<Paisa>;
}

/**
 * One layer of cover; the room in it is the smallest over its caps. Without caps it has no ceiling: it
 * is `excess`, the last of its tier, and somebody approves each amount.
 */
export interface Layer {
  readonly code: string;
  readonly caps: readonly Cap[];
  readonly needsApproval: boolean;
}

/** The family's share of a package's price, by sector and package group, from a day. */
export interface CoPay extends Period {
  readonly sector: HospitalSector;
  /** Package groups it touches; all of them when absent. */
  readonly groups?: readonly string[] | undefined;
  /** Package groups that stay exempt although all others are touched. */
  readonly exceptGroups?: readonly string[] | undefined;
  readonly share: Figure<BasisPoints>;
  /** Families that the registry lists as deserving pay none of it. */
  readonly deservingExempt?: Figure<true> | undefined;
}

/** What an entry of the terms touches: whatever one of its lists names, or everything. */
export interface Treatment {
  readonly everything?: true | undefined;
  /** Package groups. */
  readonly groups?: readonly string[] | undefined;
  /** Package codes. */
  readonly packages?: readonly string[] | undefined;
  /** Beginnings of ICD-10 codes, without the dot. */
  readonly diagnoses?: readonly string[] | undefined;
}

/** Treatment that the scheme pays in hospitals of one sector only, by day of admission. */
export interface Reservation extends Period {
  readonly sector: HospitalSector;
  readonly treatment: Figure<Treatment>;
}

/** Treatment that the scheme does not pay at all, by day of admission. */
export interface Exclusion extends Period {
  /** What is excluded, in the words of the source. */
  readonly name: string;
  readonly treatment: Figure<Treatment>;
}

export const ADMISSION_LIMITS = ['pre_authorised_emergencies'] as const;

/** Suspension mode: a period in which the scheme takes none but these new admissions. */
export interface AdmissionLimit extends Period {
  readonly only: Figure<(typeof ADMISSION_LIMITS)[number]>;
}

export const EXTRA_KINDS = [
  'transport',
  'burial',
  'maternity_allowance',
  'wage_loss',
  'shifting',
] as const;
export type ExtraKind = (typeof EXTRA_KINDS)[number];

/** Money beside the treatment for the family, with its own yearly count; never drawn from a layer. */
export interface Extra {
  readonly kind: ExtraKind;
  readonly amountPaisa: Figure<Paisa>;
  /** Whose year counts; the family's where absent. */
  readonly scope?: Cap['scope'] | undefined;
  /** Times in a policy year; absent where no source says. */
  readonly timesAYear?: Figure<number> | undefined;
  /** The amount is for a day, and paid for so many days at most. */
  readonly daysAtMost?: Figure<number> | undefined;
  /** Only with treatment of this tier. */
  readonly tier?: CareTier | undefined;
  /** Only with a package that the list marks maternity. */
  readonly maternityOnly?: true | undefined;
}

/**
 * What a family is paid when its head dies: another insurance on the same card. On record only; a claim
 * for a stay says nothing of it.
 */
export interface LifeCover extends Period {
  /** The head's age at death in whole years: so old at least, and younger than that. */
  readonly fromAge?: number | undefined;
  readonly belowAge?: number | undefined;
  readonly amountPaisa: Figure<Paisa>;
}

/** A document that a stay wants whatever its packages: by how it began, by how it ended, or always. */
export interface StayDocument {
  readonly kind: Figure<string>;
  readonly admissionTypes?: readonly AdmissionType[] | undefined;
  readonly dischargeTypes?: readonly DischargeType[] | undefined;
}

/** What becomes of claims that come more than so many days after discharge. */
export interface LatenessClass {
  readonly afterDays: Figure<number>;
  readonly then: 'pend' | 'deny';
}

/** What is wanted before treatment, and for how long it holds. */
export interface PreAuthorisationTerms {
  /** Tiers of care that are not paid without it; none where absent. */
  readonly tiers?: Figure<readonly CareTier[]> | undefined;
  /** Days from the grant in which the admission must follow; it does not expire where absent. */
  readonly validDays?: Figure<number> | undefined;
  /** Days from an emergency admission in which it may be asked for; no end where absent. */
  readonly emergencyDays?: Figure<number> | undefined;
}

/** One edition of a scheme's terms, in force for admissions in its period. */
export interface Terms extends Period {
  readonly schemeCode: string;
  readonly policyYearStart: Figure<YearStart>;
  readonly tiers: Readonly<Record<CareTier, readonly Layer[]>>;
  readonly coPay: readonly CoPay[];
  readonly reservations?: readonly Reservation[] | undefined;
  readonly exclusions?: readonly Exclusion[] | undefined;
  readonly admissionLimits?: readonly AdmissionLimit[] | undefined;
  /**
   * Shares of the allowed amounts of the operations of one sitting, the dearest first; the last
   * share holds for all further ones.
   */
  readonly sittingShares?: Figure<readonly BasisPoints[]> | undefined;
  /** Days from a discharge in which follow-up at the same hospital is inside the price of the stay. */
  readonly followUpDays?: Figure<number> | undefined;
  /** Days from a discharge in which coming back for the same cause is looked at by a person. */
  readonly readmissionDays?: Figure<number> | undefined;
  /** Admissions that one member may have in a policy year. */
  readonly admissionsAYear?: Figure<number> | undefined;
  /** Grades of hospital that may give each tier of care; any grade where absent. */
  readonly tierGrades?:
    Readonly<Partial<Record<CareTier, Figure<readonly string[]> | undefined>>> | undefined;
  /** Days from the mother's admission in which a baby may be admitted on her number. */
  readonly newbornDays?: Figure<number> | undefined;
  readonly preAuthorisation?: PreAuthorisationTerms | undefined;
  readonly stayDocuments?: readonly StayDocument[] | undefined;
  /** No claim is late where there is none. */
  readonly lateness?: readonly LatenessClass[] | undefined;
  /** Days after which a claim whose person the registry never learned is denied. */
  readonly unmatchedDays: Figure<number>;
  /** Money for the family beside the treatment, which the hospital advances and claims. */
  readonly extras?: readonly Extra[] | undefined;
  /** Days of medicine handed out at discharge, inside the package's price. */
  readonly medicineDaysAfterDischarge?: Figure<number> | undefined;
  readonly lifeCover?: readonly LifeCover[] | undefined;
  /** What the government pays the insurer per family and policy year. */
  readonly premiumPaisa?: Figure<Paisa> | undefined;
  /** Why the days between the edition before and this one have no terms. */
  readonly gapBefore?: Figure<'stopped' | 'no_source'> | undefined;
}

/**
 * Days after which a claim is denied whose person the registry never learned, where no terms say so:
 * nobody knows the scheme of an unknown person. The project's own choice (architecture, the claim).
 */
export function unmatchedDaysWithoutTerms(): number {
  return 30;
}

export interface Scheme {
  readonly code: string;
  readonly nameEn: string;
  readonly nameUr: string;
  /** Make-believe: for trying things out, never policy. */
  readonly invented: boolean;
  readonly terms: readonly Terms[];
}

/** What a package asks of the stay, the person and the year. What is absent is not asked. */
export interface PackageLimits {
  /** Days that a person must have been a member before the admission. */
  readonly waitingDays?: number | undefined;
  /** Once in a person's life; once for each side of the body where it is sided. */
  readonly onceInLife?: boolean | undefined;
  /** Codes of packages on the same organ or part of the body: once in a life holds for all together. */
  readonly sameOrganAs?: readonly string[] | undefined;
  /** Days from one such stay's discharge to the admission of the next. */
  readonly daysBetween?: number | undefined;
  /** Times in a policy year for one person, and for the whole family. */
  readonly timesAYear?: number | undefined;
  readonly familyTimesAYear?: number | undefined;
  /** Done to a side of the body, which the claim must name. */
  readonly sided?: boolean | undefined;
  /** An operation: several in one sitting are paid by the terms' shares. */
  readonly operation?: boolean | undefined;
  /** Follow-up of an earlier stay: inside that stay's price for the terms' days. */
  readonly followUp?: boolean | undefined;
  /** Planned in stages: coming back for it is no readmission. */
  readonly staged?: boolean | undefined;
  /** Codes of packages that are parts of this one, and may not be asked beside it. */
  readonly includes?: readonly string[] | undefined;
  /** Codes of packages that cannot stand on the same claim. */
  readonly exclusiveWith?: readonly string[] | undefined;
  /** Beginnings of the ICD-10 codes, without the dot, for which it is plausible. */
  readonly diagnoses?: readonly string[] | undefined;
  /** Planned treatment: nobody is brought in for it as an emergency. */
  readonly elective?: boolean | undefined;
  /** Implants are part of it: each must be named with its batch and expiry. */
  readonly implanted?: boolean | undefined;
}

/** What the scheme's own list says of a package, in force for admissions in its period. */
export interface Package extends Period {
  readonly code: string;
  readonly nameEn: string;
  readonly tier: CareTier;
  readonly group?: string | undefined;
  readonly speciality?: string | undefined;
  readonly dayCare: boolean;
  /** Dialysis, chemotherapy, radiotherapy, transfusion: sessions that repeat and do not overlap a stay. */
  readonly session: boolean;
  readonly maternity: boolean;
  readonly lifeSaving: boolean;
  readonly sex?: 'male' | 'female' | undefined;
  readonly minAgeYears?: number | undefined;
  readonly maxAgeYears?: number | undefined;
  readonly maxStayDays?: number | undefined;
  readonly alosDays?: number | undefined;
  readonly documents: readonly string[];
  readonly limits?: PackageLimits | undefined;
  readonly source?: string | undefined;
}

/** Rates a day of the wards dearer than the general one. */
export type WardRates = Readonly<Partial<Record<Exclude<WardKind, 'general'>, Paisa | undefined>>>;

/** What a hospital of a grade is paid for a package, for admissions in its period. */
export interface TariffRate extends Period {
  readonly packageCode: string;
  readonly grade: string;
  /** `case`: per case; `ward_day`: per day of the ward named by the package. */
  readonly basis: 'case' | 'ward_day';
  readonly ratePaisa: Paisa;
  /** A day in these wards; in any other ward it is the rate itself. */
  readonly wardRatesPaisa?: WardRates | undefined;
  readonly implantCeilingPaisa?: Paisa | undefined;
  /** Where the rate was read, or that it is illustrative and how it was made. */
  readonly source?: string | undefined;
}
