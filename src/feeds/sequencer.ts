import { inTransaction, type Database, type Transaction } from '../db/index.js';
import type { Clock } from '../platform/clock.js';
import {
  beginEpoch,
  lockState,
  placePending,
  readDatabaseMark,
  setDatabaseMark,
  setLastPosition,
  waitForState,
  type FeedState,
} from './sequencer.store.js';

/** Events that get their positions in one transaction at most. */
const PIECE_EVENTS = 5_000;

export interface SequencerDeps {
  /** The judge role's pool. */
  readonly database: Database;
  readonly clock: Clock;
  /** Told of a new epoch: the database is a restored copy. */
  readonly onNewEpoch?: ((epoch: string) => void) | undefined;
  /** Asked between pieces: true ends the run early. */
  readonly stopping?: (() => boolean) | undefined;
}

/**
 * Gives positions to all events that wait, piece by piece. Any number of processes may call it: one
 * at a time is the sequencer, the others return at once. Killed at any moment, it leaves a piece
 * placed whole or not at all. Returns how many events were placed.
 */
export async function sequence(deps: SequencerDeps, pieceEvents = PIECE_EVENTS): Promise<number> {
  let total = 0;
  while (deps.stopping?.() !== true) {
    const placed = await inTransaction(deps.database, async (tx) => {
      const state = await lockState(tx);
      if (state === undefined) return 0;
      await keepEpoch(deps, tx, state);
      const count = await placePending(tx, state.lastPosition, pieceEvents);
      if (count > 0) await setLastPosition(tx, state.lastPosition + BigInt(count));
      return count;
    });
    total += placed;
    if (placed < pieceEvents) break;
  }
  return total;
}

/**
 * A database other than the one that wrote the mark is a restored copy: what it will add after the
 * last position is not what the original added there, so that it is another epoch from here on.
 */
async function keepEpoch(deps: SequencerDeps, tx: Transaction, state: FeedState): Promise<void> {
  const mark = await readDatabaseMark(tx);
  if (state.databaseMark === mark) return;
  if (state.databaseMark === '') {
    await setDatabaseMark(tx, mark);
    return;
  }
  const epoch = await beginEpoch(tx, state, mark, deps.clock.now());
  deps.onNewEpoch?.(epoch);
}

/**
 * Begins a new epoch by hand: for a database put back from a copy of its files, which bears the same
 * mark as the original. To be run before anything else writes to it. Returns old and new epoch.
 */
export async function beginNewEpoch({
  database,
  clock,
}: Pick<SequencerDeps, 'database' | 'clock'>): Promise<{
  readonly ended: string;
  readonly begun: string;
  readonly sharedUpTo: bigint;
}> {
  return inTransaction(database, async (tx) => {
    const state = await waitForState(tx);
    const begun = await beginEpoch(tx, state, await readDatabaseMark(tx), clock.now());
    return { ended: state.epoch, begun, sharedUpTo: state.lastPosition };
  });
}
