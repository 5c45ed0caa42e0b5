/** Worker processes as they run in production, for tests that kill them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { projectFolder } from '../../src/platform/config.js';
import type { DatabaseUrls } from './database.js';
import { programArguments } from './programs.js';
import { eventually } from './eventually.js';
import { environmentOf } from './sehat.js';

export interface WorkerProcess {
  /** Everything it has logged so far. */
  logged(): string;
  /** Kills it as a power cut would, and waits until it is gone. Returns the instant of the kill. */
  kill(): Promise<Date>;
  /** Asks it to stop, and waits until it has; returns its exit code. */
  stop(): Promise<number | null>;
}

/** Starts a worker process on a test's own database and waits until it is ready. */
export async function startWorkerProcess(
  t: { teardown(act: () => void): unknown },
  urls: DatabaseUrls,
  redisUrl?: string,
): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [...programArguments('src/main.ts'), 'worker'], {
    cwd: projectFolder,
    env: {
      ...process.env,
      ...environmentOf(urls),
      DATABASE_OWNER_URL: '',
      LOG_LEVEL: 'info',
      REDIS_URL: redisUrl ?? '',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.teardown(() => void child.kill('SIGKILL'));
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece: Buffer) => (text += piece.toString()));
  }
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await eventually(
    () => {
      if (hasEnded(child)) throw new Error(`the worker ended: ${text}`);
      return text.includes('"ready"');
    },
    { withinMs: 60_000, what: 'readiness of the worker' },
  );
  return {
    logged: () => text,
    kill: async () => {
      const at = new Date();
      child.kill('SIGKILL');
      await ended;
      return at;
    },
    stop: async () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
