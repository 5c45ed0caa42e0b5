/**
 * Runs built test files, each in a process of its own, some at a time, and reports them as one run.
 *
 * tap's own runner would do the same behind hooks on every module that is loaded (for coverage and
 * mocks, which are not used here): they cost each process longer than most files take. It sets
 * them even for what is spawned here, in NODE_OPTIONS, which `env` therefore sets back.
 */
import process from 'node:process';
import t from 'tap';

/** @type {{ jobs: number, timeoutMs: number, files: { name: string, built: string }[] }} */
const { jobs, timeoutMs, files } = JSON.parse(process.argv[2] ?? '');

t.setTimeout(0);
t.jobs = jobs;
for (const { name, built } of files) {
  // A test process takes its own limit from its environment, in seconds.
  const env = { ...process.env, TAP_TIMEOUT: String(timeoutMs / 1000) };
  const options = { env, buffered: true, timeout: timeoutMs, at: null, stack: '', stdio: 'pipe' };
  const node = [process.execPath, '--enable-source-maps', built];
  const asGiven = `NODE_OPTIONS=${process.env['NODE_OPTIONS'] ?? ''}`;
  if (process.platform === 'win32') t.spawn(node[0], node.slice(1), options, name);
  else t.spawn('env', [asGiven, ...node], options, name);
}
