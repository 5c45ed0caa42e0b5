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
  if (!ISO_DATE.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** The day in Karachi on which an instant falls. */
export function dayInKarachi(instant: Date): IsoDate {
  return new Date(instant.getTime() + KARACHI_OFFSET_MS).toISOString().slice(0, 10) as IsoDate;
}

/** The instant at which a day begins in Karachi. */
export function startOfDay(day: IsoDate): Date {
  return new Date(toMs(day) - KARACHI_OFFSET_MS);
}

export function addDays(day: IsoDate, count: number): IsoDate {
  return new Date(toMs(day) + count * DAY_MS).toISOString().slice(0, 10) as IsoDate;
}

/** Days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((toMs(to) - toMs(from)) / DAY_MS);
}

function toMs(day: IsoDate): number {
  return new Date(`${day}T00:00:00Z`).getTime();
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
