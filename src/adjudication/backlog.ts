import { inTransaction, type Database } from '../db/index.js';
import type { Clock } from '../platform/clock.js';
import { countSetAside, countWaiting, readOldestWaiting } from './backlog.store.js';

/** Counting further costs more than it tells. */
const COUNT_LIMIT = 1_000_000;

/** Seconds that the oldest undecided claim has waited; 0 when none waits. */
export async function backlogAgeSeconds(database: Database, clock: Clock): Promise<number> {
  const oldest = await inTransaction(database, readOldestWaiting);
  return oldest === undefined ? 0 : Math.max(0, (clock.now().getTime() - oldest.getTime()) / 1_000);
}

/** Claims received and not decided, counted up to a million. */
export async function waitingClaims(database: Database): Promise<number> {
  return inTransaction(database, (tx) => countWaiting(tx, COUNT_LIMIT));
}

/** Claims that wait for an administrator because they could not be decided. */
export async function claimsSetAside(database: Database): Promise<number> {
  return inTransaction(database, countSetAside);
}
