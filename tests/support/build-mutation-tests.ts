/**
 * Builds the tests that `npm run mutate` asks, once for all changes of the code: the pure ones, run in
 * one process that ends at the first failure. Each test file is run once beforehand and writes down which
 * changes it reaches, so that a change is put only to the tests that could notice it, and first to the one
 * that is most about it. A change that no test reaches survives unasked.
 */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build, builtFrom } from '../../src/build.mjs';

const FOLDERS = ['tests/domain', 'tests/golden', 'tests/model'];
/** Tests that search by chance take longest: what a table of cases notices need not wait for them. */
const SEARCHING = /property|histories/;
const ENVIRONMENT = {
  MODEL_HISTORIES: '100',
  TAP_BAIL: '1',
  // A busy machine is no failure of a test: whoever changes the code says how long to wait.
  TAP_TIMEOUT: '600',
};

const projectFolder = process.cwd();
const outFolder = path.join(projectFolder, '.tap/mutation');

/** How often a test file reaches each change, by the change's number. */
type Hits = Readonly<Record<string, number>>;

/** Runs a test file on the unchanged code. The counters are those that stryker puts into the code. */
async function hitsOf(built: string, at: number): Promise<Hits> {
  const counted = path.join(outFolder, `hits-${at}.json`);
  const program = path.join(outFolder, `count-${at}.mjs`);
  writeFileSync(
    program,
    [
      "import { writeFileSync } from 'node:fs';",
      "process.on('exit', () => {",
      '  const counters = globalThis.__stryker__?.mutantCoverage?.static ?? {};',
      `  writeFileSync(${JSON.stringify(counted)}, JSON.stringify(counters));`,
      '});',
      `await import(${JSON.stringify(pathToFileURL(built).href)});`,
      '',
    ].join('\n'),
  );
  const env = { ...process.env, ...ENVIRONMENT };
  await promisify(execFile)(process.execPath, [program], { env, maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(readFileSync(counted, 'utf8')) as Hits;
}

/** For each change the tests that reach it: the one that spends most of its own work there first. */
function testsByChange(hits: readonly Hits[], names: readonly string[]): Record<string, number[]> {
  const shares = hits.map((each) => {
    const all = Object.values(each).reduce((sum, count) => sum + count, 0);
    return new Map(Object.entries(each).map(([change, count]) => [change, count / all]));
  });
  const searches = (at: number): number => (SEARCHING.test(names[at] ?? '') ? 1 : 0);
  const changes = new Set(shares.flatMap((share) => [...share.keys()]));
  return Object.fromEntries(
    [...changes].map((change) => {
      const share = (at: number): number => shares[at]?.get(change) ?? 0;
      const reaching = names.flatMap((_, at) => (share(at) > 0 ? [at] : []));
      return [
        change,
        reaching.sort((a, b) => searches(a) - searches(b) || share(b) - share(a) || a - b),
      ];
    }),
  );
}

const names = FOLDERS.flatMap((folder) =>
  readdirSync(path.join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `${folder}/${name}`)
    .sort(),
);
await build(names, outFolder);
const built = names.map((name) => builtFrom(outFolder, name));
const hits: Hits[] = [];
for (const [at, file] of built.entries()) hits.push(await hitsOf(file, at));
writeFileSync(path.join(outFolder, 'reached.json'), JSON.stringify(testsByChange(hits, names)));
writeFileSync(
  path.join(outFolder, 'all.mjs'),
  [
    "import { readFileSync } from 'node:fs';",
    `Object.assign(process.env, ${JSON.stringify(ENVIRONMENT)});`,
    `const tests = ${JSON.stringify(built.map((file) => pathToFileURL(file).href))};`,
    'const change = process.env.__STRYKER_ACTIVE_MUTANT__;',
    "const reached = () => JSON.parse(readFileSync(new URL('reached.json', import.meta.url), 'utf8'));",
    'const asked = change === undefined ? tests.keys() : (reached()[change] ?? []);',
    'for (const at of asked) await import(tests[at]);',
    '',
  ].join('\n'),
);
