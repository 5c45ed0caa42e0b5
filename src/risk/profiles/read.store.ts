import type { IsoDate } from '../../domain/calendar.js';
import type { ActivitySummary, PackageTally } from '../../domain/risk/profile-activity.js';
import { list, type Transaction } from '../../db/index.js';

/** Whose activity is asked for: all hospitals', or that of some surgeons wherever they operated. */
export type Subjects = 'hospitals' | { readonly surgeons: readonly string[] };

export interface Span {
  /** First days of the first and the last quarter. */
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** Activities in the scope by hospital id, or by surgeon. */
export type Activities = ReadonlyMap<string, ActivitySummary>;

interface TallyRow {
  readonly quarter_on: IsoDate;
  readonly subject: string;
  readonly package_code: string;
  readonly stays: bigint;
  readonly long_stays: bigint;
  readonly per_day_milli: string;
  readonly per_day_milli_squared: string;
}

interface BilledRow {
  readonly quarter_on: IsoDate;
  readonly subject: string;
  readonly billed: bigint;
  readonly copies: bigint;
}

/** What stands for a whole span where quarters are not told apart. */
const WHOLE = 'whole';

/** Activities over a whole span: an amount claimed again in a later quarter is a copy too. */
export async function readActivities(
  tx: Transaction,
  subjects: Subjects,
  span: Span,
): Promise<Activities> {
  return (await read(tx, subjects, span, false)).get(WHOLE) ?? new Map<string, ActivitySummary>();
}

/** Activities quarter by quarter, each by itself. */
export async function readActivitiesByQuarter(
  tx: Transaction,
  subjects: Subjects,
  span: Span,
): Promise<ReadonlyMap<string, Activities>> {
  return read(tx, subjects, span, true);
}

async function read(
  tx: Transaction,
  subjects: Subjects,
  { from, to }: Span,
  byQuarter: boolean,
): Promise<ReadonlyMap<string, Activities>> {
  const key = subjects === 'hospitals' ? tx`hospital_id::text` : tx`surgeon_key`;
  const those =
    subjects === 'hospitals'
      ? tx`surgeon_key = ''`
      : tx`surgeon_key = any(${list(subjects.surgeons)}::text::text[])`;
  const quarter = byQuarter ? tx`quarter_on::text` : tx`${WHOLE}::text`;
  const chosen = tx`quarter_on between ${from} and ${to} and ${those}`;
  const tallies = await tx<TallyRow[]>`
    select ${quarter} as quarter_on, ${key} as subject, package_code, sum(stays) as stays,
      sum(long_stays) as long_stays, sum(per_day_milli)::text as per_day_milli,
      sum(per_day_milli_squared)::text as per_day_milli_squared
    from profile_activity where ${chosen} group by 1, 2, 3`;
  const billed = await tx<BilledRow[]>`
    select quarter_on, subject, sum(stays)::bigint as billed, (sum(stays) - count(*))::bigint as copies
    from (
      select ${quarter} as quarter_on, ${key} as subject, hospital_id, person_id, amount_paisa,
        sum(stays) as stays
      from profile_bill where ${chosen} group by 1, 2, 3, 4, 5) as b
    group by 1, 2`;
  return summariesOf(tallies, billed);
}

function summariesOf(
  tallies: readonly TallyRow[],
  billed: readonly BilledRow[],
): ReadonlyMap<string, Activities> {
  const bills = new Map(billed.map((row) => [`${row.quarter_on} ${row.subject}`, row]));
  const packages = new Map<string, Map<string, Map<string, PackageTally>>>();
  for (const row of tallies) {
    const subjects = packages.get(row.quarter_on) ?? new Map<string, Map<string, PackageTally>>();
    packages.set(row.quarter_on, subjects);
    const ofSubject = subjects.get(row.subject) ?? new Map<string, PackageTally>();
    subjects.set(row.subject, ofSubject);
    ofSubject.set(row.package_code, {
      stays: Number(row.stays),
      longStays: Number(row.long_stays),
      perDayMilli: Number(row.per_day_milli),
      perDayMilliSquared: Number(row.per_day_milli_squared),
    });
  }
  const summary = (quarter: string, subject: string, of: Map<string, PackageTally>) => {
    const bill = bills.get(`${quarter} ${subject}`);
    const stays = [...of.values()].reduce((sum, tally) => sum + tally.stays, 0);
    return {
      stays,
      billed: Number(bill?.billed ?? 0n),
      copies: Number(bill?.copies ?? 0n),
      packages: of,
    };
  };
  return new Map(
    [...packages].map(([quarter, subjects]) => [
      quarter,
      new Map([...subjects].map(([subject, of]) => [subject, summary(quarter, subject, of)])),
    ]),
  );
}

export interface HospitalName {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** On the last day of the span; null where nothing says. */
  readonly grade: string | null;
}

/** Hospitals with the grade they have on a day. */
export async function readHospitals(
  tx: Transaction,
  on: IsoDate,
): Promise<ReadonlyMap<string, HospitalName>> {
  const rows = await tx<HospitalName[]>`
    select h.id, h.code, h.name, s.grade
    from hospital h left join lateral (
      select grade from hospital_standing s where s.hospital_id = h.id and s.from_on <= ${on}
        and (s.to_on is null or s.to_on >= ${on}) order by s.from_on desc limit 1) s on true`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** Surgeons who operated in a hospital in a span, with their stays there: so many, with the most stays. */
export async function readSurgeonsOf(
  tx: Transaction,
  hospitalId: string,
  { from, to }: Span,
  limit: number,
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx<{ surgeon_key: string; stays: bigint }[]>`
    select surgeon_key, sum(stays) as stays from profile_activity
    where hospital_id = ${hospitalId} and surgeon_key <> '' and quarter_on between ${from} and ${to}
    group by 1 order by 2 desc, 1 limit ${limit}`;
  return new Map(rows.map((row) => [row.surgeon_key, Number(row.stays)]));
}

/** Which surgeons are wanted as peers. */
export interface PeerSurgeons {
  /** Hospitals of which they operated in one at least; absent: in any. */
  readonly hospitals?: readonly string[] | undefined;
  /** Where there are more, so many of them, in the order of a hash: a sample that stays the same. */
  readonly limit: number;
}

/** Surgeons who operated in a span, by name. */
export async function readPeerSurgeons(
  tx: Transaction,
  { from, to }: Span,
  { hospitals, limit }: PeerSurgeons,
): Promise<readonly string[]> {
  const there =
    hospitals === undefined ? tx`true` : tx`hospital_id = any(${list(hospitals)}::text::uuid[])`;
  const rows = await tx<{ surgeon_key: string }[]>`
    select surgeon_key from profile_activity
    where ${there} and surgeon_key <> '' and quarter_on between ${from} and ${to}
    group by 1 order by md5(surgeon_key) limit ${limit}`;
  return rows.map((row) => row.surgeon_key);
}
