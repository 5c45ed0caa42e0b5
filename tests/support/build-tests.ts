/** Builds the test files into plain modules, so that each test process starts in a third of the time. */
import { build, builtFrom } from '../../src/build.mjs';
import { PROGRAMS } from './programs.js';

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
  names: readonly string[],
  outFolder: string,
): Promise<BuiltTest[]> {
  await build([...names, ...PROGRAMS], outFolder);
  return names.map((name) => ({ name, built: builtFrom(outFolder, name) }));
}
