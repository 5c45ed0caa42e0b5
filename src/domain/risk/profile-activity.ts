import type { Paisa } from '../money.js';

/** One stay as a profile counts it: of a hospital, or of a surgeon. */
export interface ProfiledStay {
  /** Who was treated: any key that is the same for the same person. */
  readonly personKey: string;
  /** The package (a DRG, where a claim set has those). */
  readonly packageKey: string;
  /** Days between admission and discharge; 0 for the same day. */
  readonly days: number;
  /** What was claimed for the stay. */
  readonly amount: Paisa;
}

/** What a profile takes for long, and the unit of money by which a day is measured. */
export interface ProfileMeasures {
  /** A stay of as many days or more is a long one. */
  readonly longStayDays: number;
  /** About what a day of stay costs: it only bends the scale of amounts, so a round figure will do. */
  readonly perDayUnit: Paisa;
}

/** The stays of one package, in whole numbers, so that taking away undoes adding to the last digit. */
export interface PackageTally {
  readonly stays: number;
  readonly longStays: number;
  /** Sum over stays of 1,000 × ln(1 + amount a day ÷ unit), each rounded. */
  readonly perDayMilli: number;
  /** Sum of the squares of those. */
  readonly perDayMilliSquared: number;
}

/**
 * What one hospital (or surgeon) did, as counts that can be added in any order and taken away again.
 * Never holds a zero: two activities that say the same are deeply equal.
 */
export interface Activity {
  readonly packages: ReadonlyMap<string, PackageTally>;
  /** Stays of each person at each amount; stays without an amount are not here. */
  readonly bills: ReadonlyMap<string, number>;
}

/** What of an activity is compared with peers. */
export interface ActivitySummary {
  readonly stays: number;
  /** Stays with an amount, and those of them for which the same person's amount had been claimed here already. */
  readonly billed: number;
  readonly copies: number;
  readonly packages: ReadonlyMap<string, PackageTally>;
}

export const NO_ACTIVITY: Activity = { packages: new Map(), bills: new Map() };

/** The amount for a day of stay on a bent scale: 1,000 × ln(1 + amount a day ÷ unit). */
export function perDayMilliOf(stay: ProfiledStay, { perDayUnit }: ProfileMeasures): number {
  // The day of admission counts as one, so that a stay within a day has a price too.
  const perDay = Number(stay.amount) / (stay.days + 1);
  return Math.round(1_000 * Math.log1p(perDay / Number(perDayUnit)));
}

/** Adds stays to an activity. Throws a RangeError for a stay of less than no days or a negative amount. */
export function addStays(
  activity: Activity,
  stays: Iterable<ProfiledStay>,
  measures: ProfileMeasures,
): Activity {
  return combine(activity, activityOf(stays, measures), 1);
}

/** Takes stays away that were added before; throws a RangeError for one that was not. */
export function takeStays(
  activity: Activity,
  stays: Iterable<ProfiledStay>,
  measures: ProfileMeasures,
): Activity {
  return combine(activity, activityOf(stays, measures), -1);
}

/** Two activities as one, for instance quarters of a year: associative and commutative. */
export function mergeActivities(first: Activity, second: Activity): Activity {
  return combine(first, second, 1);
}

function activityOf(stays: Iterable<ProfiledStay>, measures: ProfileMeasures): Activity {
  const packages = new Map<string, PackageTally>();
  const bills = new Map<string, number>();
  for (const stay of stays) {
    checkStay(stay);
    const { personKey, packageKey, amount } = stay;
    const milli = perDayMilliOf(stay, measures);
    const one: PackageTally = {
      stays: 1,
      longStays: stay.days >= measures.longStayDays ? 1 : 0,
      perDayMilli: milli,
      perDayMilliSquared: milli * milli,
    };
    packages.set(packageKey, sumOf(packages.get(packageKey), one, 1));
    if (amount === 0n) continue;
    const bill = JSON.stringify([personKey, String(amount)]);
    bills.set(bill, (bills.get(bill) ?? 0) + 1);
  }
  return { packages, bills };
}

function checkStay({ days, amount }: ProfiledStay): void {
  if (!Number.isSafeInteger(days) || days < 0) throw new RangeError(`a stay of ${days} days`);
  if (amount < 0n) throw new RangeError('a stay of less than no money');
}

const NOTHING: PackageTally = { stays: 0, longStays: 0, perDayMilli: 0, perDayMilliSquared: 0 };

function sumOf(first: PackageTally = NOTHING, second: PackageTally, sign: 1 | -1): PackageTally {
  return {
    stays: first.stays + sign * second.stays,
    longStays: first.longStays + sign * second.longStays,
    perDayMilli: first.perDayMilli + sign * second.perDayMilli,
    perDayMilliSquared: first.perDayMilliSquared + sign * second.perDayMilliSquared,
  };
}

function combine(first: Activity, second: Activity, sign: 1 | -1): Activity {
  const packages = new Map(first.packages);
  for (const [key, tally] of second.packages) {
    const sum = sumOf(packages.get(key), tally, sign);
    if (Object.values(sum).some((count) => count < 0) || (sum.stays === 0 && !isNothing(sum))) {
      throw new RangeError('a stay is taken away that was never added');
    }
    if (sum.stays === 0) packages.delete(key);
    else packages.set(key, sum);
  }
  return { packages, bills: combineCounts(first.bills, second.bills, sign) };
}

function isNothing(tally: PackageTally): boolean {
  return Object.values(tally).every((count) => count === 0);
}

function combineCounts(
  first: ReadonlyMap<string, number>,
  second: ReadonlyMap<string, number>,
  sign: 1 | -1,
): ReadonlyMap<string, number> {
  const counts = new Map(first);
  for (const [key, count] of second) {
    const sum = (counts.get(key) ?? 0) + sign * count;
    if (sum < 0) throw new RangeError('a stay is taken away that was never added');
    if (sum === 0) counts.delete(key);
    else counts.set(key, sum);
  }
  return counts;
}

export function summaryOf({ packages, bills }: Activity): ActivitySummary {
  let [stays, billed] = [0, 0];
  for (const tally of packages.values()) stays += tally.stays;
  for (const count of bills.values()) billed += count;
  return { stays, billed, copies: billed - bills.size, packages };
}
