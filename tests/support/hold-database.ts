/**
 * A process that uses the embedded PostgreSQL of a folder until it is told to stop, for tests
 * that kill it: `hold-database.ts FOLDER [exit at once]`. Prints one line of JSON when the database is ready.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres/index.js';

const [folder = '', exitAtOnce] = process.argv.slice(2);
process.once('SIGHUP', () => process.exit(0));
if (exitAtOnce !== undefined) {
  // The pid file appears some time before the server is ready.
  const pidFile = path.join(folder, 'postgres/data/postmaster.pid');
  setInterval(() => {
    if (existsSync(pidFile)) process.exit(0);
  }, 1);
}
const database = await startEmbeddedPostgres({ folder, log: () => undefined });
process.once('SIGTERM', () => void database.stop().then(() => process.exit(0)));
const { started, pid, ownerUrl } = database;
console.log(JSON.stringify({ started, pid, ownerUrl }));
// Waits for the signal; nothing else would keep the process alive.
setInterval(() => undefined, 60_000);
