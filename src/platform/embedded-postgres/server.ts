/** One PostgreSQL server process: started, recognised, stopped. */
import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { atExit } from './at-exit.js';
import { EmbeddedPostgresError, USE_OWN_DATABASE } from './errors.js';
import type { Home } from './home.js';
import { isPostmasterOf, lifeMark, postgresProcessesIn } from './os-processes.js';

const LOOK_AGAIN_MS = 10;
/** Recovery after a crash replays at most about max_wal_size of log. */
const READY_WITHIN_MS = 120_000;
const STOP_FAST_WITHIN_MS = 30_000;
const STOP_AT_ONCE_WITHIN_MS = 5_000;
const STRAGGLERS_WITHIN_MS = 5_000;
const START_ATTEMPTS = 5;
/** Above what any system gives to a process. */
const NOBODYS_NUMBER = 2_147_483_646;
const LARGEST_LOG_BYTES = 10 * 1024 * 1024;

/** A server that accepts connections. */
export interface LivingServer {
  readonly pid: number;
  readonly port: number;
}

/** Environment of the programs: nothing of ours may steer them (PGDATA, PGPORT, locale). */
export const PLAIN_ENVIRONMENT = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C' };

/** What postmaster.pid says, if the process it names really is the server of this folder. */
export function livingServer(data: string): (LivingServer & { ready: boolean }) | undefined {
  let lines: string[];
  try {
    lines = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Math.abs(Number(lines[0]));
  if (!isPostmasterOf(pid, data)) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/**
 * Waits until a starting server is ready.
 * @returns undefined if it ended instead
 */
export async function untilReady(data: string, pid: number): Promise<LivingServer | undefined> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    const found = livingServer(data);
    if (found?.ready && found.pid === pid) return found;
    if (lifeMark(pid) === undefined) return undefined;
    await pause(LOOK_AGAIN_MS);
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL did not become ready within ${READY_WITHIN_MS / 1000} s: look into server.log in ${path.dirname(data)}.`,
  );
}

/** Settings of every start, given on the command line so that no file can contradict them. */
function settingsFor(port: number, throwAway: boolean, more: Readonly<Record<string, string>>) {
  const sharedMiB = Math.min(256, Math.max(32, Math.floor(totalmem() / 2 ** 20 / 16)));
  return {
    listen_addresses: '127.0.0.1',
    port: String(port),
    // The path of a socket is limited to some hundred bytes; a project's folder is not.
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: `${sharedMiB}MB`,
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    jit: 'off',
    ...(throwAway ? WITHOUT_CARE : {}),
    ...more,
  };
}

/** For data that nobody will miss: nothing is forced to disk, and less is logged. */
const WITHOUT_CARE = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  // Nobody guesses at passwords that live for minutes, and tests log in some thousand times.
  scram_iterations: '1',
};

/** What a start needs to know. */
export interface StartOrder {
  readonly home: Home;
  readonly native: string;
  readonly throwAway: boolean;
  readonly settings: Readonly<Record<string, string>>;
}

/**
 * Starts the server on its remembered port, or on a free one, in a process group of its own:
 * Ctrl-C in the terminal must not reach it before the service has drained.
 * @throws {EmbeddedPostgresError} with what the server said last
 */
export async function startServer(order: StartOrder): Promise<LivingServer> {
  const { home } = order;
  await clearTraces(home.data);
  let port = rememberedPort(home) ?? (await freePort());
  for (let attempt = 1; ; attempt += 1) {
    if (!(await isFree(port))) port = await freePort();
    const { server, said } = await startOnce(order, port);
    if (server) {
      writeFileSync(home.remembered, `${JSON.stringify({ port })}\n`, { mode: 0o600 });
      return server;
    }
    const portTaken = /could not (bind|create any)/.test(said);
    // Processes of a killed server hold its shared memory until they notice.
    const memoryHeld = /shared memory block/.test(said);
    if (attempt === START_ATTEMPTS && memoryHeld) throw stillWorking(home.data);
    if (attempt === START_ATTEMPTS || !(portTaken || memoryHeld)) {
      const reason = lastFault(said);
      throw new EmbeddedPostgresError(
        `PostgreSQL did not start (${reason}): look into ${home.serverLog}, or ${USE_OWN_DATABASE}.`,
      );
    }
    if (portTaken) port = await freePort();
    else await pause(attempt * 1_000);
  }
}

async function startOnce(order: StartOrder, port: number) {
  const { home, native } = order;
  if ((statSync(home.serverLog, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_LOG_BYTES) {
    renameSync(home.serverLog, `${home.serverLog}.1`);
  }
  // A file, not a pipe to us: the server may outlive us, and must not stumble over a broken pipe.
  const logFile = openSync(home.serverLog, 'a', 0o600);
  const saidBefore = statSync(home.serverLog).size;
  try {
    const settings = settingsFor(port, order.throwAway, order.settings);
    const child = spawn(
      path.join(native, 'bin', 'postgres'),
      [
        '-D',
        home.data,
        ...Object.entries(settings).flatMap(([name, is]) => ['-c', `${name}=${is}`]),
      ],
      {
        cwd: home.folder,
        env: PLAIN_ENVIRONMENT,
        stdio: ['ignore', logFile, logFile],
        detached: true,
        ...home.account,
      },
    );
    const notSpawned = new Promise<Error>((resolve) => child.once('error', resolve));
    if (child.pid === undefined) return { said: `FATAL: ${(await notSpawned).message}` };
    child.unref();
    const settled = atExit(() => void child.kill('SIGINT'));
    const server = await untilReady(home.data, child.pid).finally(settled);
    const said = readFileSync(home.serverLog).subarray(saidBefore).toString('utf8');
    return { server, said };
  } finally {
    closeSync(logFile);
  }
}

/** The server's own words for why it ended, without its date. */
function lastFault(said: string): string {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  const fault =
    lines.findLast((line) => /FATAL|PANIC/.test(line)) ??
    lines.find((line) => /error|could not|cannot/.test(line)) ??
    lines.at(-1);
  return fault?.replace(/^.*(FATAL|PANIC): +/, '').replace(/\.$/, '') ?? 'it said nothing';
}

/**
 * Makes what a killed server left harmless. PostgreSQL sees to that itself, except that it takes
 * any living process with the number in postmaster.pid for a server; numbers repeat, above all in
 * containers. So the number is replaced by one that nobody has; the rest of the file stays, for
 * by it PostgreSQL finds out whether parts of the old server still hold its memory.
 */
async function clearTraces(data: string): Promise<void> {
  const file = path.join(data, 'postmaster.pid');
  if (!existsSync(file) || livingServer(data)) return;
  await endStragglers(data);
  const [first = '', ...rest] = readFileSync(file, 'utf8').split('\n');
  if (/^-?[1-9]\d*$/.test(first)) writeFileSync(file, [NOBODYS_NUMBER, ...rest].join('\n'));
  else rmSync(file);
}

function stillWorking(data: string, pids: readonly number[] = []): EmbeddedPostgresError {
  const which = pids.length > 0 ? ` (${pids.join(', ')})` : '';
  return new EmbeddedPostgresError(
    `Processes of an earlier PostgreSQL${which} still work in ${data}: wait for them or end them, and start again.`,
  );
}

/** Processes of a killed postmaster end by themselves as a rule; the rest is ended here. */
async function endStragglers(data: string): Promise<void> {
  const begunAt = Date.now();
  for (let left = postgresProcessesIn(data); left.length > 0; left = postgresProcessesIn(data)) {
    const waited = Date.now() - begunAt;
    if (waited > 2 * STRAGGLERS_WITHIN_MS) {
      throw stillWorking(data, left);
    }
    if (waited > STRAGGLERS_WITHIN_MS) for (const pid of left) signal(pid, 'SIGKILL');
    await pause(LOOK_AGAIN_MS);
  }
}

/**
 * Stops the server of this data folder, if one lives: open transactions are rolled back and
 * everything is on disk (fast), or nothing is cared for (at once). Each step is bounded; the
 * last is SIGKILL, which the next start recovers from.
 */
export async function stopServer(data: string, how: 'fast' | 'at once'): Promise<void> {
  const found = livingServer(data);
  if (!found) return;
  const mark = lifeMark(found.pid);
  const steps = [
    ...(how === 'fast' ? [{ name: 'SIGINT', withinMs: STOP_FAST_WITHIN_MS } as const] : []),
    { name: 'SIGQUIT', withinMs: STOP_AT_ONCE_WITHIN_MS } as const,
    { name: 'SIGKILL', withinMs: STOP_AT_ONCE_WITHIN_MS } as const,
  ];
  for (const { name, withinMs } of steps) {
    signal(found.pid, name);
    if (await gone(found.pid, mark, withinMs)) break;
  }
  await endStragglers(data);
}

/**
 * Tells the server of this folder, if one lives, to stop fast, without waiting: for the last
 * moment of a process.
 */
export function tellToStop(data: string): void {
  const found = livingServer(data);
  if (found) signal(found.pid, 'SIGINT');
}

/** An ending process loses its command line some time before it has ended; its mark stays. */
async function gone(pid: number, mark: string | undefined, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (mark !== undefined && lifeMark(pid) === mark) {
    if (Date.now() > deadline) return false;
    await pause(LOOK_AGAIN_MS);
  }
  return true;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function rememberedPort(home: Home): number | undefined {
  try {
    const { port } = JSON.parse(readFileSync(home.remembered, 'utf8')) as { port?: unknown };
    return typeof port === 'number' ? port : undefined;
  } catch {
    return undefined;
  }
}

async function freePort(): Promise<number> {
  return await listenOnce(0);
}

async function isFree(port: number): Promise<boolean> {
  return (await listenOnce(port).catch(() => undefined)) !== undefined;
}

/** Listens for a moment, and says where. */
async function listenOnce(port: number): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
