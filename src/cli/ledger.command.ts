import type { Command } from 'commander';
import { formatRupees, paisa } from '../domain/money.js';
import { verifyLedger, type Verification } from '../ledger/index.js';
import { withContext } from './context.js';

/** `sehat ledger verify`: proves the books, and ends with code 1 when they do not agree. */
export function addLedgerCommand(program: Command): void {
  program
    .command('ledger')
    .description('The books: cover, decisions, payments')
    .command('verify')
    .description('Prove that every sum agrees to the paisa, and name what does not')
    .option('--scheme <codes...>', 'only these schemes')
    .action(async (options: { scheme?: string[] }) => {
      const verification = await withContext(async ({ judge, say }) => {
        const found = await verifyLedger(judge(), options.scheme);
        printVerification(found, say);
        return found;
      });
      if (!verification.agrees) process.exitCode = 1;
    });
}

/** The proof as a table: what was checked, the sums, and the first keys that differ. */
export function printVerification(
  { agrees, checks, totals }: Verification,
  say: (line: string) => void,
): void {
  const width = Math.max(...checks.map(({ title }) => title.length));
  say(`${'check'.padEnd(width)}    checked    differ`);
  for (const { title, checked, differing } of checks) {
    say(`${title.padEnd(width)} ${String(checked).padStart(10)} ${String(differing).padStart(9)}`);
  }
  say('');
  sum(say, 'decided for hospitals', totals.decided_paisa);
  sum(say, '  of it for families', totals.extras_paisa);
  sum(say, 'spent in the ledger', totals.spent_paisa);
  sum(say, 'in remittances', totals.remitted_paisa);
  sum(say, 'awaiting a settlement run', totals.awaiting_paisa);
  sum(say, 'recovered for corrections', totals.recovered_paisa);
  sum(say, 'owed for corrections', totals.owed_paisa);
  sum(say, 'held for pended claims', totals.held_paisa);
  for (const { name, differing, differences } of checks) {
    if (differing === 0) continue;
    say(`\n${name}: ${differing} differ${differing > differences.length ? ', the first are' : ''}`);
    for (const { key, expected, found } of differences) {
      say(`  ${key}: should be ${expected}, is ${found}`);
    }
  }
  say(agrees ? '\nThe books agree.' : '\nThe books do not agree.');
}

function sum(say: (line: string) => void, title: string, amount: bigint): void {
  say(`${title.padEnd(28)} Rs ${formatRupees(paisa(amount)).padStart(20)}`);
}
