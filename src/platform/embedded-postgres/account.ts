/** The system account that PostgreSQL runs under, and what that account can reach. */
import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { EmbeddedPostgresError, USE_OWN_DATABASE } from './errors.js';

/** A system account by number; undefined stands for "the one that we run under". */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root, so root lends it the first of these that exists. */
const LENT = ['postgres', 'nobody'];

/**
 * The account to run PostgreSQL under: our own, unless we are root. Data that is already there
 * keeps the account that owns it.
 * @throws {EmbeddedPostgresError} root without any account to lend
 */
export function accountFor(dataFolder: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statOf(dataFolder);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of LENT) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
    const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
    if (Number.isInteger(uid) && Number.isInteger(gid) && uid !== 0) return { uid, gid };
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL does not run as root and there is no account ${LENT.join(' or ')} to run it under: start as a plain user, or ${USE_OWN_DATABASE}.`,
  );
}

/**
 * True if the account may pass every folder down to that place, and (`read`) read and run what
 * is there. A place that does not exist yet counts by the folders above it.
 */
export function canReach(
  account: Account | undefined,
  place: string,
  purpose: 'pass' | 'read',
): boolean {
  const target = path.resolve(place);
  if (account === undefined) {
    try {
      accessSync(target, purpose === 'read' ? constants.R_OK | constants.X_OK : constants.X_OK);
      return true;
    } catch {
      return false;
    }
  }
  for (let at = target; ; at = path.dirname(at)) {
    const found = statOf(at);
    if (found) {
      const wanted = at === target && purpose === 'read' ? 0o5 : 0o1;
      const shift = found.uid === account.uid ? 6 : found.gid === account.gid ? 3 : 0;
      if (((found.mode >> shift) & wanted) !== wanted) return false;
    }
    if (at === path.dirname(at)) return true;
  }
}

function statOf(place: string) {
  return statSync(place, { throwIfNoEntry: false });
}
