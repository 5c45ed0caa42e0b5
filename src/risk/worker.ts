import type { Database } from '../db/index.js';
import type { Log } from '../platform/log.js';
import { startSweep } from '../platform/queue/sweep.js';
import { projectProfiles } from './profiles/project-profiles.js';
import { projectRisk } from './project.js';

/** How long after a position is given a decision is known to the signals, about. */
const PROJECT_EVERY_MS = 2_000;

export interface RiskWorker {
  /** Finishes the piece under way, then stops. */
  stop(): Promise<void>;
}

/** Keeps risk projections and profiles up to date: in every worker process, one of which is at each shard. */
export function startRiskWorker({
  database,
  log,
}: {
  /** The judge role's pool. */
  readonly database: Database;
  readonly log: Log;
}): RiskWorker {
  let stopping = false;
  const sweep = startSweep(
    PROJECT_EVERY_MS,
    async () => {
      const deps = { database, stopping: () => stopping };
      await projectRisk(deps);
      await projectProfiles(deps);
    },
    (error) =>
      log.error({ err: error }, 'the risk projector met an error; it goes on where it stood'),
  );
  return {
    stop: async () => {
      stopping = true;
      await sweep.stop();
    },
  };
}
