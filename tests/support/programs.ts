import { builtFrom } from '../../src/build.mjs';

/** Programs that tests start as processes of their own. */
export const PROGRAMS = [
  'src/main.ts',
  'src/cli/main.ts',
  'tests/support/feed-consumer.ts',
  'tests/support/hold-database.ts',
] as const;
type Program = (typeof PROGRAMS)[number];

/** Where the built modules of a run lie, told to its tests. */
export const BUILT_FOLDER = 'SEHAT_TEST_BUILT';

/**
 * What Node is given to run a program as a child of a test: the module that was built together with
 * the test, or the program as it is started in production.
 */
export function programArguments(program: Program): string[] {
  const folder = process.env[BUILT_FOLDER];
  if (folder !== undefined) return ['--enable-source-maps', builtFrom(folder, program)];
  return program.startsWith('src/') ? ['src/run.mjs', program] : ['--import', 'tsx', program];
}
