import { readFileSync, statSync } from 'node:fs';
import type { Command } from 'commander';
import { checkTerms } from '../domain/scheme/check-terms.js';
import type { Remark } from '../domain/scheme/remark.js';
import { REAL_SCHEMES } from '../domain/scheme/schemes/index.js';
import { systemClock } from '../platform/clock.js';
import { loadReference, readTermsFile, TermsRefused, termsToJson } from '../registry/index.js';
import { adjustOpenCover, loadTerms, tellApplied, tellLoaded, tellRemark } from '../terms/index.js';
import { withContext, type CliContext } from './context.js';

const MOST_BYTES = 4 * 1024 * 1024;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/**
 * `sehat terms check FILE` and `sehat terms show SCHEME`: terms on paper, without a database.
 * `sehat terms load FILE|SCHEME`: puts them in force.
 */
export function addTermsCommand(program: Command): void {
  const terms = program.command('terms').description('What a scheme pays, by day of admission');
  terms
    .command('check')
    .argument('<file>', 'JSON: one edition of terms, or a list of them')
    .description('Name contradictions, gaps, overlaps and what nothing can reach; code 1 on faults')
    .action((file: string) => {
      if (!checkFile(file)) process.exitCode = 1;
    });
  terms
    .command('show')
    .argument('<scheme>', `one of ${REAL_SCHEMES.map(({ code }) => code).join(', ')}`)
    .description('Print the terms of a scheme that the project knows, as JSON')
    .action(show);
  terms
    .command('load')
    .argument('<file or scheme>', 'JSON as `check` takes it, or a scheme that the project knows')
    .description('Put terms in force, say what changed, and let open cover follow')
    .action((from: string) =>
      withContext((context) => load(context, from)).catch((error: unknown) => {
        if (!(error instanceof TermsRefused)) throw error;
        for (const each of error.faults) say(`refused: ${each}`);
        say('Nothing was loaded.');
        process.exitCode = 1;
      }),
    );
}

async function load(context: CliContext, from: string): Promise<void> {
  const known = REAL_SCHEMES.find(({ code }) => code === from);
  const editions = known === undefined ? readTermsFile(contentOf(from)) : known.terms;
  const { urls } = context;
  if (urls.ownerUrl !== undefined) {
    const { migrate } = await import('../db/migrate.js');
    await migrate(urls.ownerUrl);
    await loadReference(urls.ownerUrl);
  }
  const owner = context.owner();
  const loading = { actor: 'terms load', now: systemClock.now(), again: true };
  const loaded = await loadTerms(owner, editions, loading);
  for (const line of loaded.flatMap(tellLoaded)) say(line);
  const onPiece = ({ families }: { families: number }): void => say(`  ${families} families …`);
  const applied = await adjustOpenCover({ owner, clock: systemClock, onPiece });
  for (const line of applied.flatMap(tellApplied)) say(line);
}

/** Whether the file has no fault; says all there is to say of it. */
function checkFile(file: string): boolean {
  try {
    const editions = readTermsFile(contentOf(file));
    const remarks = checkTerms(editions, (code) => REAL_SCHEMES.some((real) => real.code === code));
    const faults = remarks.filter(({ fault }) => fault);
    for (const remark of [...faults, ...remarks.filter(({ fault }) => !fault)]) say(told(remark));
    say(
      `${editions.length} editions, ${faults.length} faults, ${remarks.length - faults.length} notes.`,
    );
    return faults.length === 0;
  } catch (error) {
    if (!(error instanceof TermsRefused)) throw error;
    for (const each of error.faults) say(`refused: ${each}`);
    return false;
  }
}

function contentOf(file: string): string {
  try {
    if (statSync(file).size <= MOST_BYTES) return readFileSync(file, 'utf8');
  } catch (error) {
    throw new TermsRefused([`${file} cannot be read: ${(error as Error).message}`]);
  }
  throw new TermsRefused([`${file} has more than ${MOST_BYTES} bytes.`]);
}

function told(remark: Remark): string {
  return `${remark.fault ? 'fault' : 'note'}: ${tellRemark(remark)}`;
}

function show(code: string): void {
  const scheme = REAL_SCHEMES.find((each) => each.code === code);
  if (scheme === undefined) {
    const known = REAL_SCHEMES.map((each) => each.code).join(', ');
    process.stderr.write(`There are no terms for ${code}; there are those of ${known}.\n`);
    process.exitCode = 1;
    return;
  }
  const editions = scheme.terms.map((each) => JSON.parse(termsToJson(each)) as unknown);
  say(JSON.stringify(editions, undefined, 2));
}
