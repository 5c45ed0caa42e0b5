import { addDays, isoDate, policyYearOf, type IsoDate } from '../calendar.js';
import type { Claim, ClaimLine } from '../claim/claim.js';
import type { ClaimId, HospitalId } from '../ids.js';
import type { Terms } from '../scheme/terms.js';
import type { CaseFacts, LiveState, PackageFacts } from './facts.js';

/** A line of an earlier claim that was not denied, with what its package was on the day of that stay. */
export interface PastLine {
  readonly packageCode: string;
  readonly group?: string | undefined;
  readonly side?: ClaimLine['side'];
  readonly quantity: number;
  readonly session?: true | undefined;
  readonly staged?: true | undefined;
  readonly followUp?: true | undefined;
}

/** Another live claim of a person, on whatever family's card: approved, pended, settling or paid. */
export interface PastStay {
  readonly claimId: ClaimId;
  readonly hospitalId: HospitalId;
  /** Codes of packages mean something within their scheme only. */
  readonly schemeCode?: string | undefined;
  readonly admittedOn: IsoDate;
  readonly dischargedOn: IsoDate;
  readonly state: LiveState;
  /** Principal, ICD-10. */
  readonly diagnosis?: string | undefined;
  /** Came from another hospital: the same illness goes on. */
  readonly transferIn?: true | undefined;
  readonly lines: readonly PastLine[];
}

/** What of a person's treatment bears on a claim, as far as its packages and terms ask. */
export interface History {
  /** Newest admission first. */
  readonly stays: readonly PastStay[];
  /** Of the other members of the family, where a package is counted for all of them together. */
  readonly familyStays: readonly PastStay[];
  /** There were more than are kept: what is not in the lists may have been. */
  readonly cut: boolean;
}

/** At most so many stays of a person, and as many of the family's others, are kept with a decision. */
export const MOST_PAST_STAYS = 200;

const EVER = isoDate('0001-01-01');

/** Which stays bear on a claim: those discharged on a day or later, whole or with packages of a list. */
export interface HistoryNeed {
  readonly codes: readonly string[];
  readonly since: IsoDate;
  /** Every stay since that day, whatever its packages. */
  readonly wholeSince?: IsoDate | undefined;
  /** Packages counted for the whole family, in the policy year of the admission. */
  readonly familyCodes: readonly string[];
  readonly familySince: IsoDate;
}

/**
 * What a claim's packages and terms ask of earlier stays; absent where they ask nothing, which is the
 * rule rather than the exception. A newborn on its mother's number has no history of its own.
 */
export function historyNeedOf(
  claim: Pick<Claim, 'admittedOn' | 'personId' | 'newborn'>,
  packages: Readonly<Record<string, PackageFacts>>,
  terms: Terms | undefined,
): HistoryNeed | undefined {
  if (claim.newborn || claim.personId === undefined) return undefined;
  const year = terms && policyYearOf(terms.policyYearStart.value, claim.admittedOn);
  const back = (days: number): IsoDate => addDays(claim.admittedOn, -days);
  const codes = new Map<string, IsoDate>();
  const familyCodes: string[] = [];
  const whole: IsoDate[] = [];
  if (terms?.readmissionDays !== undefined) whole.push(back(terms.readmissionDays.value));
  if (terms?.admissionsAYear !== undefined && year !== undefined) whole.push(year);
  for (const [code, { package: listed }] of Object.entries(packages)) {
    const limits = listed?.limits;
    if (limits === undefined) continue;
    const since: IsoDate[] = [];
    if (limits.onceInLife === true) {
      since.push(EVER);
      for (const same of limits.sameOrganAs ?? []) codes.set(same, EVER);
    }
    if (limits.daysBetween !== undefined) since.push(back(limits.daysBetween));
    if (limits.timesAYear !== undefined && year !== undefined) since.push(year);
    if (limits.familyTimesAYear !== undefined && year !== undefined) {
      since.push(year);
      familyCodes.push(code);
    }
    if (limits.followUp === true && terms?.followUpDays !== undefined) {
      whole.push(back(terms.followUpDays.value));
    }
    const known = codes.get(code);
    if (known !== undefined) since.push(known);
    if (since.length > 0) codes.set(code, earliest(since));
  }
  if (codes.size === 0 && whole.length === 0) return undefined;
  return {
    codes: [...codes.keys()].sort(),
    since: codes.size === 0 ? claim.admittedOn : earliest([...codes.values()]),
    ...(whole.length === 0 ? {} : { wholeSince: earliest(whole) }),
    familyCodes: familyCodes.sort(),
    familySince: year ?? claim.admittedOn,
  };
}

/** Whether a stay of the person is one that a claim asks for. */
export function isAskedFor(need: HistoryNeed, stay: PastStay): boolean {
  if (need.wholeSince !== undefined && stay.dischargedOn >= need.wholeSince) return true;
  return stay.dischargedOn >= need.since && holdsOneOf(stay, need.codes);
}

/** Whether a stay of another member is one that a claim counts. */
export function isAskedOfFamily(need: HistoryNeed, stay: PastStay): boolean {
  return stay.dischargedOn >= need.familySince && holdsOneOf(stay, need.familyCodes);
}

function holdsOneOf({ lines }: PastStay, codes: readonly string[]): boolean {
  return lines.some(({ packageCode }) => codes.includes(packageCode));
}

function earliest(days: readonly IsoDate[]): IsoDate {
  return days.reduce((first, day) => (day < first ? day : first));
}

/** Newest admission first, for one order whatever they were read in. */
export function newestFirst(a: PastStay, b: PastStay): number {
  if (a.admittedOn !== b.admittedOn) return a.admittedOn > b.admittedOn ? -1 : 1;
  return a.claimId > b.claimId ? -1 : 1;
}

export interface Past {
  readonly stay: PastStay;
  readonly line: PastLine;
}

/** Earlier lines with a package of the same scheme, or with one of several, newest first. */
export function pastLines(
  facts: CaseFacts,
  packageCode: string | readonly string[],
  stays: readonly PastStay[] = facts.history?.stays ?? [],
): readonly Past[] {
  const codes = [packageCode].flat();
  return stays
    .filter(({ schemeCode }) => schemeCode === facts.family?.schemeCode)
    .flatMap((stay) =>
      stay.lines.filter((line) => codes.includes(line.packageCode)).map((line) => ({ stay, line })),
    );
}

/** Every line is a session that repeats: no stay in a bed. */
export function wasSessionsOnly({ lines }: PastStay): boolean {
  return lines.length > 0 && lines.every(({ session }) => session === true);
}

/** A fact to refuse on: decided in its favour, and before this stay. Otherwise either may be wrong. */
export function isCertainBefore({ state, admittedOn }: PastStay, claim: Claim): boolean {
  return state !== 'pended' && admittedOn <= claim.admittedOn;
}
