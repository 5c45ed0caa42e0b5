import path from 'node:path';

/** Programs that tests start as processes of their own. */
export const PROGRAMS = ['src/main.ts', 'src/cli/main.ts'] as const;
type Program = (typeof PROGRAMS)[number];

/** Where the built modules of a run lie, told to its tests. */
export const BUILT_FOLDER = 'SEHAT_TEST_BUILT';

/** Where the built module of a source lies. */
export function builtFrom(folder: string, source: string): string {
  return path.join(folder, source.replace(/\.ts$/, '.mjs'));
}

/**
 * What Node is given to run a program as a child of a test: the built module, which starts in a
 * third of the time, or its source where the test was not built.
 */
export function programArguments(program: Program): string[] {
  const folder = process.env[BUILT_FOLDER];
  return folder === undefined
    ? ['--import', 'tsx', program]
    : ['--enable-source-maps', builtFrom(folder, program)];
}
