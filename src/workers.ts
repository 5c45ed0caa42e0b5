import { startDrainWorker } from './adjudication/index.js';
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
  return { stop: () => drain.stop() };
}
