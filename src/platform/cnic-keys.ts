/** The secret keys that hide identity card numbers: where they come from, never what they are. */
import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A key by which numbers were encrypted; its id is stored beside each of them. */
export interface EncryptionKey {
  readonly id: string;
  /** 32 bytes, for AES-256-GCM. */
  readonly key: Buffer;
}

/** All keys of a running service. */
export interface CnicKeys {
  /** 32 bytes, for HMAC-SHA-256: look-up of a number without storing it. Never changes. */
  readonly hashKey: Buffer;
  /** The first encrypts; the others only decrypt what was encrypted before they were replaced. */
  readonly encryptionKeys: readonly [EncryptionKey, ...EncryptionKey[]];
}

const KEY_BYTES = 32;
const MOST_ENCRYPTION_KEYS = 100;
const FILE = 'cnic-keys.json';

/** A key from base64 (standard or URL alphabet), or undefined if it is not exactly 32 bytes. */
export function parseKey(text: string): Buffer | undefined {
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return undefined;
  const key = Buffer.from(text, 'base64');
  return key.length === KEY_BYTES ? key : undefined;
}

/**
 * Keys from a list such as `2026a:base64,2025a:base64`.
 * @returns what is wrong, as the end of a sentence, if the list cannot be used
 */
export function parseEncryptionKeys(text: string): CnicKeys['encryptionKeys'] | string {
  const entries = text.split(',').map((entry) => entry.trim());
  const keys: EncryptionKey[] = [];
  for (const entry of entries) {
    const colon = entry.indexOf(':');
    const id = entry.slice(0, colon);
    const key = parseKey(entry.slice(colon + 1));
    if (colon < 1 || !/^[A-Za-z0-9_.-]{1,32}$/.test(id) || !key) {
      return `must be a list id:key,id:key with ids of at most 32 letters and digits and keys of 32 bytes in base64 (entry ${keys.length + 1} is not)`;
    }
    if (keys.some((other) => other.id === id))
      return `must not use one id twice (entry ${keys.length + 1})`;
    keys.push({ id, key });
  }
  const [first, ...rest] = keys;
  if (!first || keys.length > MOST_ENCRYPTION_KEYS) {
    return `must hold between 1 and ${MOST_ENCRYPTION_KEYS} keys`;
  }
  return [first, ...rest];
}

/**
 * The keys kept in the data folder, made there if there is no database yet that needs others.
 * @returns a sentence if keys are missing or broken; new ones would make stored numbers unreadable
 */
export function cnicKeysOfFolder(dataFolder: string): CnicKeys | string {
  const file = path.join(dataFolder, FILE);
  if (!existsSync(file)) {
    const database = ['postgres', 'postgres-location'].find((name) =>
      existsSync(path.join(dataFolder, name)),
    );
    if (database) {
      return `SEHAT_CNIC_HASH_KEY: the keys in ${file} are missing, though there is a database in ${dataFolder}; restore that file or remove ${dataFolder} to begin anew.`;
    }
    makeKeys(dataFolder, file);
  }
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    const hashKey = parseKey(kept['hashKey'] ?? '');
    const encryptionKeys = parseEncryptionKeys(kept['encryptionKeys'] ?? '');
    if (hashKey && typeof encryptionKeys !== 'string') return { hashKey, encryptionKeys };
  } catch {
    // Told below: whatever is wrong with the file, the remedy is the same.
  }
  return `SEHAT_CNIC_HASH_KEY: the keys in ${file} cannot be read; restore that file.`;
}

function makeKeys(dataFolder: string, file: string): void {
  mkdirSync(dataFolder, { recursive: true });
  const fresh = () => randomBytes(KEY_BYTES).toString('base64');
  const content = { hashKey: fresh(), encryptionKeys: `first:${fresh()}` };
  // Linked into place, whole or not at all; of two first starts at once, the first one's stay.
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, `${JSON.stringify(content)}\n`, { mode: 0o600 });
  try {
    linkSync(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}
