import type { Lane } from '../domain/ids.js';
import { list, type Transaction } from '../db/index.js';
import { toJson } from '../platform/json.js';

/** What happened to a claim, for the feeds. */
export interface NewFeedEvent {
  /**
   * A decision's event has the decision's id; one that follows it has an id that sorts after
   * (`newIdAfter`). So the events of a claim sort by id in the order they happened, whatever the
   * clocks of the processes that wrote them, and the sequencer need know nothing else.
   */
  readonly id: string;
  readonly lane: Lane;
  readonly kind: 'claim.decided' | 'claim.corrected' | 'claim.settled' | 'claim.recovered';
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
  const lanes = events.map((event) => event.lane as number);
  const ids = events.map((event) => event.id);
  await Promise.all([
    tx`
      insert into feed_event (lane, id, kind, claim_id, hospital_id, scheme_code, payload, occurred_at)
      select lane, id, kind, claim_id, hospital_id, scheme_code, payload::jsonb, ${occurredAt}
      from unnest(${list(lanes)}::text::smallint[], ${list(ids)}::text::uuid[], ${list(events.map((r) => r.kind))}::text::text[],
        ${list(events.map((r) => r.claimId))}::text::uuid[], ${list(events.map((r) => r.hospitalId))}::text::uuid[],
        ${list(events.map((r) => r.schemeCode ?? null))}::text::text[],
        ${list(events.map((r) => toJson(r.payload)))}::text::text[])
        as e(lane, id, kind, claim_id, hospital_id, scheme_code, payload)`,
    tx`insert into feed_pending (lane, event_id)
      select * from unnest(${list(lanes)}::text::smallint[], ${list(ids)}::text::uuid[])`,
  ]);
}

/** What the event of a decision says; undefined when there is none. */
export async function readPayload(
  tx: Transaction,
  lane: Lane,
  id: string,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const [row] = await tx<{ payload: Record<string, unknown> }[]>`
    select payload from feed_event where lane = ${lane} and id = ${id}`;
  return row?.payload;
}
