/**
 * Runs the tests on servers of their own: a throw-away PostgreSQL with a migrated template, and
 * Redis and Chromium where they are installed. Ends with `N passed, N failed[, N skipped]`.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  createWriteStream,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import {
  type EmbeddedPostgres,
  EmbeddedPostgresError,
  startEmbeddedPostgres,
} from '../../src/platform/embedded-postgres/index.js';
import { type TestRun, inDatabase } from './database.js';
import { buildTests } from './build-tests.js';
import { endLeftProcesses } from './left-processes.js';
import { BUILT_FOLDER } from './programs.js';
import { ENABLE_REDIS, type PrivateRedis, hasRedis, startRedis } from './redis.js';
import { TapSummary } from './tap-summary.js';

const JOBS = 3;
/** A file that takes longer has failed. */
const TIMEOUT_MS = 180_000;
/** Where files stand whose tests take long or mostly wait: they begin first, so that none ends last. */
const LONG = [
  'tests/cli',
  'tests/journeys',
  'tests/platform/embedded',
  'tests/platform/stopping',
  'tests/slices/replay',
  'tests/workers',
];
const TEMPLATE = 'sehat_template';
const MEMORY_FOLDER = '/dev/shm';
const PLENTY_BYTES = 3 * 1024 ** 3;
const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const ENABLE_CHROMIUM =
  'Chromium is not installed: apt-get install -y --no-install-recommends chromium';
/** Test processes get this long to end by themselves when the run is stopped. */
const END_WITHIN_MS = 3_000;

const projectFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const say = (line: string) => console.log(line);

let stopped = false;
let tap: ChildProcess | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (stopped) return;
    stopped = true;
    say(`Stopping (${signal}) …`);
    endTap();
  });
}

process.exitCode = await runTests(process.argv.slice(2));

async function runTests(arguments_: string[]): Promise<number> {
  const folder = newFolder();
  let database: EmbeddedPostgres | undefined;
  let redis: PrivateRedis | undefined;
  try {
    database = await startEmbeddedPostgres({
      folder: quickestPlace(),
      log: say,
      throwAway: true,
    });
    if (hasRedis() && !stopped) redis = await startRedis();
    const chromium = findChromium();
    if (!redis) say(`Tests with Redis are skipped; ${ENABLE_REDIS}`);
    if (!chromium) say(`Tests in a browser are skipped; ${ENABLE_CHROMIUM}`);
    const rolesFile = path.join(folder, 'roles.json');
    writeFileSync(rolesFile, JSON.stringify(await makeTemplate(database)), { mode: 0o600 });
    if (stopped) return 1;
    return await runTap(arguments_, folder, {
      SEHAT_TEST_ROLES: rolesFile,
      SEHAT_TEST_SUPER_URL: database.superUrl,
      ...(redis ? { SEHAT_TEST_REDIS_URL: redis.url } : {}),
      ...(chromium ? { SEHAT_TEST_CHROMIUM: chromium } : {}),
    });
  } catch (error) {
    console.error(error instanceof EmbeddedPostgresError ? error.message : error);
    return 1;
  } finally {
    await redis?.stop();
    await database?.stop();
    await endLeftProcesses(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function newFolder(): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'sehat-test-run-')));
  // PostgreSQL servers that tests start as another account pass through.
  chmodSync(folder, 0o711);
  return folder;
}

/**
 * Where the throw-away database is made: in memory where there is plenty, since each test has its
 * own copy of some 700 files, which a disk whose files come and go takes ten times as long to make.
 */
function quickestPlace(): string {
  try {
    const { bavail, bsize } = statfsSync(MEMORY_FOLDER);
    accessSync(MEMORY_FOLDER, constants.W_OK);
    if (Math.min(bavail * bsize, freemem()) > PLENTY_BYTES) return MEMORY_FOLDER;
  } catch {
    // No such place here.
  }
  return tmpdir();
}

/** Migrates a database once and closes it to connections, so that it can always be cloned. */
async function makeTemplate({ superUrl, ...roles }: EmbeddedPostgres): Promise<TestRun> {
  const admin = postgres(inDatabase(superUrl, 'postgres'), { max: 1, onnotice: () => undefined });
  try {
    await admin.unsafe(`create database ${TEMPLATE} owner sehat_owner`);
    await admin.unsafe(`revoke all on database ${TEMPLATE} from public`);
    const { migrate } = await import('../../src/db/migrate.js');
    await migrate(inDatabase(roles.ownerUrl, TEMPLATE));
    await admin.unsafe(`alter database ${TEMPLATE} with is_template true allow_connections false`);
  } finally {
    await admin.end({ timeout: 5 });
  }
  const { ownerUrl, appUrl, judgeUrl, readUrl } = roles;
  return { template: TEMPLATE, urls: { superUrl, ownerUrl, appUrl, judgeUrl, readUrl } };
}

async function runTap(
  arguments_: string[],
  folder: string,
  given: Readonly<Record<string, string>>,
): Promise<number> {
  const rawFile = path.join(tmpdir(), 'sehat-last-test-run.tap');
  const raw = createWriteStream(rawFile);
  // Inside the project, so that the built files find its packages.
  const out = path.join(projectFolder, '.tap', path.basename(folder));
  const names = (arguments_.length > 0 ? arguments_ : ['tests']).flatMap(testFiles);
  const files = await buildTests(longFirst(names), out);
  const order = JSON.stringify({ jobs: JOBS, timeoutMs: TIMEOUT_MS, files });
  tap = spawn(process.execPath, [path.join(projectFolder, 'tests/support/tap-files.mjs'), order], {
    cwd: projectFolder,
    // A group of its own, so that everything the tests started can be ended at once.
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...given, [BUILT_FOLDER]: out, TMPDIR: folder },
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    tap?.once('error', reject);
    tap?.once('close', resolve);
  });
  const summary = new TapSummary();
  if (!tap.stdout) throw new Error('tap has no output');
  for await (const line of createInterface({ input: tap.stdout })) {
    raw.write(`${line}\n`);
    const file = summary.line(line);
    if (!file) continue;
    const counts = `${file.passed} passed${file.failed ? `, ${file.failed} failed` : ''}${file.skipped ? `, ${file.skipped} skipped` : ''}`;
    say(`${file.ok ? '✓' : '✗'} ${file.file}: ${counts}`);
    for (const fault of file.faults) say(`  ${fault}`);
  }
  const code = await ended;
  rmSync(out, { recursive: true, force: true });
  await new Promise((resolve) => raw.end(resolve));
  return conclude(summary, code, rawFile);
}

/** The tests that an argument stands for, by their paths from the project's folder: a file, or a folder's. */
function testFiles(argument: string): string[] {
  const place = path.resolve(projectFolder, argument);
  const name = path.relative(projectFolder, place);
  if (!statSync(place, { throwIfNoEntry: false })?.isDirectory()) return [name];
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => path.join(name, file))
    .sort();
}

function longFirst(names: readonly string[]): string[] {
  const isLong = (name: string) => LONG.some((start) => name.startsWith(start));
  return [...names.filter(isLong), ...names.filter((name) => !isLong(name))];
}

/** Prints what was skipped and why, then the last line. */
function conclude(summary: TapSummary, code: number | null, rawFile: string): number {
  const { passed, failed, skipped } = summary;
  if (skipped.length > 0) say('\nSkipped:');
  for (const { name, reason } of skipped) say(`  ${name}: ${reason || 'no reason given'}`);
  // Never a green end for a run that tap itself calls failed, or that was cut short.
  const unexplained = failed === 0 && (code !== 0 || stopped) ? 1 : 0;
  if (unexplained)
    say(`\nThe run did not end well (code ${code}); its raw output is in ${rawFile}.`);
  if (passed + failed === 0) say('\nNo test ran.');
  say(
    `\n${passed} passed, ${failed + unexplained} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`,
  );
  return failed + unexplained > 0 || passed === 0 ? 1 : 0;
}

function findChromium(): string | undefined {
  for (const name of CHROMIUM_NAMES) {
    try {
      return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    } catch {
      // Not under this name.
    }
  }
  return undefined;
}

/** Ends tap and all that its tests started. */
function endTap(): void {
  const group = tap?.pid;
  if (group === undefined || tap?.exitCode !== null) return;
  const tell = (signal: NodeJS.Signals) => {
    try {
      process.kill(-group, signal);
    } catch {
      // Gone already.
    }
  };
  tell('SIGTERM');
  setTimeout(() => tell('SIGKILL'), END_WITHIN_MS).unref();
}
