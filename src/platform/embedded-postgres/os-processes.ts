/** What the operating system says about processes: who lives, and what they are. */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';
import path from 'node:path';

const linux = process.platform === 'linux';

/**
 * A mark that tells a process from a later one with the same number, or undefined if it is gone.
 * A process that has ended but was not yet buried by its parent counts as gone.
 */
export function lifeMark(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (!linux) return ps(pid, 'lstart=');
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in brackets, which may hold spaces; the third is the state.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

/**
 * True if the process is a PostgreSQL server for that data folder, judged by its command and by
 * its folder: a number alone may since belong to anybody.
 */
export function isPostmasterOf(pid: number, dataFolder: string): boolean {
  if (lifeMark(pid) === undefined) return false;
  if (!linux) {
    const command = ps(pid, 'command=') ?? '';
    return command.includes('postgres') && command.includes(`-D ${dataFolder} `);
  }
  const words = commandLine(pid);
  if (path.basename(words[0] ?? '') !== 'postgres') return false;
  const named = words[words.indexOf('-D') + 1];
  return (named !== undefined && samePlace(named, dataFolder)) || worksIn(pid, dataFolder);
}

/**
 * Server processes that still work in that data folder, the postmaster's children included.
 * They outlive a killed postmaster for a moment. Empty where the system does not tell.
 */
export function postgresProcessesIn(dataFolder: string): number[] {
  if (!linux) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => worksIn(pid, dataFolder) && (commandLine(pid)[0] ?? '').includes('postgres'));
}

function commandLine(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

function worksIn(pid: number, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
  } catch {
    return false;
  }
}

function samePlace(one: string, other: string): boolean {
  try {
    return realpathSync(one) === realpathSync(other);
  } catch {
    return false;
  }
}

function ps(pid: number, column: string): string | undefined {
  try {
    const answer = execFileSync('ps', ['-ww', '-o', column, '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 5_000,
    });
    return answer.trim() === '' ? undefined : `${answer.trim()} `;
  } catch {
    return undefined;
  }
}
