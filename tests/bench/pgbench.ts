import { spawnSync } from 'node:child_process';

const DATABASE = 'pgbench';
const SCALE = '20';

function run(program: string, args: readonly string[]): string {
  const done = spawnSync(program, args, { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${program} failed: ${done.stderr}`);
  return done.stdout;
}

/** Transactions a second of pgbench's TPC-B mix, 8 clients, prepared, on a server. */
export function pgbenchTps(superUrl: string, seconds: number, say: (line: string) => void): number {
  const url = new URL(superUrl);
  const admin = url.toString();
  url.pathname = `/${DATABASE}`;
  const exists = run('psql', [
    admin,
    '-Atc',
    `select 1 from pg_database where datname='${DATABASE}'`,
  ]);
  if (exists.trim() !== '1') {
    run('psql', [admin, '-qc', `create database ${DATABASE}`]);
    run('pgbench', ['-i', '-q', '-s', SCALE, url.toString()]);
  }
  const args = ['-n', '-M', 'prepared', '-c', '8', '-j', '2', '-T', String(seconds)];
  const out = run('pgbench', [...args, url.toString()]);
  const found = /tps = ([\d.]+)/.exec(out)?.[1];
  if (found === undefined) throw new Error('pgbench printed no tps');
  say(`pgbench: ${Math.round(Number(found))} tps`);
  return Number(found);
}
