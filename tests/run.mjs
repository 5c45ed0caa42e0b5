/** `npm test`: installs what is missing, then runs the tests named, or all. */
import { launch } from '../src/launch.mjs';

await launch('tests/support/run-tests.ts', process.argv.slice(2), { dev: true });
