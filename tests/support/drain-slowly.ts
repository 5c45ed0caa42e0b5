/** A process that needs a moment to stop, for tests of the orderly end: `drain-slowly.ts stop|fail|hang`. */
import { setTimeout as pause } from 'node:timers/promises';
import { stopWithGrace } from '../../src/platform/stopping.js';

const [whenDone = 'stop'] = process.argv.slice(2);
stopWithGrace(
  async ({ error }) => {
    console.log(error ? 'draining after an error' : 'draining');
    if (whenDone === 'hang') await pause(60_000);
    await pause(400);
    console.log('drained');
  },
  { withinMs: whenDone === 'hang' ? 300 : 10_000, log: (line) => console.log(line) },
);
console.log('ready');
if (whenDone === 'fail') void Promise.reject(new Error('a fault of ours'));
// Keeps the process alive until it is told to stop.
setInterval(() => undefined, 60_000);
