import {
  createDryRun,
  createJudge,
  createPlanJudge,
  DRAIN_QUEUE,
  type Judge,
} from './adjudication/index.js';
import type { PlanJudge } from './desk/index.js';
import { openDatabase, refuseUnsafeRole, type Database } from './db/index.js';
import { systemClock, type Clock } from './platform/clock.js';
import type { CnicKeys } from './platform/cnic-keys.js';
import { shardOf, type Shard } from './platform/lane.js';
import type { Lane } from './domain/ids.js';
import type { Log } from './platform/log.js';
import { createHinter, type Hinter } from './platform/queue/hinter.js';
import { openQueue, type QueueBackend, type WorkQueue } from './platform/queue/queue.js';
import { ReferenceCache } from './registry/index.js';
import { RiskKnown, type AuditSample } from './risk/index.js';
import { readShards } from './adjudication/index.js';
import type { DryRun } from './intake/index.js';

export interface RuntimeOptions {
  readonly appUrl: string;
  readonly judgeUrl: string;
  readonly readUrl: string;
  readonly redisUrl?: string | undefined;
  readonly cnicKeys: CnicKeys;
  /** Absent: no claim is looked at by chance. */
  readonly auditSample?: AuditSample | undefined;
  readonly log: Log;
  readonly clock?: Clock | undefined;
}

/** What the API and the workers of one process share: pools, the judge, the queue. */
export interface Runtime {
  readonly app: Database;
  readonly judgeDatabase: Database;
  readonly reader: Database;
  readonly backend: QueueBackend;
  readonly queue: WorkQueue;
  readonly reference: ReferenceCache;
  readonly judge: Judge;
  readonly keys: CnicKeys;
  readonly clock: Clock;
  readonly log: Log;
  readonly dryRun: DryRun;
  /** Readies the judge for a stay that is only planned. */
  readonly readyPlanJudge: () => Promise<PlanJudge>;
  /** Tells the drain that lanes have new claims. */
  readonly hint: (lanes: readonly Lane[]) => void;
  close(): Promise<void>;
}

const REQUEST_STATEMENT_MS = 15_000;
const BATCH_STATEMENT_MS = 60_000;
const POOL = { app: 16, judge: 10, reader: 4 } as const;

/**
 * Opens pools and queue. Throws UnsafeRole when a URL connects with rights that row security does not
 * bind.
 */
export async function openRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { log } = options;
  const app = openDatabase(options.appUrl, {
    name: 'sehat-app',
    max: POOL.app,
    statementTimeoutMs: REQUEST_STATEMENT_MS,
  });
  const judgeDatabase = openDatabase(options.judgeUrl, {
    name: 'sehat-judge',
    max: POOL.judge,
    statementTimeoutMs: BATCH_STATEMENT_MS,
  });
  const reader = openDatabase(options.readUrl, {
    name: 'sehat-reader',
    max: POOL.reader,
    statementTimeoutMs: REQUEST_STATEMENT_MS,
  });
  const databases = [app, judgeDatabase, reader];
  const checks = databases.map((database) =>
    refuseUnsafeRole(database, { scoped: database !== judgeDatabase }),
  );
  await Promise.all(checks).catch(async (error: unknown) => {
    await Promise.all(databases.map((database) => database.end({ timeout: 1 })));
    throw error;
  });
  const backend: QueueBackend =
    options.redisUrl === undefined
      ? { kind: 'postgres', url: options.judgeUrl }
      : { kind: 'redis', url: options.redisUrl };
  const onQueueError = (error: Error): void => {
    log.warn({ err: error }, 'the queue did not answer; the sweep finds what it missed');
  };
  const queue = openQueue(backend, DRAIN_QUEUE, onQueueError);
  const hinter = createHinter(queue, onQueueError);
  const shards = await readShards(judgeDatabase);
  return assemble(options, { app, judgeDatabase, reader, backend, queue, hinter, shards });
}

interface Parts {
  readonly app: Database;
  readonly judgeDatabase: Database;
  readonly reader: Database;
  readonly backend: QueueBackend;
  readonly queue: WorkQueue;
  readonly hinter: Hinter;
  readonly shards: readonly Shard[];
}

function assemble(options: RuntimeOptions, parts: Parts): Runtime {
  const { app, judgeDatabase, reader, backend, queue, hinter, shards } = parts;
  const clock = options.clock ?? systemClock;
  const reference = new ReferenceCache(judgeDatabase);
  const { auditSample: sample } = options;
  const judge = createJudge(new RiskKnown({ database: judgeDatabase, reference, clock, sample }));
  const keys = options.cnicKeys;
  return {
    app,
    judgeDatabase,
    reader,
    backend,
    queue,
    reference,
    judge,
    keys,
    clock,
    log: options.log,
    dryRun: createDryRun({ database: judgeDatabase, reference, judge, keys, clock }),
    readyPlanJudge: createPlanJudge({ reference, judge }),
    hint: (lanes) => {
      for (const no of new Set(lanes.map((lane) => shardOf(shards, lane).no))) {
        hinter.hint(String(no));
      }
    },
    close: async () => {
      await hinter.close();
      await queue.close();
      await Promise.all([app, judgeDatabase, reader].map((one) => one.end({ timeout: 5 })));
    },
  };
}
