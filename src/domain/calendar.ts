/**
 * Days of the calendar as the scheme counts them, in Asia/Karachi (UTC+05:00 all year: Pakistan has
 * had no daylight saving since 2009, and every stay the scheme pays began later or is make-believe).
 */
export type IsoDate = string & { readonly __brand: 'IsoDate' };

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;
const KARACHI_OFFSET_MS = 5 * 3_600_000;

/** A date that exists, written YYYY-MM-DD. Throws a RangeError otherwise. */
export function isoDate(text: string): IsoDate {
  if (!isIsoDate(text)) throw new RangeError(`not a calendar date: ${text}`);
  return text;
}

export function isIsoDate(text: string): text is IsoDate {
  // Months and days beyond the calendar run over into the next: they are written otherwise.
  return ISO_DATE.test(text) && written(toMs(text as IsoDate)) === text;
}

/** The day in Karachi on which an instant falls. */
export function dayInKarachi(instant: Date): IsoDate {
  return toDay(instant.getTime() + KARACHI_OFFSET_MS);
}

/** The instant at which a day begins in Karachi. */
export function startOfDay(day: IsoDate): Date {
  return new Date(toMs(day) - KARACHI_OFFSET_MS);
}

export function addDays(day: IsoDate, count: number): IsoDate {
  return toDay(toMs(day) + count * DAY_MS);
}

/** Days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((toMs(to) - toMs(from)) / DAY_MS);
}

/*
 * Judging a claim turns days into numbers and back some dozens of times. Put together from their digits
 * both ways take a fifth of the time that parsing and writing whole instants takes.
 */

function toMs(day: IsoDate): number {
  const year = digits(day, 0) * 100 + digits(day, 2);
  const month = digits(day, 5) - 1;
  if (year >= 100) return Date.UTC(year, month, digits(day, 8));
  // Date.UTC takes 0 to 99 for years of the twentieth century.
  return new Date(0).setUTCFullYear(year, month, digits(day, 8));
}

const ZERO_CODE = 48;

function digits(text: string, at: number): number {
  return (text.charCodeAt(at) - ZERO_CODE) * 10 + text.charCodeAt(at + 1) - ZERO_CODE;
}

const TWO_DIGITS = Array.from({ length: 100 }, (_, number) => pad(number));

/** The day of an instant; undefined outside the years 0 to 9999. */
function written(ms: number): IsoDate | undefined {
  const at = new Date(ms);
  const year = at.getUTCFullYear();
  const century = TWO_DIGITS[Math.floor(year / 100)];
  if (century === undefined) return undefined;
  const month = TWO_DIGITS[at.getUTCMonth() + 1];
  return `${century}${TWO_DIGITS[year % 100]}-${month}-${TWO_DIGITS[at.getUTCDate()]}` as IsoDate;
}

function toDay(ms: number): IsoDate {
  const day = written(ms);
  if (day === undefined) throw new RangeError(`no day of the calendar: ${ms} ms`);
  return day;
}

/** Whole years of age on a day, by the calendar. */
export function ageOn(bornOn: IsoDate, day: IsoDate): number {
  const years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return day.slice(5) < bornOn.slice(5) ? years - 1 : years;
}

/** A period of days with both ends inside; open at the far end while `to` is absent. */
export interface Period {
  readonly from: IsoDate;
  readonly to?: IsoDate | undefined;
}

export function covers(period: Period, day: IsoDate): boolean {
  return period.from <= day && (period.to === undefined || day <= period.to);
}

/** The entry of a dated list in force on a day; the latest start wins where two overlap. */
export function inForceOn<T extends Period>(entries: readonly T[], day: IsoDate): T | undefined {
  let found: T | undefined;
  for (const entry of entries) {
    if (covers(entry, day) && (found === undefined || entry.from > found.from)) found = entry;
  }
  return found;
}

/** Day and month on which a scheme's policy years begin. */
export interface YearStart {
  readonly month: number;
  readonly day: number;
}

/** First day of the policy year that contains a day. A stay belongs wholly to its admission's year. */
export function policyYearOf(start: YearStart, day: IsoDate): IsoDate {
  const monthDay = `${pad(start.month)}-${pad(start.day)}`;
  const year = Number(day.slice(0, 4));
  return `${day.slice(5) >= monthDay ? year : year - 1}-${monthDay}` as IsoDate;
}

function pad(number: number): string {
  return number.toString().padStart(2, '0');
}
