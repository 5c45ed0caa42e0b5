import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { projectFolder } from '../../src/platform/config.js';
import { eventually } from '../support/eventually.js';

interface Run {
  readonly child: ChildProcess;
  said(): string;
  /** How the process ended. */
  readonly end: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

function run(t: Test, command: string, arguments_: string[], more = {}): Run {
  const child = spawn(command, arguments_, {
    cwd: projectFolder,
    env: { ...process.env, npm_lifecycle_event: undefined, ...more },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.teardown(() => void child.kill('SIGKILL'));
  let text = '';
  child.stdout.on('data', (piece: Buffer) => (text += piece.toString()));
  const end = new Promise<Awaited<Run['end']>>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal })),
  );
  return { child, end, said: () => text };
}

const program = fileURLToPath(new URL('../support/drain-slowly.ts', import.meta.url));
const direct = (t: Test, how = 'stop') =>
  run(t, process.execPath, ['--import', 'tsx', program, how]);
/** As npm start does: a dependency-free parent that launches the program. */
const launching = (how: string) =>
  `import { launch } from ${JSON.stringify(path.join(projectFolder, 'src/launch.mjs'))};
   await launch(${JSON.stringify(path.relative(projectFolder, program))}, ${JSON.stringify([how])}, { dev: true });`;
const launched = (t: Test, how = 'stop') =>
  run(t, process.execPath, ['--input-type=module', '-e', launching(how)]);
const ready = (process: Run) =>
  eventually(() => process.said().includes('ready\n'), { withinMs: 20_000 });

t.test('the first signal drains, and further ones do not cut it short', async (t) => {
  const process = direct(t);
  await ready(process);
  process.child.kill('SIGINT');
  await eventually(() => process.said().includes('draining'));
  process.child.kill('SIGINT');
  process.child.kill('SIGTERM');
  t.same(await process.end, { code: 0, signal: null });
  t.match(process.said(), /drained\n$/);
  t.equal(process.said().match(/Stopping \(/g)?.length, 1);
});

t.test('an uncaught error drains too, and ends with code 1', async (t) => {
  const process = direct(t, 'fail');
  t.same(await process.end, { code: 1, signal: null });
  t.match(process.said(), /a fault of ours[^]*draining after an error\ndrained\n$/);
});

t.test('a drain that hangs is cut off in time, with code 1', async (t) => {
  const process = direct(t, 'hang');
  await ready(process);
  process.child.kill('SIGTERM');
  t.same(await process.end, { code: 1, signal: null });
  t.notMatch(process.said(), 'drained');
});

t.test('a launched program gets the signals and gives its code to the launcher', async (t) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    const process = launched(t);
    await ready(process);
    process.child.kill(signal);
    process.child.kill(signal);
    t.same(await process.end, { code: 0, signal: null }, signal);
    t.match(process.said(), new RegExp(`Stopping \\(${signal}\\)[^]*drained\n$`));
  }
  t.same(await launched(t, 'fail').end, { code: 1, signal: null });
});

t.test('under npm, the end of the shell in between is a reason to stop', async (t) => {
  for (const command of [
    `"${process.execPath}" --import tsx "${program}" stop & wait`,
    `"${process.execPath}" --input-type=module -e '${launching('stop')}' & wait`,
  ]) {
    const shell = run(t, 'sh', ['-c', command], { npm_lifecycle_event: 'start' });
    await ready(shell);
    shell.child.kill('SIGTERM');
    await shell.end;
    t.match(shell.said(), /drained\n$/, 'its output stays open until the program has ended');
  }
});
