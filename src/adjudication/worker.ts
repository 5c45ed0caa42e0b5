import type { QueueBackend } from '../platform/queue/queue.js';
import type { Shard } from '../platform/lane.js';
import { openWorker } from '../platform/queue/queue.js';
import { startSweep } from '../platform/queue/sweep.js';
import { drainShard, readShards, shardsWaitingSince, type DrainDeps } from './drain.js';

export const DRAIN_QUEUE = 'drain';

/** A claim that has waited this long without a drain has lost its hint. */
const OVERDUE_MS = 500;
const SWEEP_MS = 1_000;
/** Shards drained at once in a process: two cores gain nothing from more. */
const CONCURRENCY = 4;

export interface DrainWorker {
  /** Finishes the batches under way, then stops. */
  stop(): Promise<void>;
}

/**
 * Drains shards on hints from the queue, and sweeps for claims whose hint was lost: a claim that is
 * committed is decided, whatever becomes of the queue.
 */
export async function startDrainWorker(
  deps: Omit<DrainDeps, 'stopping'>,
  backend: QueueBackend,
): Promise<DrainWorker> {
  let stopping = false;
  const draining = { ...deps, stopping: () => stopping };
  const shards = await readShards(deps.database);
  const onError = (error: Error): void => {
    deps.log.error({ err: error }, 'the drain met an error; claims wait and are tried again');
  };
  const worker = openWorker(
    backend,
    DRAIN_QUEUE,
    async (key) => {
      const shard = shards[Number(key)];
      if (shard === undefined) return;
      await drainShard(draining, shard).catch(onError);
    },
    { concurrency: CONCURRENCY, onError },
  );
  const overdue = new OverdueShards((shard) => drainShard(draining, shard).catch(onError));
  const sweep = startSweep(
    SWEEP_MS,
    async () => {
      const before = new Date(deps.clock.now().getTime() - OVERDUE_MS);
      overdue.add(await shardsWaitingSince(deps.database, shards, before));
    },
    onError,
  );
  return {
    stop: async () => {
      stopping = true;
      await Promise.all([worker.close(), sweep.stop()]);
      await overdue.idle();
    },
  };
}

/** Shards that the sweep found, a few worked on at once: a long backlog in one delays no other. */
class OverdueShards {
  private readonly waiting = new Set<Shard>();
  private readonly underWay = new Map<Shard, Promise<void>>();

  constructor(private readonly drain: (shard: Shard) => Promise<unknown>) {}

  add(shards: readonly Shard[]): void {
    for (const shard of shards) if (!this.underWay.has(shard)) this.waiting.add(shard);
    this.startNext();
  }

  async idle(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay.values());
  }

  private startNext(): void {
    for (const shard of this.waiting) {
      if (this.underWay.size >= CONCURRENCY) return;
      this.waiting.delete(shard);
      const drained = this.drain(shard).then(() => {
        this.underWay.delete(shard);
        this.startNext();
      });
      this.underWay.set(shard, drained);
    }
  }
}
