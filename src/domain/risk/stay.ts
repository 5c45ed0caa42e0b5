import { addDays, daysBetween, isoDate, type IsoDate } from '../calendar.js';
import type { AdmissionType } from '../claim/claim.js';
import type { ClaimId, FamilyId, HospitalId, PersonId } from '../ids.js';

/** An operation as the surgeon's day counts it. Without both times it has no length. */
export interface Operation {
  readonly lineNo: number;
  /** The surgeon as the claim names them, spelled one way. */
  readonly surgeonKey: string;
  readonly operatedOn: IsoDate;
  /** Minutes since 1970, where the claim says when it began and ended. */
  readonly startedMinute?: number | undefined;
  readonly minutes?: number | undefined;
}

/** A live stay as the signals compare it with others: what is kept of a claim for that, and no more. */
export interface RiskStay {
  readonly hospitalId: HospitalId;
  readonly claimId: ClaimId;
  readonly schemeCode: string;
  readonly familyId?: FamilyId | undefined;
  readonly personId?: PersonId | undefined;
  /** The family's district. */
  readonly districtPcode?: string | undefined;
  readonly admittedOn: IsoDate;
  readonly dischargedOn: IsoDate;
  /** Of the first line. */
  readonly packageCode: string;
  readonly admissionType: AdmissionType;
  /** Takes a bed by night: neither day-care nor a newborn beside its mother. */
  readonly inBed: boolean;
  /** Keyed hash of the contact number; the number itself is never here. */
  readonly phoneKey?: string | undefined;
  /** Hash of diagnoses, packages and vital signs; absent where too little was measured. */
  readonly contentKey?: string | undefined;
  readonly implants: number;
  readonly operations: readonly Operation[];
}

/** Nights of one stay that the day counts know: longer ones are wrong dates more often than care. */
export const MOST_NIGHTS = 120;

/** How soon after a discharge the next admission of the same person follows on, in days. */
export const FOLLOW_ON_DAYS = 3;

/** What the counts of months tell apart. */
export const MEASURES = ['stay', 'emergency', 'implants', 'follow_on'] as const;
export type Measure = (typeof MEASURES)[number];

/** Beds taken in a hospital in one night, and who came in that day. */
export interface DayTally {
  readonly hospitalId: HospitalId;
  readonly dayOn: IsoDate;
  readonly admissions: number;
  readonly occupied: number;
}

/** Admissions of a hospital in a week that begins on a Monday. */
export interface WeekTally {
  readonly hospitalId: HospitalId;
  readonly weekOn: IsoDate;
  readonly admissions: number;
}

/** How many stays of a month had a value: nights, implants, or just that they were of the kind. */
export interface MonthTally {
  readonly hospitalId: HospitalId;
  readonly schemeCode: string;
  readonly monthOn: IsoDate;
  readonly measure: Measure;
  readonly packageCode: string;
  readonly value: number;
  readonly stays: number;
}

const A_MONDAY = isoDate('2024-01-01');

/** The Monday of a day's week. */
export function weekOf(day: IsoDate): IsoDate {
  const since = daysBetween(A_MONDAY, day);
  return addDays(A_MONDAY, Math.floor(since / 7) * 7);
}

/** The first day of a day's month. */
export function monthOf(day: IsoDate): IsoDate {
  return isoDate(`${day.slice(0, 7)}-01`);
}

/** Nights of a stay, none below zero, none beyond what is counted. */
export function nightsOf(stay: Pick<RiskStay, 'admittedOn' | 'dischargedOn'>): number {
  return Math.min(MOST_NIGHTS, Math.max(0, daysBetween(stay.admittedOn, stay.dischargedOn)));
}

/** The days of one stay: one for its admission, one for every night in a bed. */
export function dayTalliesOf(stay: RiskStay): readonly DayTally[] {
  const { hospitalId, admittedOn, inBed } = stay;
  const nights = inBed ? nightsOf(stay) : 0;
  return Array.from({ length: Math.max(1, nights) }, (_, night) => ({
    hospitalId,
    dayOn: addDays(admittedOn, night),
    admissions: night === 0 ? 1 : 0,
    occupied: night < nights ? 1 : 0,
  }));
}

export function weekTallyOf({ hospitalId, admittedOn }: RiskStay): WeekTally {
  return { hospitalId, weekOn: weekOf(admittedOn), admissions: 1 };
}

/** What one stay counts in its month; follow-ons are counted by pairs (`followOnsOf`). */
export function monthTalliesOf(stay: RiskStay): readonly MonthTally[] {
  const { hospitalId, schemeCode, packageCode, admissionType, implants } = stay;
  const common = {
    hospitalId,
    schemeCode,
    monthOn: monthOf(stay.admittedOn),
    packageCode,
    stays: 1,
  };
  return [
    ...(stay.inBed ? [{ ...common, measure: 'stay' as const, value: nightsOf(stay) }] : []),
    ...(stay.inBed && admissionType === 'emergency'
      ? [{ ...common, measure: 'emergency' as const, value: 0 }]
      : []),
    ...(implants > 0 ? [{ ...common, measure: 'implants' as const, value: implants }] : []),
  ];
}

/** Whether a stay follows on another of the same person in the same hospital. */
function followsOn(stay: RiskStay, earlier: RiskStay): boolean {
  if (stay.claimId === earlier.claimId || !stay.inBed || !earlier.inBed) return false;
  if (stay.admissionType === 'transfer_in' || stay.admittedOn <= earlier.admittedOn) return false;
  const days = daysBetween(earlier.dischargedOn, stay.admittedOn);
  return days >= 0 && days <= FOLLOW_ON_DAYS;
}

/**
 * Stays of one person in one hospital that follow on another: each counts once. Which of them was told
 * first makes no difference.
 */
export function followOnsOf(stays: readonly RiskStay[]): readonly MonthTally[] {
  return stays
    .filter((stay) => stays.some((earlier) => followsOn(stay, earlier)))
    .map(({ hospitalId, schemeCode, admittedOn }) => ({
      hospitalId,
      schemeCode,
      monthOn: monthOf(admittedOn),
      measure: 'follow_on',
      packageCode: '',
      value: 0,
      stays: 1,
    }));
}
