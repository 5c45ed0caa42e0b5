import { startDrainWorker } from './adjudication/index.js';
import { startFeedWorker } from './feeds/index.js';
import type { Runtime } from './runtime.js';

export interface Workers {
  /** Finishes what is under way, then stops. */
  stop(): Promise<void>;
}

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
  return {
    stop: async () => {
      await drain.stop();
      // After the drain, so that its last decisions have their places too.
      await feeds.stop();
    },
  };
}
