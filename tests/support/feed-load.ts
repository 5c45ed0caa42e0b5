/** Four writers, two sequencers that lose their connections, and a reader killed again and again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inTransaction, openDatabase, type Database } from '../../src/db/index.js';
import { startFeedWorker } from '../../src/feeds/worker.js';
import { appendEvents, type NewFeedEvent } from '../../src/outbox/index.js';
import { systemClock } from '../../src/platform/clock.js';
import { createLog } from '../../src/platform/log.js';
import { newIdAfter } from '../../src/platform/lane.js';
import type { DatabaseUrls } from './database.js';
import { eventually } from './eventually.js';
import { keptPages, type KeptPage } from './feed-consumer.js';
import { anEvent } from './feed-events.js';
import { programArguments } from './programs.js';

const WRITERS = 4;
const MAX_PIECE = 150;
/** Longest that a writer keeps a transaction open, in milliseconds. */
const MAX_OPEN_MS = 25;
const STATEMENT_MS = 30_000;

export interface LoadResult {
  /** Ids of all events that were committed. */
  readonly written: ReadonlySet<string>;
  /** What the reader kept, in the order in which it kept it. */
  readonly kept: KeptPage['events'];
  readonly kills: number;
  readonly seconds: number;
}

/** Runs the load until `rows` events are written and read, and the reader was killed `kills` times. */
export async function runFeedLoad(
  urls: DatabaseUrls,
  {
    rows,
    kills,
    withinMs,
  }: { readonly rows: number; readonly kills: number; readonly withinMs: number },
): Promise<LoadResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'feed-load-'));
  const file = path.join(folder, 'kept.ndjson');
  const open = (name: string, max: number): Database =>
    openDatabase(urls.judgeUrl, { name, max, statementTimeoutMs: STATEMENT_MS });
  const pools = [open('writer', WRITERS), open('sequencer', 2), open('sequencer', 2)] as const;
  const admin = openDatabase(urls.superUrl, {
    name: 'admin',
    max: 1,
    statementTimeoutMs: STATEMENT_MS,
  });
  const log = createLog({ level: 'silent' });
  const workers = pools
    .slice(1)
    .map((database) => startFeedWorker({ database, clock: systemClock, log }));
  const began = Date.now();
  const ended = { writers: false, consumer: false };
  try {
    const [written, killed] = await Promise.all([
      writeAll(pools[0], rows).finally(() => (ended.writers = true)),
      readOn(urls.readUrl, file, kills, ended),
      disturb(admin, ended),
      eventually(() => keptCount(file) >= rows, {
        withinMs,
        everyMs: 200,
        what: 'reading',
      }).finally(() => (ended.consumer = true)),
    ]);
    const kept = keptPages(file).pages.flatMap((page) => page.events);
    return { written, kept, kills: killed, seconds: (Date.now() - began) / 1_000 };
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
    await Promise.all([...pools, admin].map((pool) => pool.end({ timeout: 5 })));
    rmSync(folder, { recursive: true, force: true });
  }
}

function keptCount(file: string): number {
  return keptPages(file).pages.reduce((sum, page) => sum + page.events.length, 0);
}

/** Writers share the claims decided so far: some are decided again, by whichever writer comes. */
async function writeAll(database: Database, rows: number): Promise<ReadonlySet<string>> {
  const written = new Set<string>();
  const decided: NewFeedEvent[] = [];
  let begun = 0;
  const writer = async (): Promise<void> => {
    while (begun < rows) {
      const count = Math.min(1 + Math.floor(Math.random() * MAX_PIECE), rows - begun);
      begun += count;
      const events = Array.from({ length: count }, () => {
        const earlier = Math.random() < 0.2 ? decided.shift() : undefined;
        return earlier === undefined ? anEvent({}) : secondOf(earlier);
      });
      await inTransaction(database, async (tx) => {
        await appendEvents(tx, events, new Date());
        await pause(Math.random() * MAX_OPEN_MS);
      });
      for (const event of events) {
        written.add(event.id);
        if (event.id === (event.payload as { decisionId: string }).decisionId) decided.push(event);
      }
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  return written;
}

function secondOf(earlier: NewFeedEvent): NewFeedEvent {
  const id = newIdAfter(earlier.lane, earlier.id);
  const event = anEvent({ claimId: earlier.claimId, id, ordinal: 2 });
  // Marked as no first decision, so that it is not decided a third time.
  return { ...event, payload: { ...(event.payload as object), decisionId: earlier.id } };
}

/** Ends a sequencer's connection now and then: its piece is placed whole or not at all. */
async function disturb(admin: Database, ended: { writers: boolean }): Promise<void> {
  while (!ended.writers) {
    await pause(50 + Math.random() * 250);
    await admin`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'sequencer' and datname = current_database()
      order by random() limit 1`;
  }
}

/** Starts the reader, kills it without warning at some moment while it reads, and starts it again. */
async function readOn(
  url: string,
  file: string,
  kills: number,
  ended: { readonly consumer: boolean },
): Promise<number> {
  let killed = 0;
  while (!ended.consumer) {
    const program = programArguments('tests/support/feed-consumer.ts');
    const reader = spawn(process.execPath, [...program, url, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await isReading(reader);
    const last = killed >= kills;
    while (!ended.consumer && last) await pause(50);
    await pause(Math.random() * 200);
    reader.kill('SIGKILL');
    await once(reader, 'exit');
    if (!last) killed += 1;
  }
  return killed;
}

async function isReading(reader: ChildProcess): Promise<void> {
  const [first] = (await Promise.race([
    once(reader.stdout as NonNullable<typeof reader.stdout>, 'data'),
    once(reader, 'exit').then(() => ['']),
  ])) as [Buffer | string];
  if (first.toString() === '') throw new Error('the reader ended by itself');
}
