import { execFile } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import t from 'tap';
import { projectFolder } from '../../src/platform/config.js';

/** A project of two programs that share a module, with the real building beside them. */
function makeProject(): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'build-')));
  chmodSync(folder, 0o755);
  mkdirSync(path.join(folder, 'src/cli'), { recursive: true });
  for (const name of ['src/build.mjs', 'src/run.mjs', 'src/install.mjs', 'package-lock.json']) {
    copyFileSync(path.join(projectFolder, name), path.join(folder, name));
  }
  symlinkSync(path.join(projectFolder, 'node_modules'), path.join(folder, 'node_modules'));
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  say(folder, 'first');
  const program = [
    "import { readFileSync } from 'node:fs';",
    "import { word } from './word.js';",
    'const beside: string = readFileSync(new URL("data.txt", import.meta.url), "utf8");',
    'console.log(word(), beside, process.argv.slice(1).join(" "));',
  ].join('\n');
  writeFileSync(path.join(folder, 'src/main.ts'), program);
  writeFileSync(path.join(folder, 'src/data.txt'), 'data');
  writeFileSync(
    path.join(folder, 'src/cli/main.ts'),
    "import { word } from '../word.js';\nword();",
  );
  return folder;
}

function say(folder: string, word: string): void {
  const source = `export function word(): string {\n  return '${word}';\n}\n`;
  writeFileSync(path.join(folder, 'src/word.ts'), source);
}

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function node(folder: string, args: readonly string[], uid?: number): Promise<Ended> {
  return new Promise((resolve) => {
    const options = { cwd: folder, ...(uid === undefined ? {} : { uid }) };
    execFile(process.execPath, args, options, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out: out.trim(), err }),
    );
  });
}

const build = (folder: string) => node(folder, ['src/build.mjs']);
const builds = (folder: string) => readdirSync(path.join(folder, 'dist')).sort();

t.test('a program runs from its build, and reads what lies beside its source', async (t) => {
  const folder = makeProject();
  const { out, err } = await node(folder, ['src/run.mjs', 'src/main.ts', 'all', 'the rest']);
  t.equal(out, 'first data src/main.ts all the rest', err);
});

t.test('is built once for each state of the sources', async (t) => {
  const folder = makeProject();
  const first = await build(folder);
  const at = statSync(first.out).mtimeMs;
  t.equal((await build(folder)).out, first.out);
  t.equal(statSync(first.out).mtimeMs, at, 'what stands is not made again');
  say(folder, 'second');
  const second = await build(folder);
  t.not(second.out, first.out);
  t.match((await node(folder, ['src/run.mjs', 'src/main.ts'])).out, /^second/);
});

t.test('a stack names the line of the source', async (t) => {
  const folder = makeProject();
  const source = "export function word(): string {\n\n  throw new Error('broken');\n}\n";
  writeFileSync(path.join(folder, 'src/word.ts'), source);
  const { code, err } = await node(folder, ['src/run.mjs', 'src/main.ts']);
  t.equal(code, 1);
  t.match(err, /word\.ts:3/);
});

t.test('processes that build at once agree, and leave nothing unfinished', async (t) => {
  const folder = makeProject();
  const ended = await Promise.all(Array.from({ length: 4 }, () => build(folder)));
  t.strictSame(
    ended.map(({ code, out }) => [code, out]),
    ended.map(() => [0, ended[0]?.out]),
  );
  t.equal(builds(folder).length, 1);
});

t.test('earlier builds go, but the last two and what another builds just now', async (t) => {
  const folder = makeProject();
  for (const word of ['one', 'two', 'three', 'four']) {
    say(folder, word);
    await build(folder);
  }
  t.equal(builds(folder).length, 3);
  const killed = path.join(folder, 'dist', '0123456789abcdef.1');
  const young = path.join(folder, 'dist', '0123456789abcdef.2');
  for (const place of [killed, young]) mkdirSync(place);
  const twoDaysAgo = new Date(Date.now() - 2 * 86_400_000);
  utimesSync(killed, twoDaysAgo, twoDaysAgo);
  say(folder, 'five');
  await build(folder);
  t.notOk(builds(folder).includes(path.basename(killed)), 'one that was killed long ago is gone');
  t.ok(builds(folder).includes(path.basename(young)), 'one of just now is left alone');
});

t.test('where it cannot be written, one sentence says what to do', async (t) => {
  const folder = makeProject();
  mkdirSync(path.join(folder, 'dist'));
  chmodSync(path.join(folder, 'dist'), 0o555);
  // Root may write everywhere: the account that owns nothing may not.
  const uid = process.getuid?.() === 0 ? 65_534 : undefined;
  const { code, err } = await node(folder, ['src/run.mjs', 'src/main.ts'], uid);
  t.equal(code, 1);
  t.match(err, /^The programs are not built and .*dist cannot be written: run npm run build/);
  chmodSync(path.join(folder, 'dist'), 0o755);
  await build(folder);
  const { out } = await node(folder, ['src/run.mjs', 'src/main.ts'], uid);
  t.match(out, /^first/, 'once it is built, reading is enough');
});

t.test('a fault in a source is told, and nothing is left as if it were built', async (t) => {
  const folder = makeProject();
  writeFileSync(path.join(folder, 'src/word.ts'), 'export function word( {');
  const { code, err } = await build(folder);
  t.equal(code, 1);
  t.match(err, /word\.ts:1/);
  t.same(builds(folder), []);
});
