import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { eventually } from './eventually.js';

/**
 * Ends what a test run left running: processes that work in the run's own temporary folder or were
 * given it as theirs (database servers, above all, which by design outlive who started them, and
 * services whose test ran out of time). Does nothing where there is no /proc.
 */
export async function endLeftProcesses(folder: string): Promise<void> {
  await eventually(
    () => {
      const left = processesIn(folder);
      for (const pid of left) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // Ended between look and signal.
        }
      }
      return left.length === 0;
    },
    { what: 'the end of processes that tests left' },
  );
}

function processesIn(folder: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const at = readlinkSync(`/proc/${pid}/cwd`);
        if (at === folder || at.startsWith(`${folder}/`)) return true;
        return readFileSync(`/proc/${pid}/environ`, 'utf8')
          .split('\0')
          .includes(`TMPDIR=${folder}`);
      } catch {
        return false;
      }
    });
}
