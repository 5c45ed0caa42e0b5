import type { Period, YearStart } from '../calendar.js';
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
  readonly note?: string | undefined;
}

/** What one member, or the family together, may draw from a layer in a policy year. */
export interface Cap {
  readonly scope: 'member' | 'family';
  readonly amountPaisa: Figure<Paisa>;
}

/** One layer of cover; the room in it is the smallest over its caps. */
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
}

/** Money or kind beside the treatment, with its own yearly count; never drawn from a layer. */
export interface Extra {
  readonly kind: 'transport' | 'burial' | 'maternity_allowance' | 'wage_loss' | 'shifting';
  readonly amountPaisa: Figure<Paisa>;
  /** Times a year per family; absent where no source says. */
  readonly timesAYear?: Figure<number> | undefined;
}

/** One edition of a scheme's terms, in force for admissions in its period. */
export interface Terms extends Period {
  readonly schemeCode: string;
  readonly policyYearStart: Figure<YearStart>;
  readonly tiers: Readonly<Record<CareTier, readonly Layer[]>>;
  readonly coPay: readonly CoPay[];
  /** Days after which a claim whose person the registry never learned is denied. */
  readonly unmatchedDays: Figure<number>;
  /** On record with their sources; a claim's lines are treatment only, so no rule pays them yet. */
  readonly extras?: readonly Extra[] | undefined;
  /** Days of medicine handed out at discharge, inside the package's price. */
  readonly medicineDaysAfterDischarge?: Figure<number> | undefined;
  /** What the government pays the insurer per family and policy year. */
  readonly premiumPaisa?: Figure<Paisa> | undefined;
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
  readonly source?: string | undefined;
}

/** What a hospital of a grade is paid for a package, for admissions in its period. */
export interface TariffRate extends Period {
  readonly packageCode: string;
  readonly grade: string;
  /** `case`: per case; `ward_day`: per day of the ward named by the package. */
  readonly basis: 'case' | 'ward_day';
  readonly ratePaisa: Paisa;
  readonly implantCeilingPaisa?: Paisa | undefined;
  /** Where the rate was read, or that it is illustrative and how it was made. */
  readonly source?: string | undefined;
}
