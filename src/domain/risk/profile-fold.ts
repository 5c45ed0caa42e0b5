import { isoDate, type IsoDate } from '../calendar.js';
import type { Paisa } from '../money.js';
import {
  addStays,
  NO_ACTIVITY,
  type PackageTally,
  type ProfiledStay,
  type ProfileMeasures,
} from './profile-activity.js';

/** Where the counts of a stay are kept; an empty surgeon stands for the whole hospital. */
export interface ProfileKey {
  readonly hospitalId: string;
  readonly surgeonKey: string;
  readonly schemeCode: string;
  /** The family's district. */
  readonly districtPcode: string;
  /** First day of the quarter of admission. */
  readonly quarterOn: IsoDate;
}

/** A decided stay as profiles count it. */
export interface CountedStay extends Omit<ProfileKey, 'surgeonKey'>, ProfiledStay {
  /** Those who operated, each once. */
  readonly surgeons: readonly string[];
}

/** What a claim contributes as it was last decided: nothing, or one stay. */
export interface ProfiledClaim {
  readonly lane: number;
  readonly claimId: string;
  readonly stay?: CountedStay | undefined;
  /** The revision in whose favour this claim counts no more, whatever is still heard of it. */
  readonly replacedBy?: string | undefined;
}

/** A decision as the projection hears of it. */
export interface ProfiledDecision extends Omit<ProfiledClaim, 'replacedBy'> {
  readonly revisionOf?: { readonly lane: number; readonly claimId: string } | undefined;
}

/** Differences of counts, for one package; counts may be below zero. */
export interface ActivityRow extends ProfileKey, PackageTally {
  readonly packageCode: string;
}

/** A difference of how often a person's amount was claimed. */
export interface BillRow extends ProfileKey {
  readonly personKey: string;
  readonly amountPaisa: Paisa;
  readonly stays: number;
}

export interface FoldedProfiles {
  readonly claims: readonly ProfiledClaim[];
  readonly activities: readonly ActivityRow[];
  readonly bills: readonly BillRow[];
}

/** The first day of a day's quarter. */
export function quarterOf(day: IsoDate): IsoDate {
  const first = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
  return isoDate(`${day.slice(0, 4)}-${String(first).padStart(2, '0')}-01`);
}

/** The quarter so many before one (or after, where negative). */
export function quarterBefore(quarterOn: IsoDate, quarters: number): IsoDate {
  const months = Number(quarterOn.slice(0, 4)) * 12 + Number(quarterOn.slice(5, 7)) - 1;
  const to = months - 3 * quarters;
  const month = String((to % 12) + 1).padStart(2, '0');
  return isoDate(`${String(Math.floor(to / 12)).padStart(4, '0')}-${month}-01`);
}

/**
 * Folds decisions over what their claims contributed before: a later decision takes the place of an earlier
 * one, a revision that of the claim it replaces, which stays out whatever is still heard of it.
 */
export function foldProfiles(
  decisions: readonly ProfiledDecision[],
  before: readonly ProfiledClaim[],
  measures: ProfileMeasures,
): FoldedProfiles {
  const claims = new Map(before.map((claim) => [claim.claimId, claim]));
  const changed = new Set<string>();
  const sums = new ProfileSums(measures);
  const replace = (claim: ProfiledClaim): void => {
    const earlier = claims.get(claim.claimId);
    if (earlier?.replacedBy !== undefined) return;
    sums.add(earlier?.stay, -1);
    sums.add(claim.stay, 1);
    claims.set(claim.claimId, claim);
    changed.add(claim.claimId);
  };
  for (const { lane, claimId, stay, revisionOf } of decisions) {
    if (revisionOf !== undefined) replace({ ...revisionOf, replacedBy: claimId });
    replace({ lane, claimId, stay });
  }
  return {
    claims: [...claims.values()].filter(({ claimId }) => changed.has(claimId)),
    ...sums.differences(),
  };
}

/** Differences of the counts, by their keys. */
class ProfileSums {
  readonly #measures: ProfileMeasures;
  readonly #activities = new Map<string, ActivityRow>();
  readonly #bills = new Map<string, BillRow>();

  constructor(measures: ProfileMeasures) {
    this.#measures = measures;
  }

  add(stay: CountedStay | undefined, sign: 1 | -1): void {
    if (stay === undefined) return;
    const { hospitalId, schemeCode, districtPcode, quarterOn, personKey, packageKey } = stay;
    const tally = addStays(NO_ACTIVITY, [stay], this.#measures).packages.get(packageKey);
    if (tally === undefined) return;
    for (const surgeonKey of ['', ...stay.surgeons]) {
      const key = { hospitalId, surgeonKey, schemeCode, districtPcode, quarterOn };
      this.#addActivity({ ...key, ...tally, packageCode: packageKey }, sign);
      if (stay.amount === 0n) continue;
      this.#addBill({ ...key, personKey, amountPaisa: stay.amount, stays: sign });
    }
  }

  #addActivity(row: ActivityRow, sign: 1 | -1): void {
    const key = `${placeOf(row)} ${row.packageCode}`;
    const soFar = this.#activities.get(key);
    this.#activities.set(key, {
      ...row,
      stays: (soFar?.stays ?? 0) + sign * row.stays,
      longStays: (soFar?.longStays ?? 0) + sign * row.longStays,
      perDayMilli: (soFar?.perDayMilli ?? 0) + sign * row.perDayMilli,
      perDayMilliSquared: (soFar?.perDayMilliSquared ?? 0) + sign * row.perDayMilliSquared,
    });
  }

  #addBill(row: BillRow): void {
    const key = `${placeOf(row)} ${row.personKey} ${row.amountPaisa}`;
    const stays = (this.#bills.get(key)?.stays ?? 0) + row.stays;
    this.#bills.set(key, { ...row, stays });
  }

  differences(): Omit<FoldedProfiles, 'claims'> {
    return {
      activities: [...this.#activities.values()].filter(
        ({ stays, longStays, perDayMilli, perDayMilliSquared }) =>
          stays !== 0 || longStays !== 0 || perDayMilli !== 0 || perDayMilliSquared !== 0,
      ),
      bills: [...this.#bills.values()].filter(({ stays }) => stays !== 0),
    };
  }
}

/** A surgeon's name is all that holds blanks: it stands between words of one kind each. */
function placeOf({
  hospitalId,
  surgeonKey,
  schemeCode,
  districtPcode,
  quarterOn,
}: ProfileKey): string {
  return `${hospitalId} ${surgeonKey} ${schemeCode} ${districtPcode} ${quarterOn}`;
}
