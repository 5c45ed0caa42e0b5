/** `node src/run.mjs PROGRAM …`: runs a program of the service, such as src/main.ts, from its build. */
import { pathToFileURL } from 'node:url';
import { BuildError, builtFrom, ensureBuilt } from './build.mjs';

const [node, , program, ...arguments_] = process.argv;
try {
  const built = builtFrom(await ensureBuilt(), program);
  process.argv = [node, program, ...arguments_];
  // Stack traces then name lines of the sources.
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(built).href);
} catch (error) {
  console.error(error instanceof BuildError ? error.message : error);
  process.exit(1);
}
