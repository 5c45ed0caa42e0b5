import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Cnic } from '../domain/ids.js';
import type { CnicKeys } from '../platform/cnic-keys.js';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** An encrypted text: nonce, tag and ciphertext in one, and the key that made it. */
export interface Sealed {
  readonly keyId: string;
  readonly cipher: Buffer;
}

/** Keyed hash of a CNIC or B-form number: finds a person without the number being kept in clear. */
export function hashOfNumber(keys: CnicKeys, cnic: Cnic): Buffer {
  return createHmac('sha256', keys.hashKey).update(cnic).digest();
}

/** Keyed hash of a contact number: equal numbers are found without any being kept in clear. */
export function hashOfContact(keys: CnicKeys, digits: string): string {
  return createHmac('sha256', keys.hashKey).update(`contact:${digits}`).digest('base64url');
}

/** AES-256-GCM; `owner` (a person id, an unmatched id …) is authenticated with it, as is the key id. */
export function seal(keys: CnicKeys, text: string, owner: string): Sealed {
  const [{ id, key }] = keys.encryptionKeys;
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(`${id}:${owner}`));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return { keyId: id, cipher: Buffer.concat([nonce, cipher.getAuthTag(), body]) };
}

/** The text behind a seal. Throws when the key is unknown, or the owner or text was altered. */
export function unseal(keys: CnicKeys, sealed: Sealed, owner: string): string {
  const found = keys.encryptionKeys.find((candidate) => candidate.id === sealed.keyId);
  if (found === undefined) throw new Error(`no encryption key named ${sealed.keyId}`);
  const nonce = sealed.cipher.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', found.key, nonce);
  decipher.setAAD(Buffer.from(`${sealed.keyId}:${owner}`));
  decipher.setAuthTag(sealed.cipher.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const body = sealed.cipher.subarray(NONCE_BYTES + TAG_BYTES);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
}
