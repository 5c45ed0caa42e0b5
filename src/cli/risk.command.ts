import { InvalidArgumentError, type Command } from 'commander';
import { rebuildProfiles, rebuildRisk } from '../risk/index.js';
import { withContext } from './context.js';
import { DEMO_SEED } from '../demo/index.js';
import { proveSignals, type ProveOptions } from './risk-prove.js';
import { evaluateFolder, type EvaluateOptions } from './risk-evaluate.js';

/** `sehat risk rebuild`, `sehat risk prove` and `sehat risk evaluate FOLDER`. */
export function addRiskCommand(program: Command): void {
  const risk = program.command('risk').description('Risk signals and what they compare');
  risk
    .command('rebuild')
    .description(
      'Forget what risk signals and profiles compare and fold the whole feed again; stop the workers first: what they judge meanwhile is compared with less',
    )
    .action(async () => {
      await withContext(async ({ judge, say }) => {
        const deps = { database: judge() };
        await rebuildRisk(deps);
        await rebuildProfiles(deps);
        say('The risk projections and profiles are folded again from the first event.');
      });
    });
  risk
    .command('prove')
    .description(
      'Judge a make-believe year with planted frauds: what signals find, and whom they bother',
    )
    .option('--seed <number>', 'another year', upTo(1_000_000), DEMO_SEED)
    .option('--today <date>', 'the day after its last claim; today unless told')
    .option('--json', 'as one JSON object')
    .action((options: ProveOptions) => {
      proveSignals(options, (line) => process.stdout.write(`${line}\n`));
    });
  risk
    .command('evaluate')
    .argument('<folder>', 'folder with claims.csv.gz and provider-labels.csv')
    .description('Judge hospital profiles on claims of providers that were labelled')
    .option('--repetitions <count>', 'how often providers are split anew', upTo(100), 10)
    .option('--samples <count>', 'samples for the intervals', upTo(10_000), 1_000)
    .option('--explain <provider>', "print one provider's profile instead")
    .action((folder: string, options: EvaluateOptions) =>
      evaluateFolder(folder, options, (line) => process.stdout.write(`${line}\n`)),
    );
}

function upTo(most: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (Number.isInteger(count) && count >= 1 && count <= most) return count;
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${most}.`);
  };
}
