import type { IsoDate } from '../domain/calendar.js';
import { list, type Transaction } from '../db/index.js';

/** A claim that waits for an adjudicator, with what signals said of its newest decision. */
export interface ReviewRow {
  readonly id: string;
  readonly hospital_id: string;
  readonly hospital_claim_no: string;
  readonly scheme_code: string;
  readonly admitted_on: IsoDate;
  readonly discharged_on: IsoDate;
  readonly asked_paisa: bigint;
  readonly insurer_paisa: bigint;
  readonly at_risk_paisa: bigint;
  readonly received_at: Date;
  /** In microseconds, as a cursor keeps it. */
  readonly place: string;
  readonly score: number | null;
  readonly signals: readonly { readonly code: string }[] | null;
  readonly sampled: boolean;
}

export interface ReviewPlace {
  readonly atRiskPaisa: string;
  readonly receivedAt: string;
  readonly id: string;
}

interface Page {
  readonly schemes: readonly string[];
  readonly limit: number;
  readonly after?: ReviewPlace | undefined;
}

/**
 * Claims of some schemes that wait for an adjudicator, the most rupees at risk first, of equals the one that
 * has waited longest. Each scheme's first ones are taken from its own index.
 */
export async function listByRisk(
  tx: Transaction,
  { schemes, limit, after }: Page,
): Promise<readonly ReviewRow[]> {
  return tx<ReviewRow[]>`
    select c.id, c.hospital_id, c.hospital_claim_no, c.scheme_code, c.admitted_on, c.discharged_on,
      c.asked_paisa, d.insurer_paisa, c.risk as at_risk_paisa, c.received_at, r.score, r.signals,
      r.sample is not null as sampled, ${placeOf(tx)} as place
    from unnest(${list(schemes)}::text::text[]) as z(code)
    cross join lateral (
      select c.*, coalesce(c.at_risk_paisa, 0) as risk from claim c
      where c.scheme_code = z.code and c.status = 'pended' and c.pend_owner = 'adjudicator'
        ${
          after === undefined
            ? tx``
            : tx`and coalesce(c.at_risk_paisa, 0) <= ${after.atRiskPaisa}::text::bigint
              and (coalesce(c.at_risk_paisa, 0) < ${after.atRiskPaisa}::text::bigint
              or (c.received_at, c.id) > (${after.receivedAt}::text::timestamptz, ${after.id}))`
        }
      order by coalesce(c.at_risk_paisa, 0) desc, c.received_at, c.id limit ${limit}) as c
    join decision d on d.lane = c.lane and d.id = c.decision_id
    left join decision_risk r on r.lane = c.lane and r.decision_id = c.decision_id
    order by c.risk desc, c.received_at, c.id limit ${limit}`;
}

/** The same claims, the one that has waited longest first. */
export async function listByAge(
  tx: Transaction,
  { schemes, limit, after }: Page,
): Promise<readonly ReviewRow[]> {
  return tx<ReviewRow[]>`
    select c.id, c.hospital_id, c.hospital_claim_no, c.scheme_code, c.admitted_on, c.discharged_on,
      c.asked_paisa, d.insurer_paisa, coalesce(c.at_risk_paisa, 0) as at_risk_paisa, c.received_at,
      r.score, r.signals, r.sample is not null as sampled, ${placeOf(tx)} as place
    from claim c
    join decision d on d.lane = c.lane and d.id = c.decision_id
    left join decision_risk r on r.lane = c.lane and r.decision_id = c.decision_id
    where c.status = 'pended' and c.pend_owner = 'adjudicator'
      and c.scheme_code = any(${list(schemes)}::text::text[])
      ${
        after === undefined
          ? tx``
          : tx`and (c.received_at, c.id) > (${after.receivedAt}::text::timestamptz, ${after.id})`
      }
    order by c.received_at, c.id limit ${limit}`;
}

function placeOf(tx: Transaction) {
  return tx`to_char(c.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}
