import type { Database } from '../db/index.js';
import type { Clock } from '../platform/clock.js';
import { readLag } from './sequencer.store.js';

/** How far the feed is behind what happened: events without a position, and the age of the oldest. */
export async function feedLag(
  database: Database,
  clock: Clock,
): Promise<{ readonly events: number; readonly seconds: number }> {
  const { events, oldestAt } = await readLag(database);
  const ms = oldestAt === null ? 0 : clock.now().getTime() - oldestAt.getTime();
  return { events, seconds: Math.max(0, ms) / 1_000 };
}
