import type { Command } from 'commander';
import { rebuildRisk } from '../risk/index.js';
import { withContext } from './context.js';

/** `sehat risk rebuild`. */
export function addRiskCommand(program: Command): void {
  const risk = program.command('risk').description('Risk signals and what they compare');
  risk
    .command('rebuild')
    .description('Forget what the risk signals compare and fold the whole feed again')
    .action(async () => {
      await withContext(async ({ judge, say }) => {
        await rebuildRisk({ database: judge() });
        say('The risk projections are folded again from the first event.');
      });
    });
}
