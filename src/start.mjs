/** `npm start`: installs what is missing, then runs the whole service in one process. */
import { launch } from './launch.mjs';

await launch('src/main.ts', ['all']);
