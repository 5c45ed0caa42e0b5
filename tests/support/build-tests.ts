/** Builds the test files into plain modules, so that each test process starts in a third of the time. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

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
const FIRST = 'first';
const THEN = 'then';
const PLACE = 'placeOfThisSource';

/**
 * Builds test files, with what they share in modules of its own; packages stay where they are.
 * @param files paths from the project's folder, such as tests/domain/core.test.ts
 * @param outFolder inside the project, so that packages are found from there
 * @param isLong files that begin before the others: tap goes by name, so a folder of theirs sorts first
 * @returns the built files
 */
export async function buildTests(
  projectFolder: string,
  files: readonly string[],
  outFolder: string,
  isLong: (file: string) => boolean,
): Promise<string[]> {
  const outputs = files.map((file) => {
    const name = path.relative(projectFolder, path.resolve(projectFolder, file));
    return path.join(isLong(name) ? FIRST : THEN, name.replace(/\.ts$/, ''));
  });
  await build({
    absWorkingDir: projectFolder,
    entryPoints: files.map((file, index) => ({ in: file, out: outputs[index] ?? '' })),
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
  return outputs.map((output) => path.join(outFolder, `${output}.mjs`));
}

/** A line of a report that names sources where it named what was built of them. */
export function nameSources(line: string, outFolder: string): string {
  return line
    .replaceAll(`${outFolder}/`, '')
    .replaceAll(`.tap/${path.basename(outFolder)}/`, '')
    .replaceAll(/\b(?:first|then)\/(tests\/[^ ]*\.test)\.mjs/g, '$1.ts');
}
