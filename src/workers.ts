import { denyUnmatched, startDrainWorker } from './adjudication/index.js';
import { startFeedWorker } from './feeds/index.js';
import { refileLearned } from './intake/index.js';
import { startSweep, type Sweep } from './platform/queue/sweep.js';
import { expirePreAuthorisations } from './pre-authorisations/index.js';
import { startRiskWorker } from './risk/index.js';
import type { Runtime } from './runtime.js';

export interface Workers {
  /** Finishes what is under way, then stops. */
  stop(): Promise<void>;
}

/** How soon a claim is filed again after the registry has learned its person. */
const UNMATCHED_EVERY_MS = 60_000;

/** How soon after midnight cover is free again that a lapsed pre-authorisation held. */
const EXPIRY_EVERY_MS = 60_000;

/** Everything that works without being asked over HTTP. */
export async function startWorkers(runtime: Runtime): Promise<Workers> {
  const drain = await startDrainWorker(
    {
      database: runtime.judgeDatabase,
      reference: runtime.reference,
      judge: runtime.judge,
      clock: runtime.clock,
      log: runtime.log,
    },
    runtime.backend,
  );
  const feeds = startFeedWorker({
    database: runtime.judgeDatabase,
    clock: runtime.clock,
    log: runtime.log,
  });
  const risk = startRiskWorker({ database: runtime.judgeDatabase, log: runtime.log });
  const unmatched = startUnmatchedSweep(runtime, UNMATCHED_EVERY_MS);
  const expiry = startExpirySweep(runtime, EXPIRY_EVERY_MS);
  return {
    stop: async () => {
      await expiry.stop();
      await unmatched.stop();
      await drain.stop();
      // After the drain, so that its last decisions have their places too.
      await feeds.stop();
      await risk.stop();
    },
  };
}

/**
 * Follows up on claims that wait for the registry: those whose person it has learned are filed again,
 * then those that have waited too long are denied.
 */
export function startUnmatchedSweep(runtime: Runtime, everyMs: number): Sweep {
  const { app, judgeDatabase, log } = runtime;
  return startSweep(
    everyMs,
    async () => {
      const filed = await refileLearned({ ...runtime, database: app });
      const denied = await denyUnmatched({ ...runtime, database: judgeDatabase });
      if (filed + denied > 0) log.info({ filed, denied }, 'claims that waited for the registry');
    },
    (error) => log.error({ err: error }, 'claims that wait for the registry are looked at again'),
  );
}

/** Lets pre-authorisations expire whose stay did not begin in time. */
function startExpirySweep(runtime: Runtime, everyMs: number): Sweep {
  const { log } = runtime;
  return startSweep(
    everyMs,
    async () => {
      const expired = await expirePreAuthorisations(runtime);
      if (expired > 0) log.info({ expired }, 'pre-authorisations expired');
    },
    (error) => log.error({ err: error }, 'lapsed pre-authorisations are looked at again'),
  );
}
