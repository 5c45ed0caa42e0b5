/** Builds the test files into plain modules, so that each test process starts in a third of the time. */
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { builtFrom, PROGRAMS } from './programs.js';

/** A module in the build still says where its source stands: paths are made from that. */
const keepPlaces: Plugin = {
  name: 'keep-places',
  setup(builder) {
    builder.onLoad({ filter: /\.(ts|mjs)$/ }, async ({ path: file }) => {
      const source = await readFile(file, 'utf8');
      const place = JSON.stringify(pathToFileURL(file).href);
      // On the first line, so that line numbers stay what they are.
      return { loader: 'ts', contents: `const ${PLACE} = ${place}; ${source}` };
    });
  },
};
const PLACE = 'placeOfThisSource';

export interface BuiltTest {
  /** The source's path from the project's folder. */
  readonly name: string;
  readonly built: string;
}

/**
 * Builds test files and the programs that they start, with what they share in modules of its own;
 * packages stay where they are.
 * @param names paths from the project's folder, such as tests/domain/core.test.ts
 * @param outFolder inside the project, so that packages are found from there
 */
export async function buildTests(
  projectFolder: string,
  names: readonly string[],
  outFolder: string,
): Promise<BuiltTest[]> {
  await build({
    absWorkingDir: projectFolder,
    entryPoints: [...names, ...PROGRAMS],
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
    plugins: [keepPlaces],
  });
  return names.map((name) => ({ name, built: builtFrom(outFolder, name) }));
}
