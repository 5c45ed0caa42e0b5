import type { Transaction } from '../db/index.js';
import type { PlacedEvent } from './event.contract.js';

interface EventRow {
  readonly position: bigint;
  readonly lane: number;
  readonly id: string;
  readonly kind: string;
  readonly claim_id: string;
  readonly hospital_id: string;
  readonly scheme_code: string | null;
  readonly payload: unknown;
  readonly occurred_at: Date;
}

/** Events after a position, up to another one, in order: those the role's scope lets it see. */
export async function readEvents(
  tx: Transaction,
  { after, upTo, limit }: { readonly after: bigint; readonly upTo: bigint; readonly limit: number },
): Promise<readonly PlacedEvent[]> {
  const rows = await tx<EventRow[]>`
    select p.position, e.lane, e.id, e.kind, e.claim_id, e.hospital_id, e.scheme_code, e.payload,
      e.occurred_at
    from feed_position p join feed_event e on e.lane = p.lane and e.id = p.event_id
    where p.position > ${after} and p.position <= ${upTo}
    order by p.position limit ${limit}`;
  return rows.map((row) => ({
    position: row.position,
    lane: row.lane,
    id: row.id,
    kind: row.kind,
    claimId: row.claim_id,
    hospitalId: row.hospital_id,
    schemeCode: row.scheme_code,
    payload: row.payload,
    occurredAt: row.occurred_at,
  }));
}
