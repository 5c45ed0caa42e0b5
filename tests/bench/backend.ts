import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { issueKey } from '../../src/access/index.js';
import { migrate } from '../../src/db/migrate.js';
import { openDatabase, type Database } from '../../src/db/index.js';
import type { EmbeddedPostgres } from '../../src/platform/embedded-postgres/index.js';
import { loadReference } from '../../src/registry/index.js';
import { programArguments } from '../support/programs.js';
import { makeWorld, TEST_KEYS, type World } from '../support/world.js';
import { claimsOf } from './claims.js';
import { loadBulk, loadSingles, oneByOne, untilDecided, type Target } from './load.js';

export interface Latency {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export interface Phase {
  readonly acceptedPerSecond: number;
  /** Accepted claims over the time until the last of them was decided. */
  readonly decidedPerSecond: number;
  readonly receiptToDecision: Latency;
}

export interface BackendFigures {
  readonly backend: 'postgres' | 'redis';
  readonly bulk: Phase;
  readonly singles: Phase;
  /** One claim at a time on an idle service. */
  readonly idle: Latency;
}

const FAMILIES = 20_000;
const BULK_CLAIMS = 100;
const BULK_CLIENTS = 2;
const SINGLE_CLIENTS = 16;
const WARM_UP_CLAIMS = 1_000;

/** Starts API and worker as processes of their own on a fresh database and loads them. */
export async function measureBackend(
  backend: BackendFigures['backend'],
  server: EmbeddedPostgres,
  redisUrl: string | undefined,
  seconds: number,
): Promise<BackendFigures> {
  const urls = await freshDatabase(server, `bench_${backend}`);
  const owner = openDatabase(urls.ownerUrl, { name: 'bench', max: 4, statementTimeoutMs: 600_000 });
  const world = await makeWorld(urls, {
    families: FAMILIES,
    members: 2,
    memberCap: 10_000_000,
    familyCap: 20_000_000,
    // One hospital gets the claims of a country: signals are asked of them all, and have nothing to say.
    beds: 1_000_000,
  });
  const [hospitalId] = world.hospitals;
  const { key } = await issueKey(
    owner,
    { name: 'bench', grants: [{ role: 'hospital', scope: { kind: 'hospital', id: hospitalId } }] },
    new Date(),
  );
  const port = await freePort();
  const environment = {
    ...process.env,
    DATABASE_URL: urls.appUrl,
    DATABASE_JUDGE_URL: urls.judgeUrl,
    DATABASE_READ_URL: urls.readUrl,
    REDIS_URL: redisUrl ?? '',
    SEHAT_AUDIT_RATE: '0',
    SEHAT_CNIC_HASH_KEY: TEST_KEYS.hashKey.toString('base64'),
    SEHAT_CNIC_ENCRYPTION_KEYS: `test:${TEST_KEYS.encryptionKeys[0].key.toString('base64')}`,
    PORT: String(port),
    LOG_LEVEL: 'error',
    RATE_LIMIT_PER_MINUTE: '9999999',
  };
  const processes = ['api', 'worker'].map((mode) =>
    spawn(process.execPath, [...programArguments('src/main.ts'), mode], {
      env: environment,
      stdio: ['ignore', 2, 2],
    }),
  );
  try {
    return await measure({ port, key }, owner, world, backend, seconds);
  } finally {
    await Promise.all(processes.map(stop));
    await owner.end({ timeout: 5 });
  }
}

async function measure(
  target: Target,
  owner: Database,
  world: World,
  backend: BackendFigures['backend'],
  seconds: number,
): Promise<BackendFigures> {
  const claims = claimsOf(world);
  await untilUp(target);
  await loadBulk(target, claims, { claims: BULK_CLAIMS, clients: 1, most: WARM_UP_CLAIMS });
  await untilDecided(owner);
  await owner`vacuum analyze`;
  const bulk = await phase(owner, () =>
    loadBulk(target, claims, { claims: BULK_CLAIMS, clients: BULK_CLIENTS, seconds }),
  );
  const singles = await phase(owner, () =>
    loadSingles(target, claims, { clients: SINGLE_CLIENTS, seconds }),
  );
  const idleFrom = await databaseNow(owner);
  await oneByOne(target, claims, owner);
  return { backend, bulk, singles, idle: await latencySince(owner, idleFrom) };
}

async function phase(owner: Database, load: () => Promise<number>): Promise<Phase> {
  const from = await databaseNow(owner);
  const began = performance.now();
  const accepted = await load();
  const sent = performance.now();
  await untilDecided(owner);
  const done = performance.now();
  return {
    acceptedPerSecond: (accepted / (sent - began)) * 1_000,
    decidedPerSecond: (accepted / (done - began)) * 1_000,
    receiptToDecision: await latencySince(owner, from),
  };
}

async function databaseNow(owner: Database): Promise<Date> {
  const [row] = await owner<{ now: Date }[]>`select clock_timestamp() as now`;
  if (row === undefined) throw new Error('no time from the database');
  return row.now;
}

/** From the claim's receipt to its decision, as the service recorded both. */
async function latencySince(owner: Database, from: Date): Promise<Latency> {
  const [row] = await owner<{ p50: number; p99: number }[]>`
    select percentile_cont(0.5) within group (order by ms) as p50,
      percentile_cont(0.99) within group (order by ms) as p99
    from (select extract(epoch from decided_at - received_at) * 1000 as ms from claim
      where received_at >= ${from}) as t`;
  if (row === undefined) throw new Error('no claims to measure');
  return { p50Ms: row.p50, p99Ms: row.p99 };
}

async function freshDatabase(server: EmbeddedPostgres, name: string) {
  const admin = openDatabase(server.superUrl, {
    name: 'bench',
    max: 1,
    statementTimeoutMs: 60_000,
  });
  const owner = new URL(server.ownerUrl).username;
  await admin.unsafe(`drop database if exists ${name} with (force)`);
  await admin.unsafe(`create database ${name} owner ${owner}`);
  await admin.end();
  const on = (url: string): string => {
    const other = new URL(url);
    other.pathname = `/${name}`;
    return other.toString();
  };
  const urls = {
    superUrl: on(server.superUrl),
    ownerUrl: on(server.ownerUrl),
    appUrl: on(server.appUrl),
    judgeUrl: on(server.judgeUrl),
    readUrl: on(server.readUrl),
  };
  await migrate(urls.ownerUrl);
  await loadReference(urls.ownerUrl);
  return urls;
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no port'));
        else resolve(address.port);
      });
    });
  });
}

async function untilUp({ port }: Target): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const up = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (r) => r.ok,
      () => false,
    );
    if (up) return;
    if (Date.now() > deadline) throw new Error('the API did not come up within a minute');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
