import type { z } from 'zod';
import type { IsoDate, Period } from '../domain/calendar.js';
import type { Standing } from '../domain/rules/facts.js';
import type { CareTier, Package, Scheme, TariffRate } from '../domain/scheme/terms.js';
import type { claimBody } from '../intake/index.js';

/** A make-believe scheme with everything that happened in it: plain data, nothing stored. */
export interface DemoWorld {
  readonly scheme: Scheme;
  readonly schemeDistricts: readonly { readonly districtPcode: string; readonly from: IsoDate }[];
  readonly packages: readonly Package[];
  readonly tariff: readonly TariffRate[];
  readonly hospitals: readonly DemoHospital[];
  readonly families: readonly DemoFamily[];
  /** By instant of receipt. */
  readonly claims: readonly DemoClaim[];
}

export interface DemoHospital {
  readonly code: string;
  readonly name: string;
  readonly districtPcode: string;
  readonly standings: readonly Standing[];
  readonly licences: readonly (Period & {
    readonly kind: 'regular' | 'provisional';
    readonly licenceNo: string;
  })[];
  readonly empanelments: readonly (Period & { readonly tiers: readonly CareTier[] })[];
  readonly suspensions: readonly (Period & { readonly reason: string })[];
  readonly specialities: readonly (Period & { readonly speciality: string })[];
}

export interface DemoFamily {
  readonly key: string;
  readonly districtPcode: string;
  readonly enrolledOn: IsoDate;
  readonly members: readonly DemoMember[];
}

export interface DemoMember {
  /** Begins with 9, which no number in Pakistan does: it can be nobody's. */
  readonly cnic: string;
  readonly name: string;
  readonly sex: 'male' | 'female';
  readonly bornOn: IsoDate;
  readonly diedOn?: IsoDate | undefined;
  readonly relation: 'head' | 'spouse' | 'son' | 'daughter';
  /** First day as a member: enrolment, or birth after it. */
  readonly memberFrom: IsoDate;
}

/** A claim as its hospital sends it. */
export type DemoClaimBody = z.input<typeof claimBody>;

export interface DemoClaim {
  readonly hospitalCode: string;
  /** Instant with the offset of Karachi. */
  readonly receivedAt: string;
  /** What was put into it on purpose; absent on an ordinary claim. */
  readonly planted?: Plant | undefined;
  readonly body: DemoClaimBody;
}

/**
 * What the generator puts in on purpose, and how many of each in 3,000 claims. Not all are faults:
 * `same_day_transfer`, `newborn` and the claims past a limit are honest and must be told apart. A fraud is in
 * order by every rule; only beside other claims does it show. The labels stay here: no claim carries one.
 */
export const PLANTS = {
  duplicate: 168,
  overlap: 12,
  same_day_transfer: 15,
  newborn: 40,
  unknown_cnic: 9,
  after_death: 4,
  scheme_not_in_district: 4,
  not_licensed: 6,
  licence_unknown: 4,
  suspended: 6,
  not_empanelled: 5,
  tier_not_empanelled: 5,
  speciality_not_allowed: 6,
  package_unknown: 5,
  package_not_dated: 4,
  sex_excluded: 4,
  sex_disputed: 3,
  age_below: 3,
  age_above: 3,
  discharge_before_admission: 4,
  procedure_outside_stay: 4,
  stay_too_long: 5,
  above_tariff: 150,
  document_missing: 24,
  limit_part_left: 8,
  limit_spent: 8,
  limit_needs_approval: 3,
  limit_maternity: 2,
  limit_emergency: 2,
  fraud_beds: 40,
  fraud_surgeon_places: 12,
  fraud_surgeon_day: 14,
  fraud_procedure: 45,
  fraud_family: 12,
  fraud_caesarean: 34,
  fraud_lengths: 20,
  fraud_follow_on: 14,
  fraud_surge: 28,
  fraud_emergency: 24,
  fraud_far: 12,
  fraud_phone: 14,
  fraud_clone: 12,
  fraud_implants: 10,
} as const;

export type Plant = keyof typeof PLANTS;
