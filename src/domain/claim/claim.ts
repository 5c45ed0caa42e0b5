import type { IsoDate } from '../calendar.js';
import type { ClaimId, FamilyId, HospitalId, PersonId } from '../ids.js';
import type { Paisa } from '../money.js';
import type { ExtraKind } from '../scheme/terms.js';

export const ADMISSION_TYPES = [
  'elective',
  'emergency',
  'maternity',
  'day_care',
  'transfer_in',
] as const;
export type AdmissionType = (typeof ADMISSION_TYPES)[number];

export const DISCHARGE_TYPES = ['home', 'against_advice', 'referred', 'absconded', 'died'] as const;
export type DischargeType = (typeof DISCHARGE_TYPES)[number];

export type Sex = 'male' | 'female' | 'other';

export interface Implant {
  readonly batch: string;
  readonly expiresOn: IsoDate;
  readonly pricePaisa?: Paisa | undefined;
}

/** A document the hospital declares: what it is and the SHA-256 of the file it keeps. */
export interface DeclaredDocument {
  readonly kind: string;
  readonly sha256: string;
}

export interface ClaimLine {
  /** 1-based, in the hospital's order. */
  readonly lineNo: number;
  readonly packageCode: string;
  readonly side?: 'left' | 'right' | 'both' | undefined;
  readonly quantity: number;
  /** What the hospital asked for, where an adjudicator recognises less of it. */
  readonly askedQuantity?: number | undefined;
  readonly unitPricePaisa: Paisa;
  readonly startedAt?: string | undefined;
  readonly endedAt?: string | undefined;
  readonly surgeon?: string | undefined;
  readonly anaesthetist?: string | undefined;
  readonly implants: readonly Implant[];
}

/** Money beside the treatment that the hospital paid to the family, and asks the scheme for. */
export interface ClaimExtra {
  /** Counts on after the lines of treatment. */
  readonly lineNo: number;
  readonly kind: ExtraKind;
  /** Days it was paid for, where the terms pay by the day. */
  readonly days?: number | undefined;
  readonly askedPaisa: Paisa;
  /** The day on which the family had it. */
  readonly paidOn: IsoDate;
  /** Where a person was sent on to, by P-code. */
  readonly toDistrictPcode?: string | undefined;
}

/** One stay of one person in one hospital, as the hospital states it, without the CNIC. */
export interface Claim {
  readonly id: ClaimId;
  readonly hospitalId: HospitalId;
  readonly hospitalClaimNo: string;
  readonly personId?: PersonId | undefined;
  readonly familyId?: FamilyId | undefined;
  /** Days in Karachi; the instants behind them stay in the stored claim. */
  readonly admittedOn: IsoDate;
  readonly dischargedOn: IsoDate;
  readonly receivedOn: IsoDate;
  readonly wardDays?: Readonly<Partial<Record<WardKind, number | undefined>>> | undefined;
  readonly admissionType: AdmissionType;
  readonly dischargeType: DischargeType;
  readonly statedSex?: Sex | undefined;
  /** The claim is for a baby on its mother's number. */
  readonly newborn: boolean;
  /** The baby's day of birth, where the hospital states it. */
  readonly newbornBornOn?: IsoDate | undefined;
  /** WHO ICD-10, principal first. */
  readonly diagnoses: readonly string[];
  readonly lines: readonly ClaimLine[];
  /** Absent where nothing beside the treatment is asked. */
  readonly extras?: readonly ClaimExtra[] | undefined;
  readonly documents: readonly DeclaredDocument[];
  readonly revisionOf?: ClaimId | undefined;
}

export const WARD_KINDS = ['general', 'hdu', 'icu', 'icu_ventilator'] as const;
export type WardKind = (typeof WARD_KINDS)[number];

export const OUTCOMES = ['approved', 'partial', 'denied', 'pended'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Who must act before a pended claim moves on. */
export const PEND_OWNERS = ['registry', 'hospital', 'adjudicator', 'approver'] as const;
export type PendOwner = (typeof PEND_OWNERS)[number];

/** Lines of one claim at most, and of the plan that becomes one. */
export const MAX_LINES = 50;
/** Extras of one claim at most: each kind is paid once, and asking for one twice is judged. */
export const MAX_EXTRAS = 10;
/** Diagnoses of one claim at most. */
export const MAX_DIAGNOSES = 30;
/** Times that one line counts its package at most. */
export const MAX_QUANTITY = 1_000;
