import { addDays, daysBetween, type IsoDate } from '../calendar.js';
import type { ClaimId, FamilyId, HospitalId, PersonId } from '../ids.js';
import type { BasisPoints } from '../money.js';
import type { PeerFacts } from './peers.js';
import {
  FOLLOW_ON_DAYS,
  MOST_NIGHTS,
  nightsOf,
  weekOf,
  type Operation,
  type RiskStay,
} from './stay.js';

/** Another claim that shares something with the one judged. */
export interface Link {
  readonly claimId: ClaimId;
  readonly hospitalId: HospitalId;
  readonly familyId?: FamilyId | undefined;
  readonly personId?: PersonId | undefined;
  readonly packageCode: string;
  readonly admittedOn: IsoDate;
  readonly dischargedOn: IsoDate;
}

/** Another operation of the same surgeon on the same day. */
export interface FoundOperation extends Operation {
  readonly claimId: ClaimId;
  readonly hospitalId: HospitalId;
}

/** What the projections know that bears on one claim, as it was found. */
export interface FoundRows {
  /** One claim for each other family that gave the same contact number. */
  readonly phone: readonly Link[];
  /** One claim for each other person whose sheet says the very same. */
  readonly content: readonly Link[];
  /** Of other members of the family, of late. */
  readonly family: readonly Link[];
  /** Of the same person in the same hospital, ended just before. */
  readonly before: readonly Link[];
  /** Of families of the same district in the same hospital, of late. */
  readonly district: readonly Link[];
  readonly operations: readonly FoundOperation[];
  /** Beds taken in the nights of the stay. */
  readonly nights: readonly { readonly dayOn: IsoDate; readonly occupied: number }[];
  readonly weeks: readonly { readonly weekOn: IsoDate; readonly admissions: number }[];
  /** The claim that this one replaces, as nights and weeks count it: without a bed it has no night. */
  readonly replaced?: Pick<Link, 'admittedOn' | 'dischargedOn'> | undefined;
}

/** Rows of one kind that are looked at for one claim, at most. */
export const MOST_LINKS = 12;
/** Claims of one district and of one surgeon's day that are looked at, at most. */
export const MOST_NEAR = 200;
export const MOST_OPERATIONS = 40;
/** Weeks before the admission's with which it is compared. */
export const WEEKS_BEFORE = 12;
/** Days before and after in which a family's same operations belong together. */
export const FAMILY_DAYS = 180;
/** Families of one district admitted so many days apart come together. */
export const TOGETHER_DAYS = 3;
/** Nearer than this is not far from home, in kilometres between the districts' middles. */
export const FAR_KM = 120;

/** Other claims as evidence, some of them by id. */
export interface Others {
  readonly count: number;
  readonly claims: readonly ClaimId[];
}

/** One surgeon on one day, with all of this claim's own operations in it. */
export interface SurgeonDay {
  readonly lineNo: number;
  readonly surgeonKey: string;
  readonly on: IsoDate;
  readonly operations: number;
  /** Of those that say how long they took. */
  readonly minutes: number;
  readonly claims: readonly ClaimId[];
  /** An operation in another hospital during this one. */
  readonly elsewhere?: { readonly claimId: ClaimId; readonly minutes: number } | undefined;
}

/** Why a claim is looked at by chance. */
export interface Sampled {
  /** Of ten thousand claims so many. */
  readonly rate: BasisPoints;
  /** The hospital's profile has raised the rate. */
  readonly raised: boolean;
}

/** What the judge reads of other families and hospitals; it is stored with the decision. */
export interface RiskFacts {
  /** The fullest night of the stay: beds that other claims of the scheme take in it. */
  readonly busiest?: { readonly on: IsoDate; readonly others: number } | undefined;
  readonly week: {
    readonly on: IsoDate;
    readonly admissions: number;
    /** Of the weeks before, the latest first. */
    readonly before: readonly number[];
  };
  readonly surgeons: readonly SurgeonDay[];
  readonly phone?: Others | undefined;
  readonly content?: Others | undefined;
  readonly family?: (Others & { readonly firstOn: IsoDate; readonly lastOn: IsoDate }) | undefined;
  readonly before?: { readonly claimId: ClaimId; readonly dischargedOn: IsoDate } | undefined;
  readonly far?:
    | (Others & {
        readonly districtPcode: string;
        readonly km: number;
        /** Families of the district in the hospital in the weeks before. */
        readonly earlier: number;
      })
    | undefined;
  readonly peers: PeerFacts;
  /** The hospital's profile, 0 to 100, where one is kept. */
  readonly profile?: number | undefined;
  /** In the audit sample, by a keyed hash of the claim's id. */
  readonly sampled?: Sampled | undefined;
}

/** What a claim is asked with, beside the stay itself. */
export interface Asking {
  readonly stay: RiskStay;
  readonly revisionOf?: ClaimId | undefined;
  readonly found: FoundRows;
  readonly peers: PeerFacts;
  /** Kilometres from the family's district to the hospital's, where both are known. */
  readonly km?: number | undefined;
  readonly profile?: number | undefined;
}

/** Makes facts of what was found; the claim itself and the one it replaces are left out of all of it. */
export function riskFactsOf({ stay, revisionOf, found, peers, km, profile }: Asking): RiskFacts {
  const others = <T extends { readonly claimId: ClaimId }>(rows: readonly T[]): readonly T[] =>
    rows.filter(({ claimId }) => claimId !== stay.claimId && claimId !== revisionOf);
  // Somebody whom the registry does not know may be anybody, the claim's own people too.
  const phone = others(found.phone).filter(
    ({ familyId }) => familyId !== undefined && familyId !== stay.familyId,
  );
  const content = others(found.content).filter(
    ({ personId }) => personId !== undefined && personId !== stay.personId,
  );
  const family = sameOperation(stay, others(found.family));
  const [before] = others(found.before);
  const busiest = busiestOf(stay, found);
  // Where as many come as are looked at, nobody knows how many came before: the district always goes there.
  const isFar = km !== undefined && km >= FAR_KM && found.district.length < MOST_NEAR;
  return {
    ...(busiest === undefined ? {} : { busiest }),
    week: weekOfStay(stay, found),
    surgeons: surgeonDays(stay, others(found.operations)),
    ...(phone.length === 0 ? {} : { phone: othersOf(phone) }),
    ...(content.length === 0 ? {} : { content: othersOf(content) }),
    ...(family === undefined ? {} : { family }),
    ...(before === undefined
      ? {}
      : { before: { claimId: before.claimId, dischargedOn: before.dischargedOn } }),
    ...(isFar ? farOf(stay, others(found.district), km) : {}),
    peers,
    ...(profile === undefined ? {} : { profile }),
  };
}

/** Claims named as evidence at most: enough to begin with. */
const MOST_NAMED = 5;

function othersOf(rows: readonly Link[], count = rows.length): Others {
  return { count, claims: rows.slice(0, MOST_NAMED).map(({ claimId }) => claimId) };
}

/** Other members who had the same package; each counts once. */
function sameOperation(stay: RiskStay, rows: readonly Link[]): RiskFacts['family'] {
  const near = rows.filter(
    (row) =>
      row.packageCode === stay.packageCode &&
      row.personId !== stay.personId &&
      Math.abs(daysBetween(row.admittedOn, stay.admittedOn)) <= FAMILY_DAYS,
  );
  const days = near.map(({ admittedOn }) => admittedOn).sort();
  const [firstOn] = days;
  const lastOn = days.at(-1);
  if (firstOn === undefined || lastOn === undefined) return undefined;
  const people = new Set(near.map(({ personId }) => personId)).size;
  return { ...othersOf(near, people), firstOn, lastOn };
}

function busiestOf(stay: RiskStay, { nights, replaced }: FoundRows): RiskFacts['busiest'] {
  if (!stay.inBed || nightsOf(stay) === 0) return undefined;
  let busiest: RiskFacts['busiest'];
  for (const { dayOn, occupied } of nights) {
    if (dayOn < stay.admittedOn || dayOn >= stay.dischargedOn) continue;
    const others = occupied - (replaced !== undefined && isNightOf(replaced, dayOn) ? 1 : 0);
    const most = busiest?.others ?? 0;
    // The first of nights as busy as each other, in whatever order they were read.
    const isFirst = busiest !== undefined && others === most && dayOn < busiest.on;
    if (others > most || isFirst) busiest = { on: dayOn, others };
  }
  return busiest;
}

function isNightOf(stay: Pick<Link, 'admittedOn' | 'dischargedOn'>, day: IsoDate): boolean {
  return (
    day >= stay.admittedOn &&
    day < stay.dischargedOn &&
    daysBetween(stay.admittedOn, day) < MOST_NIGHTS
  );
}

function weekOfStay({ admittedOn }: RiskStay, { weeks, replaced }: FoundRows): RiskFacts['week'] {
  const on = weekOf(admittedOn);
  const replacedIn = replaced && weekOf(replaced.admittedOn);
  const before = Array.from({ length: WEEKS_BEFORE }, () => 0);
  let own = 0;
  for (const { weekOn, admissions: counted } of weeks) {
    const admissions = counted - (weekOn === replacedIn ? 1 : 0);
    const ago = daysBetween(weekOn, on) / 7;
    if (ago === 0) own = admissions;
    else if (ago > 0 && ago <= WEEKS_BEFORE) before[ago - 1] = admissions;
  }
  return { on, admissions: own, before };
}

function surgeonDays(stay: RiskStay, found: readonly FoundOperation[]): readonly SurgeonDay[] {
  return stay.operations.flatMap((own) => {
    const { surgeonKey, operatedOn, lineNo } = own;
    const isSame = (each: Operation): boolean =>
      each.surgeonKey === surgeonKey && each.operatedOn === operatedOn;
    const same = found.filter(isSame);
    if (same.length === 0) return [];
    const elsewhere = same
      .filter(({ hospitalId }) => hospitalId !== stay.hospitalId)
      .map(({ claimId, ...other }) => ({ claimId, minutes: minutesTogether(own, other) }))
      .sort((a, b) => b.minutes - a.minutes)[0];
    const all = [...stay.operations.filter(isSame), ...same];
    return [
      {
        lineNo,
        surgeonKey,
        on: operatedOn,
        operations: all.length,
        minutes: all.reduce((sum, { minutes = 0 }) => sum + minutes, 0),
        claims: [...new Set(same.map(({ claimId }) => claimId))].slice(0, MOST_NAMED),
        ...(elsewhere === undefined || elsewhere.minutes === 0 ? {} : { elsewhere }),
      },
    ];
  });
}

/** Minutes in which both operations were under way. */
function minutesTogether(a: Operation, b: Operation): number {
  if (a.startedMinute === undefined || b.startedMinute === undefined) return 0;
  const begins = Math.max(a.startedMinute, b.startedMinute);
  const ends = Math.min(a.startedMinute + (a.minutes ?? 0), b.startedMinute + (b.minutes ?? 0));
  return Math.max(0, ends - begins);
}

function farOf(stay: RiskStay, rows: readonly Link[], km: number): Pick<RiskFacts, 'far'> {
  const { districtPcode } = stay;
  if (districtPcode === undefined) return {};
  const days = (row: Link): number => daysBetween(row.admittedOn, stay.admittedOn);
  const together = distinctFamilies(
    stay,
    rows.filter((row) => Math.abs(days(row)) <= TOGETHER_DAYS),
  );
  if (together.length === 0) return {};
  const earlier = distinctFamilies(
    stay,
    rows.filter((row) => days(row) > TOGETHER_DAYS && days(row) <= 7 * WEEKS_BEFORE),
  ).length;
  return { far: { ...othersOf(together), districtPcode, km, earlier } };
}

/** One claim for each family but the stay's own. */
function distinctFamilies({ familyId }: RiskStay, rows: readonly Link[]): readonly Link[] {
  const byFamily = new Map(rows.map((row) => [row.familyId, row]));
  byFamily.delete(familyId);
  byFamily.delete(undefined);
  return [...byFamily.values()];
}

/** The days on which another stay of the person may have ended for this one to follow on. */
export function followOnFrom({ admittedOn }: Pick<RiskStay, 'admittedOn'>): IsoDate {
  return addDays(admittedOn, -FOLLOW_ON_DAYS);
}

/** What makes the facts, and the figures it goes by, for the text of the signals that lean on it. */
export const FACTS_BY = {
  functions: [
    riskFactsOf,
    othersOf,
    sameOperation,
    busiestOf,
    isNightOf,
    weekOfStay,
    surgeonDays,
    minutesTogether,
    farOf,
    distinctFamilies,
    followOnFrom,
  ],
  limits: {
    MOST_LINKS,
    MOST_NEAR,
    MOST_OPERATIONS,
    WEEKS_BEFORE,
    FAMILY_DAYS,
    TOGETHER_DAYS,
    FAR_KM,
    FOLLOW_ON_DAYS,
    MOST_NIGHTS,
  },
} as const;
