/**
 * `npm run bench`: how many claims the whole service decides, on a PostgreSQL that forces every commit
 * to disk, with the load generator, the API, the worker and the database on this one machine.
 * A table for people, `--json` for machines, `--seconds N` for each phase of load.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres/index.js';
import { measureBackend, type BackendFigures } from './backend.js';
import { pgbenchTps } from './pgbench.js';
import { startRedis } from './redis.js';
import { printTable } from './table.js';

export interface BenchReport {
  readonly machine: string;
  readonly seconds: number;
  readonly backends: readonly BackendFigures[];
  /** TPC-B transactions a second, 8 clients, same server, before and after the load. */
  readonly pgbenchTps?: readonly number[] | undefined;
  /** Claims decided a second from bulk, over the mean of pgbench's figures; by backend. */
  readonly ratios?: Readonly<Record<string, number>> | undefined;
}

const options = new Command('bench')
  .option('--json', 'print one JSON object')
  .option('--seconds <n>', 'length of each phase of load', Number, 10)
  .option('--backend <name>', 'postgres or redis only')
  .parse()
  .opts<{ json?: boolean; seconds: number; backend?: string }>();

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const folder = mkdtempSync(path.join(tmpdir(), 'sehat-bench-'));
const server = await startEmbeddedPostgres({ folder, log: say });
try {
  const redis = startRedis();
  if (redis === undefined) say('redis-server is not on this machine: its backend is left out.');
  try {
    const hasPgbench = spawnSync('pgbench', ['--version']).status === 0;
    if (!hasPgbench) say('pgbench is not on this machine: the ratio to it is left out.');
    const before = hasPgbench ? pgbenchTps(server.superUrl, options.seconds, say) : undefined;
    const backends: BackendFigures[] = [];
    for (const name of ['postgres', 'redis'] as const) {
      if (options.backend !== undefined && options.backend !== name) continue;
      if (name === 'redis' && redis === undefined) continue;
      say(`Measuring with the queue on ${name} …`);
      backends.push(
        await measureBackend(
          name,
          server,
          name === 'redis' ? redis?.url : undefined,
          options.seconds,
        ),
      );
    }
    const after = hasPgbench ? pgbenchTps(server.superUrl, options.seconds, say) : undefined;
    report(backends, before === undefined || after === undefined ? undefined : [before, after]);
  } finally {
    redis?.stop();
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

function report(backends: readonly BackendFigures[], tps: readonly number[] | undefined): void {
  const mean = tps === undefined ? undefined : tps.reduce((sum, one) => sum + one, 0) / tps.length;
  const full: BenchReport = {
    machine: `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
    seconds: options.seconds,
    backends,
    ...(tps === undefined || mean === undefined
      ? {}
      : {
          pgbenchTps: tps,
          ratios: Object.fromEntries(
            backends.map((one) => [one.backend, one.bulk.decidedPerSecond / mean]),
          ),
        }),
  };
  process.stdout.write(
    options.json === true ? `${JSON.stringify(full, undefined, 2)}\n` : printTable(full),
  );
}
