/** A data folder, its roles and its database, made at the first start. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { atExit } from './at-exit.js';
import { EmbeddedPostgresError, USE_OWN_DATABASE } from './errors.js';
import type { Home } from './home.js';
import { PLAIN_ENVIRONMENT } from './server.js';

const DATABASE = 'sehat';
const SUPERUSER = 'postgres';
/** Most that is kept of what initdb says, for the sentence about its failure. */
const KEPT_OUTPUT = 4_000;

/** The login roles by the name of their URL. None is a superuser or may make roles. */
const ROLES = {
  ownerUrl: 'sehat_owner',
  appUrl: 'sehat_app',
  judgeUrl: 'sehat_judge',
  readUrl: 'sehat_reader',
} as const;

/** How to reach the database as each role. */
export interface DatabaseUrls {
  /** The superuser, for tests and repair; the service never uses it. */
  readonly superUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly judgeUrl: string;
  readonly readUrl: string;
}

interface Credentials {
  /** Password by role. */
  readonly passwords: Readonly<Record<string, string>>;
  /** True once roles and database stand; until then the first start is taken up again. */
  readonly complete: boolean;
}

/** True if the first start of this home was carried through. */
export function isComplete(home: Home): boolean {
  return existsSync(path.join(home.data, 'PG_VERSION')) && readCredentials(home).complete;
}

/** True if there is a data folder at all. */
export function hasData(home: Home): boolean {
  return existsSync(path.join(home.data, 'PG_VERSION'));
}

/**
 * Makes the data folder with a superuser of random password; aside first and then renamed, so
 * that a break in the middle leaves nothing half-made.
 */
export async function createData(home: Home, native: string, throwAway: boolean): Promise<void> {
  const passwords = Object.fromEntries(
    [SUPERUSER, ...Object.values(ROLES)].map((role) => [
      role,
      randomBytes(24).toString('base64url'),
    ]),
  );
  writeCredentials(home, { passwords, complete: false });
  const aside = path.join(home.folder, 'data.unfinished');
  const passwordFile = path.join(home.folder, 'password');
  rmSync(aside, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  mkdirSync(aside, { mode: 0o700 });
  writeFileSync(passwordFile, `${passwords[SUPERUSER]}\n`, { mode: 0o600, flag: 'wx' });
  try {
    for (const place of [aside, passwordFile]) {
      if (home.account) chownSync(place, home.account.uid, home.account.gid);
    }
    await initdb(home, native, [
      ...['-D', aside, '-U', SUPERUSER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
      ...['--locale=C', '-E', 'UTF8', '--no-instructions'],
      ...(throwAway ? ['--no-sync'] : []),
    ]);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(aside, home.data);
}

async function initdb(home: Home, native: string, arguments_: string[]): Promise<void> {
  const child = spawn(path.join(native, 'bin', 'initdb'), arguments_, {
    cwd: home.folder,
    env: PLAIN_ENVIRONMENT,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...home.account,
  });
  const settled = atExit(() => void child.kill());
  let said = '';
  child.stderr.on('data', (piece: Buffer) => {
    said = (said + piece.toString('utf8')).slice(-KEPT_OUTPUT);
  });
  const ending = await new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) =>
      resolve(code === 0 ? undefined : `${signal ?? `code ${code}`}: ${oneLine(said)}`),
    );
  });
  settled();
  if (ending !== undefined) {
    throw new EmbeddedPostgresError(
      `The embedded PostgreSQL cannot run on this machine (initdb: ${ending}): ${USE_OWN_DATABASE}.`,
    );
  }
}

function oneLine(text: string): string {
  return text
    .trim()
    .replace(/\s*\n\s*/g, '; ')
    .replace(/\.$/, '');
}

/** Makes roles and database on a running server; what is there already is left as it is. */
export async function createRoles(home: Home, port: number): Promise<void> {
  const credentials = readCredentials(home);
  const admin = connect(urlOf(SUPERUSER, credentials, port, 'postgres'));
  try {
    const known = await admin<{ rolname: string }[]>`select rolname from pg_roles`;
    for (const role of Object.values(ROLES)) {
      const verb = known.some(({ rolname }) => rolname === role) ? 'alter' : 'create';
      // Utility statements take no parameters; the password is of base64url's letters only.
      await admin.unsafe(
        `${verb} role ${role} login nosuperuser nocreatedb nocreaterole nobypassrls noreplication ` +
          `password '${credentials.passwords[role]}'`,
      );
    }
    const [found] = await admin`select from pg_database where datname = ${DATABASE}`;
    if (!found) await admin.unsafe(`create database ${DATABASE} owner ${ROLES.ownerUrl}`);
    await admin.unsafe(`revoke all on database ${DATABASE} from public`);
    for (const role of [ROLES.appUrl, ROLES.judgeUrl, ROLES.readUrl]) {
      await admin.unsafe(`grant connect on database ${DATABASE} to ${role}`);
    }
  } finally {
    await admin.end({ timeout: 5 });
  }
  writeCredentials(home, { ...credentials, complete: true });
}

/** The URLs of a running server. */
export function urlsOf(home: Home, port: number): DatabaseUrls {
  const credentials = readCredentials(home);
  const url = (role: string) => urlOf(role, credentials, port, DATABASE);
  return {
    superUrl: url(SUPERUSER),
    ownerUrl: url(ROLES.ownerUrl),
    appUrl: url(ROLES.appUrl),
    judgeUrl: url(ROLES.judgeUrl),
    readUrl: url(ROLES.readUrl),
  };
}

/** True if a server on that port takes our passwords and serves this very data folder. */
export async function isOurs(home: Home, port: number): Promise<boolean> {
  const admin = connect(urlOf(SUPERUSER, readCredentials(home), port, 'postgres'));
  try {
    await admin`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await admin.end({ timeout: 1 });
  }
}

function connect(url: string) {
  return postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined });
}

function urlOf(role: string, { passwords }: Credentials, port: number, database: string): string {
  return `postgres://${role}:${passwords[role]}@127.0.0.1:${port}/${database}`;
}

function readCredentials(home: Home): Credentials {
  try {
    return JSON.parse(readFileSync(home.credentials, 'utf8')) as Credentials;
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new EmbeddedPostgresError(
      `The database in ${home.folder} cannot be opened, because its passwords in ${home.credentials} are ${missing ? 'missing' : 'unreadable'}: restore that file, or remove the whole folder to begin with an empty database.`,
    );
  }
}

function writeCredentials(home: Home, credentials: Credentials): void {
  // Renamed into place: a half-written file would lock us out of the data.
  const aside = `${home.credentials}.new`;
  writeFileSync(aside, `${JSON.stringify(credentials)}\n`, { mode: 0o600 });
  renameSync(aside, home.credentials);
}
