/**
 * A process that uses the embedded PostgreSQL of a folder until it is told to stop, for tests
 * that kill it: `hold-database.ts FOLDER`. Prints one line of JSON when the database is ready.
 */
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres/index.js';

const [folder = ''] = process.argv.slice(2);
const database = await startEmbeddedPostgres({ folder, log: () => undefined });
process.once('SIGTERM', () => void database.stop().then(() => process.exit(0)));
const { started, pid, ownerUrl } = database;
console.log(JSON.stringify({ started, pid, ownerUrl }));
// Waits for the signal; nothing else would keep the process alive.
setInterval(() => undefined, 60_000);
