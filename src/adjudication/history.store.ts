import type { IsoDate } from '../domain/calendar.js';
import type { ClaimLine } from '../domain/claim/claim.js';
import type { Lane } from '../domain/ids.js';
import { list, type Transaction } from '../db/index.js';
import type { StayRow } from './waiting.store.js';

/** What one claim asks of earlier stays: its person's, and where a family is given, its members'. */
export interface HistoryQuery {
  readonly lane: Lane;
  readonly personId: string;
  readonly codes: readonly string[];
  readonly since: IsoDate;
  readonly wholeSince?: IsoDate | undefined;
  /** Given where packages are counted for the whole family. */
  readonly familyId?: string | undefined;
  readonly familyCodes: readonly string[];
  readonly familySince: IsoDate;
}

/** A live claim of a person with its lines that were not denied. */
export interface HistoryRow {
  readonly claimId: string;
  readonly personId: string;
  readonly familyId: string | null;
  readonly hospitalId: string;
  readonly schemeCode: string | null;
  readonly status: StayRow['status'];
  readonly admittedOn: IsoDate;
  readonly dischargedOn: IsoDate;
  readonly diagnosis: string | null;
  readonly transferIn: boolean;
  readonly lines: readonly {
    readonly packageCode: string;
    readonly side?: ClaimLine['side'] | null;
    readonly quantity: number;
  }[];
}

/** An array in an array has no literal of its own: codes hold no such character (the contract's text). */
const BETWEEN_CODES = '\u001f';

/**
 * Earlier live stays that claims ask for, as corrected where an adjudicator has, newest first for each
 * query, newborns' left out: theirs are another body's. One statement for a whole batch; each query walks its people's claims by
 * `claim_person_index` and ends at `most` of them for each person.
 */
export async function readHistory(
  tx: Transaction,
  queries: readonly HistoryQuery[],
  most: number,
): Promise<readonly HistoryRow[]> {
  if (queries.length === 0) return [];
  const joined = (codes: readonly string[]) => codes.join(BETWEEN_CODES);
  return tx<HistoryRow[]>`
    with q as materialized (
      select lane, person_id, family_id, since, whole_since, family_since,
        string_to_array(codes, ${BETWEEN_CODES}) as codes,
        string_to_array(family_codes, ${BETWEEN_CODES}) as family_codes
      from unnest(${list(queries.map((q) => q.lane))}::text::smallint[],
        ${list(queries.map((q) => q.personId))}::text::uuid[],
        ${list(queries.map((q) => q.familyId))}::text::uuid[],
        ${list(queries.map((q) => q.since))}::text::date[],
        ${list(queries.map((q) => q.wholeSince))}::text::date[],
        ${list(queries.map((q) => q.familySince))}::text::date[],
        ${list(queries.map((q) => joined(q.codes)))}::text::text[],
        ${list(queries.map((q) => joined(q.familyCodes)))}::text::text[])
        as u(lane, person_id, family_id, since, whole_since, family_since, codes, family_codes)),
    who as (
      select lane, person_id, since, whole_since, codes from q
      union
      select q.lane, m.person_id, q.family_since, null::date, q.family_codes
      from q join member m on m.lane = q.lane and m.family_id = q.family_id)
    select distinct on (c.id) c.id as "claimId", c.person_id as "personId",
      c.family_id as "familyId", c.hospital_id as "hospitalId", c.scheme_code as "schemeCode",
      c.status, c.admitted_on as "admittedOn", c.discharged_on as "dischargedOn",
      c.content -> 'diagnoses' ->> 0 as diagnosis,
      c.content ->> 'admissionType' = 'transfer_in' as "transferIn",
      (select coalesce(jsonb_agg(jsonb_build_object('packageCode', l.item ->> 'packageCode',
          'side', l.item ->> 'side', 'quantity', (l.item ->> 'quantity')::integer)
          order by l.line_no), '[]')
        from jsonb_array_elements(c.content -> 'lines') with ordinality as l(item, line_no)
        where not exists (select 1 from finding f where f.lane = c.lane
          and f.decision_id = c.decision_id and f.line_no = l.line_no and f.kind = 'deny')) as lines
    from who cross join lateral (
      select c.id, c.lane, c.person_id, c.family_id, c.hospital_id, c.scheme_code, c.status,
        c.admitted_on, c.decision_id, coalesce(x.discharged_on, c.discharged_on) as discharged_on,
        coalesce(x.content, c.content) as content
      from claim c
      left join lateral (
        select k.content, k.discharged_on from claim_correction k
        where k.lane = c.lane and k.claim_id = c.id order by k.decision_id desc limit 1) as x on true
      where c.lane = who.lane and c.person_id = who.person_id
        and c.status in ('approved', 'partial', 'pended', 'in_settlement', 'paid')
        and not (c.content ->> 'newborn')::boolean
        and (coalesce(x.discharged_on, c.discharged_on) >= who.whole_since
          or (coalesce(x.discharged_on, c.discharged_on) >= who.since and exists (
            select 1 from jsonb_array_elements(coalesce(x.content, c.content) -> 'lines') as l
            where l ->> 'packageCode' = any(who.codes))))
      order by c.admitted_on desc, c.id desc limit ${most}) as c`;
}
