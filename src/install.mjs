/**
 * Installs the packages that this checkout needs before anything that uses them is loaded.
 *
 * Only what Node itself brings may be imported here: on a fresh clone there is nothing else yet.
 * Whether something is missing is told by the lock file: its hash is remembered inside
 * node_modules, so that it vanishes together with them.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const projectFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const OLDEST_NODE = [20, 19];

/** A failure whose message is one sentence for the person at the terminal. */
export class InstallError extends Error {}

/**
 * Refuses a Node that is too old to run the service.
 * @param {string} version as in process.versions.node
 * @throws {InstallError}
 */
export function refuseOldNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantedMajor, wantedMinor] = OLDEST_NODE;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  throw new InstallError(
    `Node ${version} is too old: install Node ${OLDEST_NODE.join('.')} or later (https://nodejs.org) and run the command again.`,
  );
}

/**
 * What of the lock file is not installed, judged by the list that npm keeps in node_modules.
 *
 * Packages for another system or processor do not count, nor do optional ones that npm may
 * leave out by its own choice.
 * @param {{ packages?: Record<string, any> }} lock package-lock.json
 * @param {{ packages?: Record<string, any> }} installed node_modules/.package-lock.json
 * @param {{ dev: boolean, platform?: string, arch?: string }} options
 * @returns {string[]} paths such as node_modules/zod
 */
export function missingPackages(lock, installed, options) {
  const { dev, platform = process.platform, arch = process.arch } = options;
  const present = installed.packages ?? {};
  return Object.entries(lock.packages ?? {})
    .filter(([where, entry]) => {
      if (where === '' || entry.link) return false;
      if (!dev && (entry.dev || entry.devOptional)) return false;
      if (entry.optional && !(entry.os && entry.cpu && !entry.libc)) return false;
      if (entry.os && !entry.os.includes(platform)) return false;
      if (entry.cpu && !entry.cpu.includes(arch)) return false;
      return present[where]?.version !== entry.version;
    })
    .map(([where]) => where);
}

/**
 * Installs what is missing and says so; does nothing when everything is there.
 * @param {{ dev?: boolean, folder?: string, log?: (line: string) => void }} [options]
 *   dev: also what only tests and checks need
 * @throws {InstallError} one sentence: old Node, or npm failed
 */
export async function ensureInstalled(options = {}) {
  const { dev = false, folder = projectFolder, log = console.log } = options;
  refuseOldNode(process.versions.node);
  const lockText = readFileSync(path.join(folder, 'package-lock.json'));
  const mark = {
    lock: createHash('sha256').update(lockText).digest('hex'),
    machine: `${process.platform}-${process.arch}`,
    dev,
  };
  const remembered = readJson(markFile(folder));
  const same = remembered?.lock === mark.lock && remembered?.machine === mark.machine;
  if (same && (remembered.dev || !dev)) return;

  const lock = JSON.parse(lockText.toString('utf8'));
  const list = readJson(path.join(folder, 'node_modules', '.package-lock.json'));
  const missing = missingPackages(lock, list ?? {}, { dev });
  if (missing.length > 0) {
    // What a start installed without the tools of the tests is added to, not replaced: the
    // service may be running from this very folder.
    const arguments_ = same
      ? ['install', '--no-save', '--include=dev']
      : ['ci', dev ? '--include=dev' : '--omit=dev'];
    log(`Installing ${missing.length} packages with npm (once, about a minute) …`);
    const startedAt = Date.now();
    await runNpm([...arguments_, '--no-audit', '--no-fund', '--loglevel=error'], folder);
    log(`Packages installed in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
  }
  const hasDev = dev || missingPackages(lock, readList(folder), { dev: true }).length === 0;
  writeFileSync(markFile(folder), `${JSON.stringify({ ...mark, dev: hasDev })}\n`);
}

/**
 * As ensureInstalled, for the first lines of a command: a failure is printed as its one
 * sentence and ends the process with code 1.
 * @param {{ dev?: boolean }} [options]
 */
export async function ensureInstalledOrExit(options) {
  try {
    await ensureInstalled(options);
  } catch (error) {
    console.error(error instanceof InstallError ? error.message : error);
    process.exit(1);
  }
}

function markFile(folder) {
  return path.join(folder, 'node_modules', '.sehat-lock-hash');
}

function readList(folder) {
  return readJson(path.join(folder, 'node_modules', '.package-lock.json')) ?? {};
}

/** A broken or absent file counts as nothing known, which only leads to another look. */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** The npm that runs us if there is one, otherwise the one on PATH. */
function npmCommand() {
  const running = process.env.npm_execpath;
  if (running && path.basename(running) === 'npm-cli.js' && existsSync(running)) {
    return { command: process.execPath, first: [running], shell: false };
  }
  // npm is a .cmd file on Windows, which only a shell can run.
  return { command: 'npm', first: [], shell: process.platform === 'win32' };
}

async function runNpm(arguments_, folder) {
  const { command, first, shell } = npmCommand();
  const ending = await new Promise((resolve) => {
    const child = spawn(command, [...first, ...arguments_], {
      cwd: folder,
      stdio: 'inherit',
      shell,
    });
    child.once('error', (error) => resolve(`did not start (${error.message})`));
    child.once('exit', (code, signal) =>
      resolve(code === 0 ? undefined : `ended with ${signal ?? `code ${code}`}`),
    );
  });
  if (ending) {
    throw new InstallError(
      `The packages could not be installed: npm ${arguments_[0]} ${ending}; see its message above, check the network and run the command again.`,
    );
  }
}
