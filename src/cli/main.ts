import { Command } from 'commander';
import { loadEnvironmentFile } from '../platform/config.js';
import { lastWords } from '../process.js';

type AddCommand = (program: Command) => void;

/** Each command with what it takes, loaded only when it is asked for: that is most of a short command's time. */
const COMMANDS: Readonly<Record<string, () => Promise<AddCommand>>> = {
  demo: async () => (await import('./demo.command.js')).addDemoCommand,
  explain: async () => (await import('./explain.command.js')).addExplainCommand,
  feeds: async () => (await import('./feeds.command.js')).addFeedsCommand,
  key: async () => (await import('./key.command.js')).addKeyCommand,
  ledger: async () => (await import('./ledger.command.js')).addLedgerCommand,
  import: async () => (await import('./import.command.js')).addImportCommand,
  replay: async () => (await import('./replay.command.js')).addReplayCommand,
  risk: async () => (await import('./risk.command.js')).addRiskCommand,
  terms: async () => (await import('./terms.command.js')).addTermsCommand,
};

const program = new Command('sehat').description('Commands of the Sehat claims engine');

try {
  loadEnvironmentFile();
  const asked = COMMANDS[process.argv[2] ?? ''];
  // Help, and a name that nobody knows, speak of all of them.
  const loaded = await Promise.all(
    (asked ? [asked] : Object.values(COMMANDS)).map((load) => load()),
  );
  for (const add of loaded) add(program);
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${lastWords(error)}\n`);
  process.exitCode = 1;
}
