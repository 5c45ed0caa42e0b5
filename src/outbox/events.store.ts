import type { Lane } from '../domain/ids.js';
import type { Transaction } from '../db/index.js';
import { newId } from '../platform/lane.js';
import { toJson } from '../platform/json.js';

/** What happened to a claim, for the feeds. */
export interface NewFeedEvent {
  readonly lane: Lane;
  readonly kind: 'claim.decided' | 'claim.settled';
  readonly claimId: string;
  readonly hospitalId: string;
  readonly schemeCode?: string | undefined;
  readonly payload: unknown;
}

/** Appends events in the transaction that causes them; the sequencer gives them positions later. */
export async function appendEvents(
  tx: Transaction,
  events: readonly NewFeedEvent[],
  occurredAt: Date,
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => ({ ...event, id: newId(event.lane) }));
  const lanes = rows.map((row) => row.lane as number);
  const ids = rows.map((row) => row.id);
  await Promise.all([
    tx`
      insert into feed_event (lane, id, kind, claim_id, hospital_id, scheme_code, payload, occurred_at)
      select lane, id, kind, claim_id, hospital_id, scheme_code, payload::jsonb, ${occurredAt}
      from unnest(${lanes}::smallint[], ${ids}::uuid[], ${rows.map((r) => r.kind as string)}::text[],
        ${rows.map((r) => r.claimId)}::uuid[], ${rows.map((r) => r.hospitalId)}::uuid[],
        ${rows.map((r) => r.schemeCode ?? null)}::text[],
        ${rows.map((r) => toJson(r.payload))}::text[])
        as e(lane, id, kind, claim_id, hospital_id, scheme_code, payload)`,
    tx`insert into feed_pending (lane, event_id)
      select * from unnest(${lanes}::smallint[], ${ids}::uuid[])`,
  ]);
}
