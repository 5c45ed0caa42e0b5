import { addDays, dayInKarachi, daysBetween, startOfDay } from '../domain/calendar.js';
import { unmatchedDaysWithoutTerms } from '../domain/scheme/terms.js';
import { inTransaction } from '../db/index.js';
import type { Shard } from '../platform/lane.js';
import { Batch } from './batch.js';
import { BATCH_CLAIMS, readShards, type DrainDeps } from './drain.js';
import { lockUnmatched, ownShard } from './waiting.store.js';

/** Pieces of a shard in one sweep; what is left waits for the next. */
const PIECES = 50;

/**
 * Judges again the claims that have waited for the registry as long as they may: the rules deny them,
 * by the days that have passed. Returns how many. Running it again changes nothing: a denied claim
 * waits no more. A shard at which somebody else is working is left for the next sweep.
 */
export async function denyUnmatched(deps: DrainDeps): Promise<number> {
  let denied = 0;
  for (const shard of await readShards(deps.database)) {
    for (let piece = 0; piece < PIECES && deps.stopping?.() !== true; piece += 1) {
      const count = await denyPiece(deps, shard);
      denied += count;
      if (count < BATCH_CLAIMS) break;
    }
  }
  return denied;
}

async function denyPiece(deps: DrainDeps, shard: Shard): Promise<number> {
  const reference = await deps.reference.current();
  const now = deps.clock.now();
  const today = dayInKarachi(now);
  // Received on the last of these days, a claim has waited its days today.
  const before = startOfDay(addDays(today, 1 - unmatchedDaysWithoutTerms()));
  return inTransaction(deps.database, async (tx) => {
    if (!(await ownShard(tx, shard))) return 0;
    const found = await lockUnmatched(tx, shard, before, BATCH_CLAIMS);
    if (found.length === 0) return 0;
    const claims = found.map(({ decisionId, ordinal, ...claim }) => {
      const unmatchedForDays = daysBetween(dayInKarachi(claim.receivedAt), today);
      return { ...claim, again: { decisionId, ordinal, unmatchedForDays } };
    });
    const batch = await Batch.gather(tx, deps.judge, reference, claims);
    for (const claim of claims) batch.decide(claim);
    return batch.save(tx, now);
  });
}
