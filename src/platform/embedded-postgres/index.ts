/**
 * The PostgreSQL that comes with the packages, run as a child: for trying out, developing and
 * testing with nothing installed. In production the database is the operator's (DATABASE_URL).
 *
 * Several processes of one checkout may use the same server (the service and the command line,
 * say): whoever comes first starts it, whoever leaves last stops it. A server that outlived
 * its service is taken over.
 */
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { atExit } from './at-exit.js';
import { findBinaries, readyBinaries } from './binaries.js';
import {
  type DatabaseUrls,
  createData,
  createRoles,
  hasData,
  isComplete,
  isOurs,
  urlsOf,
} from './creation.js';
import { EmbeddedPostgresError } from './errors.js';
import { type Home, abandonedThrowAways, homeIn, openHome, openThrowAwayHome } from './home.js';
import { alone } from './mutex.js';
import { lifeMark } from './os-processes.js';
import {
  type LivingServer,
  livingServer,
  startServer,
  stopServer,
  tellToStop,
  untilReady,
} from './server.js';

export type { DatabaseUrls } from './creation.js';
export { EmbeddedPostgresError } from './errors.js';

/** What to start. */
export interface EmbeddedPostgresOptions {
  /**
   * Data folder of the service (`.sehat`). Of a throw-away server, the folder in which it makes one of its
   * own; '' for the folder of temporary files.
   */
  readonly folder: string;
  /** Told each step, as a sentence for people. */
  readonly log: (line: string) => void;
  /** A server for tests: nothing is forced to disk, and everything is removed at the end. */
  readonly throwAway?: boolean;
  /** Further settings of PostgreSQL, by name. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A running server that this process uses. */
export interface EmbeddedPostgres extends DatabaseUrls {
  /** Made now, started over data of before, or found alive and joined. */
  readonly started: 'created' | 'started' | 'adopted';
  /** Process number of the server. */
  readonly pid: number;
  /** Leaves the server and, if nobody else uses it, stops it. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL, or joins the one of this folder that runs already.
 * @throws {EmbeddedPostgresError} one sentence; where the machine cannot run it, naming DATABASE_URL
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const { log, throwAway = false } = options;
  const binaries = findBinaries();
  if (throwAway) await sweepThrowAways(options.folder);
  const home = throwAway ? openThrowAwayHome(options.folder) : openHome(options.folder, log);
  const native = readyBinaries(binaries, home.account, home.copies, log);
  const entry = path.join(home.users, `${process.pid}-${(entries += 1)}`);
  const ready = await alone(home.mutex, async () => {
    refuseOtherRelease(home, binaries.version);
    // Entered before the start, so that nobody takes a server in the making for an abandoned one.
    writeFileSync(entry, lifeMark(process.pid) ?? '', { mode: 0o600 });
    try {
      return await joinOrStart({ home, native, throwAway, settings: options.settings ?? {} }, log);
    } catch (error) {
      rmSync(entry, { force: true });
      throw error;
    }
  });
  // A process that ends without stop() still leaves no server behind that nobody uses.
  const settled = atExit(() => {
    rmSync(entry, { force: true });
    if (!isInUse(home)) tellToStop(home.data);
  });
  let stopping: Promise<void> | undefined;
  return {
    ...urlsOf(home, ready.server.port),
    started: ready.started,
    pid: ready.server.pid,
    stop: () => (stopping ??= leave(home, entry, throwAway).finally(settled)),
  };
}

/** How often this process has entered a server, to tell its entries apart. */
let entries = 0;

type Ready = { server: LivingServer; started: EmbeddedPostgres['started'] };

async function joinOrStart(
  order: Parameters<typeof startServer>[0],
  log: (line: string) => void,
): Promise<Ready> {
  const { home, native, throwAway } = order;
  const living = livingServer(home.data);
  if (living && isComplete(home)) {
    const server = await untilReady(home.data, living.pid);
    if (server && (await isOurs(home, server.port))) return { server, started: 'adopted' };
  }
  if (living) {
    log(
      `Stopping a PostgreSQL that was left running and does not answer (process ${living.pid}) …`,
    );
    await stopServer(home.data, 'fast');
  }
  const fresh = !hasData(home);
  if (fresh) {
    log('Creating the database …');
    await createData(home, native, throwAway);
  }
  const server = await startServer(order);
  if (!isComplete(home)) {
    try {
      await createRoles(home, server.port);
    } catch (error) {
      await stopServer(home.data, 'fast');
      throw error;
    }
  }
  return { server, started: fresh ? 'created' : 'started' };
}

/** Data of one major release cannot be read by another. */
function refuseOtherRelease(home: Home, release: string): void {
  if (!hasData(home)) return;
  const data = readFileSync(path.join(home.data, 'PG_VERSION'), 'utf8').trim();
  const programs = release.split('.')[0];
  if (programs === data) return;
  throw new EmbeddedPostgresError(
    `The database in ${home.folder} was made by PostgreSQL ${data} and cannot be read by PostgreSQL ${programs}, which is installed now: go back to the earlier packages, or remove the folder to begin with an empty database.`,
  );
}

/** True if a living process uses the server; entries of dead ones are removed. */
function isInUse(home: Home): boolean {
  if (!existsSync(home.users)) return false;
  return readdirSync(home.users).some((name) => {
    const entry = path.join(home.users, name);
    if (lifeMark(Number.parseInt(name, 10)) === readFileSync(entry, 'utf8')) return true;
    rmSync(entry, { force: true });
    return false;
  });
}

async function leave(home: Home, entry: string, throwAway: boolean): Promise<void> {
  await alone(home.mutex, async () => {
    rmSync(entry, { force: true });
    if (!isInUse(home)) await stopServer(home.data, throwAway ? 'at once' : 'fast');
  });
  if (throwAway) rmSync(home.folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Ends throw-away servers whose process was killed, and removes their folders. */
async function sweepThrowAways(place: string): Promise<void> {
  for (const folder of abandonedThrowAways(place)) {
    // Only looked at: changing its mode would shut a living server out of its own data.
    const home = homeIn(folder, undefined);
    if (isInUse(home)) continue;
    await stopServer(home.data, 'at once');
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
