import { Command } from 'commander';
import { loadEnvironmentFile } from '../platform/config.js';
import { lastWords } from '../process.js';
import { addDemoCommand } from './demo.command.js';
import { addExplainCommand } from './explain.command.js';
import { addFeedsCommand } from './feeds.command.js';
import { addKeyCommand } from './key.command.js';
import { addLedgerCommand } from './ledger.command.js';
import { addImportCommand } from './import.command.js';
import { addReplayCommand } from './replay.command.js';
import { addTermsCommand } from './terms.command.js';

const program = new Command('sehat').description('Commands of the Sehat claims engine');
addDemoCommand(program);
addExplainCommand(program);
addFeedsCommand(program);
addKeyCommand(program);
addLedgerCommand(program);
addImportCommand(program);
addReplayCommand(program);
addTermsCommand(program);

try {
  loadEnvironmentFile();
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${lastWords(error)}\n`);
  process.exitCode = 1;
}
