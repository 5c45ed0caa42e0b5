import type { Latency } from './backend.js';
import type { BenchReport } from './main.js';

const latency = ({ p50Ms, p99Ms }: Latency): string =>
  `${p50Ms.toFixed(0)} / ${p99Ms.toFixed(0)} ms`;

/** The report for people. */
export function printTable(report: BenchReport): string {
  const rows: string[][] = [
    ['queue on', 'load', 'accepted/s', 'decided/s', 'receipt to decision p50 / p99'],
    ...report.backends.flatMap(({ backend, bulk, singles, idle }) => [
      ...(
        [
          ['bulk of 100, 2 clients', bulk],
          ['single, 16 clients', singles],
        ] as const
      ).map(([name, phase]) => [
        backend,
        name,
        phase.acceptedPerSecond.toFixed(0),
        phase.decidedPerSecond.toFixed(0),
        latency(phase.receiptToDecision),
      ]),
      [backend, 'single, idle', '', '', latency(idle)],
    ]),
  ];
  const widths = rows[0]?.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const tps = report.pgbenchTps?.map((one) => one.toFixed(0)).join(' before, ');
  const ratios = Object.entries(report.ratios ?? {}).map(
    ([backend, ratio]) => `${backend} ${ratio.toFixed(2)}`,
  );
  return [
    report.machine,
    `${report.seconds} s of load a phase; load, API, worker and database share the machine`,
    '',
    ...lines,
    ...(tps === undefined
      ? []
      : [
          '',
          `pgbench TPC-B, 8 clients, same server: ${tps} after (transactions/s)`,
          `decided from bulk per TPC-B transaction: ${ratios.join(', ')}`,
        ]),
    '',
  ].join('\n');
}
