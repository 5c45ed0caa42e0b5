/**
 * Builds the programs into plain modules under dist/, once for each state of their sources.
 *
 * Run from its TypeScript each process would compile what it loads again, and every function that
 * is made would be given its name by a call: a tenth of what the service can decide.
 * Only what Node itself brings may be imported before packages are installed, hence the late import.
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { projectFolder } from './install.mjs';

const PROGRAMS = ['src/main.ts', 'src/cli/main.ts'];
/** Builds of earlier sources that are left in place: a process of one may still load from it. */
const EARLIER_KEPT = 2;
/** The name in built code for where a module's source stands. */
export const PLACE = 'placeOfThisSource';

/** A failure whose message is one sentence for the person at the terminal. */
export class BuildError extends Error {}

/** A module in a build still says where its source stands: paths are made from that. */
const keepPlaces = {
  name: 'keep-places',
  setup(builder) {
    builder.onLoad({ filter: /\.(ts|mjs)$/ }, ({ path: file }) => {
      const place = JSON.stringify(pathToFileURL(file).href);
      // On the first line, so that line numbers stay what they are.
      const contents = `const ${PLACE} = ${place}; ${readFileSync(file, 'utf8')}`;
      return { loader: 'ts', contents };
    });
  },
};

/**
 * Builds programs, with what they share in modules of its own; packages stay where they are.
 * @param {readonly string[]} programs paths from the project's folder, such as src/main.ts
 * @param {string} outFolder inside the project, so that packages are found from there
 * @param {import('esbuild').BuildOptions} [otherwise] what tests build in another way
 * @returns what esbuild tells of the build
 */
export async function build(programs, outFolder, otherwise = {}) {
  const esbuild = await import('esbuild');
  return esbuild.build({
    absWorkingDir: projectFolder,
    entryPoints: [...programs],
    outbase: projectFolder,
    outdir: outFolder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    define: { 'import.meta.url': PLACE },
    sourcemap: 'linked',
    logLevel: 'warning',
    ...otherwise,
    plugins: [...(otherwise.plugins ?? []), keepPlaces],
  });
}

/**
 * Where the built module of a source lies.
 * @param {string} folder of the build
 * @param {string} source path from the project's folder
 */
export function builtFrom(folder, source) {
  return path.join(folder, source.replace(/\.ts$/, '.mjs'));
}

/**
 * The folder of the build of the sources as they are, made if there is none yet.
 * @returns {Promise<string>}
 * @throws {BuildError} where it cannot be written
 */
export async function ensureBuilt() {
  const all = path.join(projectFolder, 'dist');
  const folder = path.join(all, stateOfSources());
  if (existsSync(folder)) return folder;
  // Made beside its place and then moved there: two processes may build at once, one may be killed.
  const unfinished = `${folder}.${process.pid}`;
  try {
    mkdirSync(unfinished, { recursive: true });
    await build(PROGRAMS, unfinished);
    putInPlace(unfinished, folder);
    removeOld(all, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!['EACCES', 'EPERM', 'EROFS'].includes(error?.code)) throw error;
    throw new BuildError(
      `The programs are not built and ${all} cannot be written: run npm run build as someone who can write it.`,
    );
  }
  return folder;
}

/** A hash of every source and of the project's place, which is written into what is built. */
function stateOfSources() {
  const hash = createHash('sha256').update(projectFolder);
  const files = readdirSync(path.join(projectFolder, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|mjs)$/.test(name))
    .map((name) => path.join('src', name));
  for (const name of ['package-lock.json', ...files.sort()]) {
    hash.update(`\0${name}\0`).update(readFileSync(path.join(projectFolder, name)));
  }
  return hash.digest('hex').slice(0, 16);
}

function putInPlace(unfinished, folder) {
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another process has built the same meanwhile.
    if (!existsSync(folder)) throw error;
    rmSync(unfinished, { recursive: true, force: true });
  }
}

const DAY_MS = 86_400_000;

function removeOld(all, current) {
  const others = readdirSync(all)
    .map((name) => path.join(all, name))
    .filter((folder) => folder !== current)
    .map((folder) => ({ folder, at: statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.at - a.at);
  for (const [place, { folder, at }] of others.entries()) {
    const unfinished = path.extname(folder) !== '';
    // One that is being built by another process is young.
    const left = unfinished ? Date.now() - at > DAY_MS : place >= EARLIER_KEPT;
    if (left) rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await ensureBuilt());
