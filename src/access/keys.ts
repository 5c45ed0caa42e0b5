import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { isGrantable, type Grant } from '../domain/access/access.js';
import { inTransaction, type Database } from '../db/index.js';
import { recordAudit } from '../audit/index.js';
import { insertKey, listKeys, revokeKey, type ListedKey } from './key.store.js';

const KEY_BYTES = 32;
const PREFIX = 'sehat_';

/** What is kept of a key. Keys are 256 random bits, so a plain hash gives nothing away. */
export function hashOfKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

export interface IssuedKey {
  readonly id: string;
  /** Shown once; only its hash is kept. */
  readonly key: string;
}

/**
 * Issues a key with roles in scopes. `database` is the owner's. Throws a RangeError for a role that
 * cannot be held in the scope.
 */
export async function issueKey(
  database: Database,
  draft: { readonly name: string; readonly grants: readonly Grant[]; readonly expiresAt?: Date },
  now: Date,
): Promise<IssuedKey> {
  const wrong = draft.grants.find((grant) => !isGrantable(grant));
  if (wrong !== undefined) {
    throw new RangeError(
      `role ${wrong.role} cannot be held in ${wrong.scope.kind} ${wrong.scope.id}`,
    );
  }
  const id = randomUUID();
  const key = `${PREFIX}${randomBytes(KEY_BYTES).toString('base64url')}`;
  await inTransaction(database, async (tx) => {
    await insertKey(tx, { id, ...draft, keyHash: hashOfKey(key), createdAt: now });
    await recordAudit(tx, { actor: 'owner', act: 'key.issued', subject: id }, now);
  });
  return { id, key };
}

/** Ends a key for good. `database` is the owner's. False: no such key, or it had ended before. */
export async function endKey(database: Database, id: string, now: Date): Promise<boolean> {
  return inTransaction(database, async (tx) => {
    const ended = await revokeKey(tx, id, now);
    if (ended) await recordAudit(tx, { actor: 'owner', act: 'key.ended', subject: id }, now);
    return ended;
  });
}

/** Keys that have not ended, the newest first, at most 1,000. `database` is the owner's. */
export async function readKeys(database: Database): Promise<readonly ListedKey[]> {
  return inTransaction(database, listKeys);
}
