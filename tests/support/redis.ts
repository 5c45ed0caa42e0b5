/** Redis for tests: one shared server of the run, or a private one for tests that wreck it. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { eventually } from './eventually.js';
import { Redis } from 'ioredis';

/** The command that makes the tests with Redis run on Debian and Ubuntu. */
export const ENABLE_REDIS =
  'redis-server is not installed: apt-get install -y --no-install-recommends redis-server';

/** The shared server; several test files use it at once, so every queue needs a prefix of its own. */
export const redisUrl: string | undefined = process.env['SEHAT_TEST_REDIS_URL'];

/** For tap's `{ skip: skipWithoutRedis }`: false, or why the test cannot run. */
export const skipWithoutRedis: string | false =
  redisUrl === undefined ? (hasRedis() ? 'run it with: npm test -- FILE' : ENABLE_REDIS) : false;

/** A Redis of one's own. */
export interface PrivateRedis {
  readonly url: string;
  stop(): Promise<void>;
}

/** True if the program is on this machine. */
export function hasRedis(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Starts a server that keeps nothing on disk; a test may wipe it or stop it as it likes. */
export async function startRedis(): Promise<PrivateRedis> {
  const port = await freePort();
  const child = spawn(
    'redis-server',
    ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    { stdio: 'ignore', cwd: '/' },
  );
  const url = `redis://127.0.0.1:${port}`;
  await eventually(async () => {
    if (child.exitCode !== null) throw new Error(`redis-server ended with code ${child.exitCode}`);
    const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await client.ping()) === 'PONG';
    } catch {
      return false;
    } finally {
      client.disconnect();
    }
  });
  return { url, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const hurry = setTimeout(() => child.kill('SIGKILL'), 3_000);
  await ended;
  clearTimeout(hurry);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
