/**
 * Runs one of the project's programs as a child and behaves, to whoever started us, as if it were
 * that program. Only what Node itself brings may be imported here.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureInstalledOrExit, projectFolder } from './install.mjs';

const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Installs what is missing, runs the program with our terminal, and ends as it ends.
 *
 * A stop signal is passed on once. Ctrl-C reaches the program three times as it is (from the
 * terminal, from npm through us); the program counts the first and drains in peace. We only
 * end when it has ended, so the prompt comes back when nothing is left.
 * @param {string} program path below the project's folder, such as src/main.ts
 * @param {string[]} arguments_
 * @param {{ dev?: boolean }} [needs] dev: the program needs the tools of tests and checks
 */
export async function launch(program, arguments_, needs = {}) {
  await ensureInstalledOrExit(needs);
  const child = spawn(process.execPath, [...how(program, needs), ...arguments_], {
    stdio: 'inherit',
  });
  const passed = new Set();
  const passOn = (signal) => {
    if (passed.has(signal)) return;
    passed.add(signal);
    child.kill(signal);
  };
  for (const signal of PASSED_ON) process.on(signal, () => passOn(signal));
  whenNpmEnds(() => passOn('SIGTERM'));
  child.once('error', (error) => {
    console.error(`The program ${program} did not start: ${error.message}.`);
    process.exit(1);
  });
  child.once('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    // Ending by the same signal tells the caller what really happened.
    for (const name of PASSED_ON) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}

/** The service runs from its build; tools of tests and checks are not part of it. */
function how(program, { dev = false }) {
  if (!dev) return [path.join(projectFolder, 'src/run.mjs'), program];
  // By its address: a bare name would be looked up from the working folder, which is the caller's.
  return ['--import', import.meta.resolve('tsx'), path.join(projectFolder, program)];
}

/**
 * Under npm a SIGTERM ends npm and its shell, and reaches nobody else: that our parent is gone
 * is then the only sign. Without npm nothing is watched, so that nohup works as everywhere.
 * @param {() => void} act
 */
function whenNpmEnds(act) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    act();
  }, 250);
  watch.unref();
}
