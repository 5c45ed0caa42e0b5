/** Where an embedded PostgreSQL keeps its data, and what else lies beside them. */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Account, accountFor, canReach } from './account.js';
import { EmbeddedPostgresError, USE_OWN_DATABASE } from './errors.js';

/** Root's PostgreSQL lives here when the project lies where its account cannot go. */
const ELSEWHERE = '/var/lib/sehat-claims';
/** File in the data folder of the service that names the place in ELSEWHERE. */
const POINTER = 'postgres-location';

/** The folder of one database server. */
export interface Home {
  /** Holds everything below. */
  readonly folder: string;
  /** PostgreSQL's own data folder. */
  readonly data: string;
  /** Passwords of the database roles, readable by us alone. */
  readonly credentials: string;
  /** The port last used, as JSON. */
  readonly remembered: string;
  /** What the server says. */
  readonly serverLog: string;
  /** Held while the server is started or stopped. */
  readonly mutex: string;
  /** One file per process that uses the server, named by its number. */
  readonly users: string;
  /** Where copies of the programs go if they cannot be run in place. */
  readonly copies: string;
  readonly account: Account | undefined;
}

/**
 * Finds or makes the home below the service's data folder; under /var/lib instead where root's
 * PostgreSQL could not reach it (a home folder of mode 0700, say), with a pointer left behind.
 * @throws {EmbeddedPostgresError} the folder cannot be written
 */
export function openHome(givenFolder: string, log: (line: string) => void): Home {
  // The programs run in a folder of their own, where a relative path would mean another place.
  const dataFolder = path.resolve(givenFolder);
  const here = path.join(dataFolder, 'postgres');
  const pointer = path.join(dataFolder, POINTER);
  try {
    mkdirSync(dataFolder, { recursive: true });
    let folder = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : here;
    const lent = accountFor(path.join(folder, 'data'));
    refuseForeign(folder);
    if (
      folder === here &&
      lent &&
      !canReach(lent, path.dirname(realpathSync(dataFolder)), 'pass')
    ) {
      const name = createHash('sha256').update(realpathSync(dataFolder)).digest('hex').slice(0, 16);
      folder = path.join(ELSEWHERE, name);
      log(`The database is kept in ${folder}, because its account cannot enter ${dataFolder}.`);
      mkdirSync(ELSEWHERE, { recursive: true });
      chmodSync(ELSEWHERE, 0o711);
      writeFileSync(pointer, `${folder}\n`);
    }
    // The lent account passes through, and can read nothing but its own data.
    if (lent && folder === here) chmodSync(dataFolder, 0o711);
    return layOut(folder, lent);
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error;
    throw new EmbeddedPostgresError(
      `The folder ${dataFolder} cannot be used for the database (${(error as Error).message}): make it writable, name another in SEHAT_DATA_FOLDER, or ${USE_OWN_DATABASE}.`,
    );
  }
}

/** A plain user cannot open what root or another user made. */
function refuseForeign(folder: string): void {
  const owner = statSync(folder, { throwIfNoEntry: false })?.uid;
  const us = process.getuid?.();
  if (owner === undefined || us === 0 || owner === us) return;
  throw new EmbeddedPostgresError(
    `The database in ${folder} belongs to another user (number ${owner}): start as that user, name another folder in SEHAT_DATA_FOLDER, or ${USE_OWN_DATABASE}.`,
  );
}

/**
 * A home that belongs to this process alone and is removed at its end.
 * @param wanted where to make it, if its account can go there; '' for the folder of temporary files
 */
export function openThrowAwayHome(wanted: string): Home {
  const lent = accountFor('');
  const places = throwAwayPlaces(wanted);
  const place = places.find((candidate) => canReach(lent, candidate, 'pass')) ?? tmpdir();
  return layOut(mkdtempSync(path.join(realpathSync(place), THROW_AWAY_PREFIX)), lent);
}

const THROW_AWAY_PREFIX = 'sehat-throw-away-';
/** Younger ones may belong to a start that has not yet entered itself. */
const ABANDONED_AFTER_MS = 60_000;

function throwAwayPlaces(wanted: string): string[] {
  const places = [...(wanted === '' ? [] : [wanted]), tmpdir(), '/tmp', '/var/tmp'];
  return [...new Set(places)].filter((place) => existsSync(place));
}

/** Our own throw-away homes of more than a minute's age; some may still be in use. */
export function abandonedThrowAways(wanted: string): string[] {
  return throwAwayPlaces(wanted)
    .flatMap((place) => readdirSync(place).map((name) => path.join(place, name)))
    .filter((folder) => {
      if (!path.basename(folder).startsWith(THROW_AWAY_PREFIX)) return false;
      const found = lstatSync(folder, { throwIfNoEntry: false });
      return (
        found?.isDirectory() === true &&
        found.uid === process.getuid?.() &&
        Date.now() - found.mtimeMs > ABANDONED_AFTER_MS
      );
    });
}

/** Describes a home and makes its folders; also used to look at one that another process left. */
function layOut(folder: string, account: Account | undefined): Home {
  const home = homeIn(folder, account);
  mkdirSync(home.users, { recursive: true, mode: 0o700 });
  chmodSync(folder, account ? 0o711 : 0o700);
  return home;
}

/** The places of a home that may be somebody else's: nothing is made or changed there. */
export function homeIn(folder: string, account: Account | undefined): Home {
  return {
    folder,
    data: path.join(folder, 'data'),
    credentials: path.join(folder, 'credentials.json'),
    remembered: path.join(folder, 'server.json'),
    serverLog: path.join(folder, 'server.log'),
    mutex: path.join(folder, 'mutex'),
    users: path.join(folder, 'users'),
    copies: account ? ELSEWHERE : folder,
    account,
  };
}
