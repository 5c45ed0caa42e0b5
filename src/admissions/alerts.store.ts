import type { IsoDate } from '../domain/calendar.js';
import type { Transaction } from '../db/index.js';

/** Something about open stays that a person should look at today. */
export interface Alert {
  readonly kind: 'open_too_long' | 'open_in_two_hospitals' | 'above_beds';
  readonly hospitalId: string;
  /** The stays it is about; none where it is about a whole hospital. */
  readonly admissionIds: readonly string[];
  /** Days past the planned discharge, hospitals of the person, or stays above the declared beds. */
  readonly count: number;
}

/**
 * Stays in scope that are open past their planned discharge; that stand open for one person in several
 * hospitals; and hospitals with more open stays in scope than beds declared. At most `limit` of each
 * kind, the worst first. Reads as of now: nothing is kept, so that it is right the same day.
 */
export async function findAlerts(
  tx: Transaction,
  today: IsoDate,
  limit: number,
): Promise<readonly Alert[]> {
  const [late, twice, crowded] = await Promise.all([
    findLate(tx, today, limit),
    findTwice(tx, limit),
    findCrowded(tx, today, limit),
  ]);
  return [...twice, ...crowded, ...late];
}

async function findLate(tx: Transaction, today: IsoDate, limit: number): Promise<readonly Alert[]> {
  return tx<Alert[]>`
    select 'open_too_long' as kind, hospital_id as "hospitalId", array[id] as "admissionIds",
      ${today}::date - (plan ->> 'dischargeOn')::date as count
    from admission
    where status = 'open' and (plan ->> 'dischargeOn')::date < ${today}::date
    order by count desc, id limit ${limit}`;
}

async function findTwice(tx: Transaction, limit: number): Promise<readonly Alert[]> {
  return tx<Alert[]>`
    select 'open_in_two_hospitals' as kind,
      (array_agg(hospital_id order by opened_at, id))[1] as "hospitalId",
      array_agg(id order by opened_at, id) as "admissionIds",
      count(distinct hospital_id)::integer as count
    from admission where status = 'open'
    group by lane, person_id having count(distinct hospital_id) > 1
    order by count desc, min(opened_at), person_id limit ${limit}`;
}

async function findCrowded(
  tx: Transaction,
  today: IsoDate,
  limit: number,
): Promise<readonly Alert[]> {
  return tx<Alert[]>`
    with beds as (
      select distinct on (hospital_id) hospital_id, beds from hospital_standing
      where from_on <= ${today}::date and (to_on is null or to_on >= ${today}::date)
      order by hospital_id, from_on desc)
    select 'above_beds' as kind, a.hospital_id as "hospitalId", '{}'::uuid[] as "admissionIds",
      (count(*) - b.beds)::integer as count
    from admission a join beds b on b.hospital_id = a.hospital_id
    where a.status = 'open'
    group by a.hospital_id, b.beds having count(*) > b.beds
    order by count desc, a.hospital_id limit ${limit}`;
}
