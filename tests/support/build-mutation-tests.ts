/**
 * Builds the tests that `npm run mutate` asks, once for all changes of the code: the pure ones, run one
 * after the other in one process that ends at the first failure.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildTests } from './build-tests.js';

const FOLDERS = ['tests/domain', 'tests/golden', 'tests/model'];
/** Tests that search by chance take longest: what a table of cases notices need not wait for them. */
const SEARCHING = /property|histories/;
const MODEL_HISTORIES = 100;

const projectFolder = process.cwd();
const outFolder = path.join(projectFolder, '.tap/mutation');
const names = FOLDERS.flatMap((folder) =>
  readdirSync(path.join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `${folder}/${name}`)
    .sort(),
);
const inOrder = [
  ...names.filter((name) => !SEARCHING.test(name)),
  ...names.filter((name) => SEARCHING.test(name)),
];
const built = await buildTests(inOrder, outFolder);
writeFileSync(
  path.join(outFolder, 'all.mjs'),
  [
    "process.env.TAP_BAIL = '1';",
    // A busy machine is no failure of a test: whoever changes the code says how long to wait.
    "process.env.TAP_TIMEOUT = '600';",
    `process.env.MODEL_HISTORIES = '${MODEL_HISTORIES}';`,
    ...built.map((test) => `await import(${JSON.stringify(pathToFileURL(test.built).href)});`),
    '',
  ].join('\n'),
);
