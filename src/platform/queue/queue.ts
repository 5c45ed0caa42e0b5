import { createPostgresBackend, Queue, withBackend, Worker, type Job } from 'bullmq';
import { Redis } from 'ioredis';

/** Where jobs travel: Redis when its URL is given, otherwise PostgreSQL. */
export type QueueBackend =
  | { readonly kind: 'redis'; readonly url: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** Delivery of work that is identified by a short key; the database says what the work is. */
export interface WorkQueue {
  /**
   * Asks for a key's work to be done. While it waits, asking again changes nothing; while it is being
   * done, it is done once more afterwards.
   */
  ask(key: string): Promise<void>;
  /** Whether the backend answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface WorkerSettings {
  /** Keys worked on at once in this process. */
  readonly concurrency: number;
  readonly onError: (error: Error) => void;
}

export interface QueueWorker {
  /** Waits for work under way, then stops. */
  close(): Promise<void>;
}

/** A worker that dies is noticed by its lock: short, so that its work is soon taken over. */
const LOCK_MS = 10_000;
const STALLED_CHECK_MS = 5_000;
/** A Redis that is connected and silent for so long does not answer. */
const ANSWER_MS = 2_000;
const POOL = 4;

interface AskedJob {
  readonly key: string;
}

interface QueueLike {
  add(name: string, data: AskedJob, opts: object): Promise<unknown>;
  getJobCounts(...types: 'waiting'[]): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

/** Opens the sending side of a queue. */
export function openQueue(
  backend: QueueBackend,
  name: string,
  onError: (error: Error) => void,
): WorkQueue {
  const { queue, refuseUnreached, end } = connectQueue(backend, name);
  queue.on('error', onError);
  return {
    ask: async (key) => {
      refuseUnreached();
      await queue.add(
        name,
        { key },
        {
          attempts: 1,
          removeOnComplete: true,
          removeOnFail: true,
          deduplication: { id: key, keepLastIfActive: true },
        },
      );
    },
    ping: async () => {
      refuseUnreached();
      await queue.getJobCounts('waiting');
    },
    close: async () => {
      await queue.close();
      await end();
    },
  };
}

function connectQueue(
  backend: QueueBackend,
  name: string,
): { queue: QueueLike; refuseUnreached: () => void; end: () => Promise<void> } {
  if (backend.kind === 'postgres') {
    const { Queue: PostgresQueue } = withBackend(createPostgresBackend);
    const connection = {
      connectionString: backend.url,
      max: POOL,
      application_name: `${name}-queue`,
    };
    return {
      queue: new PostgresQueue(name, { connection }),
      refuseUnreached: () => undefined,
      end: async () => undefined,
    };
  }
  // A request must not hang on a Redis that is gone: the sweep finds what a lost hint leaves behind.
  const connection = new Redis(backend.url, {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    commandTimeout: ANSWER_MS,
  });
  connection.on('error', () => undefined);
  return {
    queue: new Queue(name, { connection }),
    // Until it has reached Redis once, the queue would wait for ever, whatever the settings above say.
    refuseUnreached: () => {
      if (connection.status !== 'ready') throw new Error(`Redis is ${connection.status}`);
    },
    end: async () => {
      connection.disconnect();
    },
  };
}

/** Opens the receiving side of a queue: `work` is called with each key, once at a time per key. */
export function openWorker(
  backend: QueueBackend,
  name: string,
  work: (key: string) => Promise<void>,
  settings: WorkerSettings,
): QueueWorker {
  const options = {
    concurrency: settings.concurrency,
    lockDuration: LOCK_MS,
    stalledInterval: STALLED_CHECK_MS,
    maxStalledCount: 1,
  };
  const underWay = new Set<Promise<void>>();
  const handle = async (job: Job<AskedJob>): Promise<void> => {
    const done = work(job.data.key);
    underWay.add(done);
    await done.finally(() => underWay.delete(done));
  };
  if (backend.kind === 'postgres') {
    const { Worker: PostgresWorker } = withBackend(createPostgresBackend);
    const connection = {
      connectionString: backend.url,
      max: settings.concurrency + POOL,
      application_name: `${name}-worker`,
    };
    const worker = new PostgresWorker<AskedJob>(name, handle as never, { ...options, connection });
    worker.on('error', settings.onError);
    return { close: () => worker.close() };
  }
  const connection = new Redis(backend.url, { maxRetriesPerRequest: null });
  connection.on('error', settings.onError);
  const worker = new Worker<AskedJob>(name, handle, { ...options, connection });
  worker.on('error', settings.onError);
  return {
    close: async () => {
      // No further work is taken; with what is under way done, a Redis that is gone is not waited for.
      await worker.pause(true);
      await Promise.allSettled(underWay);
      await worker.close(connection.status !== 'ready');
      connection.disconnect();
    },
  };
}
