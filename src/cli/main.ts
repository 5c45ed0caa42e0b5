import { Command } from 'commander';
import { lastWords } from '../process.js';
import { addReplayCommand } from './replay.command.js';

const program = new Command('sehat').description('Commands of the Sehat claims engine');
addReplayCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${lastWords(error)}\n`);
  process.exitCode = 1;
}
