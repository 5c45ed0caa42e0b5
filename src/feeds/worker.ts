import type { Database } from '../db/index.js';
import type { Clock } from '../platform/clock.js';
import type { Log } from '../platform/log.js';
import { startSweep } from '../platform/queue/sweep.js';
import { sequence } from './sequencer.js';
import { projectUtilisation } from './utilisation-projector.js';

/** About as long as an event waits for its position, and a position for the projection. */
const SEQUENCE_EVERY_MS = 200;
const PROJECT_EVERY_MS = 500;

export interface FeedWorkerDeps {
  /** The judge role's pool. */
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
}

export interface FeedWorker {
  /** Finishes the pieces under way, then stops. */
  stop(): Promise<void>;
}

/** Keeps the feed and its projection up to date: in every worker process, one of which is at it. */
export function startFeedWorker({ database, clock, log }: FeedWorkerDeps): FeedWorker {
  let stopping = false;
  const deps = {
    database,
    clock,
    stopping: () => stopping,
    onNewEpoch: (epoch: string) => {
      log.warn({ epoch }, 'this database is a restored copy: the feed begins a new epoch');
    },
  };
  const sweeps = [
    startSweep(
      SEQUENCE_EVERY_MS,
      async () => {
        await sequence(deps);
      },
      (error) => log.error({ err: error }, 'the sequencer met an error; events wait for it'),
    ),
    startSweep(
      PROJECT_EVERY_MS,
      async () => {
        await projectUtilisation(deps);
      },
      (error) => log.error({ err: error }, 'the projector met an error; it goes on where it stood'),
    ),
  ];
  return {
    stop: async () => {
      stopping = true;
      await Promise.all(sweeps.map((sweep) => sweep.stop()));
    },
  };
}
