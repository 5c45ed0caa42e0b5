import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { createJudge, type DrainDeps } from '../adjudication/index.js';
import { inTransaction } from '../db/index.js';
import { formatRupees, paisa } from '../domain/money.js';
import { verifyLedger } from '../ledger/index.js';
import { systemClock } from '../platform/clock.js';
import { createLog } from '../platform/log.js';
import { loadReference, ReferenceCache } from '../registry/index.js';
import { bringTerms } from '../terms/index.js';
import {
  countOutcomes,
  countReasons,
  decideReplay,
  loadReplay,
  readReplayBeneficiaries,
  readReplayClaims,
} from '../replay/index.js';
import { withContext, type CliContext } from './context.js';
import { printVerification } from './ledger.command.js';

/** `sehat replay inpatient-claims FOLDER`: loads a set of real-shaped claims and decides them all. */
export function addReplayCommand(program: Command): void {
  program
    .command('replay')
    .description('Run a set of real-shaped claims through the engine')
    .command('inpatient-claims')
    .argument('<folder>', 'folder with claims.csv.gz and beneficiaries.csv.gz')
    .description('Load in-patient claims under a make-believe scheme, decide all, print a table')
    .action((folder: string) => withContext((context) => replay(context, folder)));
}

async function replay(context: CliContext, folder: string): Promise<void> {
  const { say } = context;
  say('Reading the claims …');
  const claims = await readReplayClaims(folder);
  const beneficiaries = await readReplayBeneficiaries(folder);
  const { ownerUrl } = context.urls;
  if (ownerUrl !== undefined) {
    const { migrate } = await import('../db/migrate.js');
    await migrate(ownerUrl);
    await loadReference(ownerUrl);
    await bringTerms(ownerUrl, say);
  }
  const bars = new MultiBar(
    {
      format: '  {name} {bar} {value}/{total}',
      hideCursor: null,
      noTTYOutput: true,
      notTTYSchedule: 5_000,
    },
    Presets.shades_classic,
  );
  const bar = (name: string, total: number): SingleBar => bars.create(total, 0, { name });
  const [people, stored, judged] = [
    bar('people ', beneficiaries.length),
    bar('stored ', claims.length),
    bar('decided', claims.length),
  ];
  const drain = drainOf(context, (count) => judged.increment(count));
  try {
    const now = await loadReplay(
      {
        owner: context.owner(),
        drain,
        keys: context.keys,
        clock: systemClock,
        onFamilies: (count) => people.increment(count),
        onClaims: (count) => stored.increment(count),
      },
      claims,
      beneficiaries,
    );
    const { decided, seconds } = await decideReplay(drain);
    bars.stop();
    say(
      `\n${now} claims stored now, ${decided} decided in ${seconds.toFixed(1)} s` +
        (decided > 0 ? `: ${Math.round(decided / seconds)} claims/s` : ''),
    );
  } finally {
    bars.stop();
  }
  await printTable(context, drain);
  say('\nledger verify');
  const verification = await verifyLedger(drain.database);
  printVerification(verification, say);
  if (!verification.agrees) process.exitCode = 1;
}

function drainOf({ judge, config }: CliContext, onDecided: (count: number) => void): DrainDeps {
  const database = judge();
  return {
    database,
    reference: new ReferenceCache(database),
    judge: createJudge(),
    clock: systemClock,
    log: createLog({ level: config.logLevel === 'info' ? 'error' : config.logLevel }),
    onDecided,
  };
}

async function printTable({ say }: CliContext, { database }: DrainDeps): Promise<void> {
  const outcomes = await inTransaction(database, countOutcomes);
  const reasons = await inTransaction(database, countReasons);
  say('\noutcome      claims              asked            insurer pays');
  for (const row of outcomes) {
    const asked = formatRupees(paisa(row.asked_paisa)).padStart(18);
    const insurer = formatRupees(paisa(row.insurer_paisa)).padStart(24);
    say(`${row.outcome.padEnd(10)} ${String(row.claims).padStart(8)} ${asked} ${insurer}`);
  }
  say('\noutcome    rule     reason                          claims');
  for (const { outcome, rule, reason, claims } of reasons) {
    say(
      `${outcome.padEnd(10)} ${rule.padEnd(8)} ${reason.padEnd(28)} ${String(claims).padStart(9)}`,
    );
  }
}
