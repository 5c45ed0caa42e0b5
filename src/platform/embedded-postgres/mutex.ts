/** One at a time between processes, by a file that only one can create. */
import { readFileSync, renameSync, rmSync, statSync, writeFileSync, linkSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { EmbeddedPostgresError } from './errors.js';
import { lifeMark } from './os-processes.js';

const LOOK_AGAIN_MS = 20;
/** Longest wait for another process; a first start with crash recovery fits well inside. */
const LONGEST_WAIT_MS = 120_000;
/** A lock file without content is one whose writer died, or is between creating and writing. */
const EMPTY_IS_STALE_MS = 5_000;

/**
 * Runs the act while no other process holds the same file. A lock left by a dead process is
 * taken over.
 * @throws {EmbeddedPostgresError} when a living process does not let go within two minutes
 */
export async function alone<T>(file: string, act: () => Promise<T>): Promise<T> {
  const mine = `${process.pid} ${lifeMark(process.pid) ?? ''} ${Math.trunc(performance.now() * 1e6)}`;
  const deadline = Date.now() + LONGEST_WAIT_MS;
  while (!take(file, mine)) {
    const seen = read(file);
    if (seen !== undefined && isStale(file, seen)) {
      remove(file, seen);
    } else if (Date.now() > deadline) {
      throw new EmbeddedPostgresError(
        `The database is being started or stopped by process ${seen?.split(' ')[0] ?? '?'}, which holds ${file} for two minutes now: end that process and try again.`,
      );
    } else {
      await pause(LOOK_AGAIN_MS);
    }
  }
  try {
    return await act();
  } finally {
    if (read(file) === mine) rmSync(file, { force: true });
  }
}

function take(file: string, mine: string): boolean {
  try {
    writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function isStale(file: string, content: string): boolean {
  const [pid, mark] = content.split(' ');
  if (content === '') {
    try {
      return Date.now() - statSync(file).mtimeMs > EMPTY_IS_STALE_MS;
    } catch {
      return false;
    }
  }
  return lifeMark(Number(pid)) !== mark;
}

/**
 * Removes a stale lock, and only that one: between our look and now another process may have
 * removed it and made its own, which then is put back.
 */
function remove(file: string, seen: string): void {
  const aside = `${file}.stale-${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (read(aside) !== seen) {
    try {
      linkSync(aside, file);
    } catch {
      // A third process was quicker; PostgreSQL's own lock keeps the data folder safe.
    }
  }
  rmSync(aside, { force: true });
}
