/** `npm run sehat -- …`: installs what is missing, then runs the command line. */
import { launch } from './launch.mjs';

await launch('src/cli/main.ts', process.argv.slice(2));
