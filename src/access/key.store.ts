import type { Grant, Role, ScopeKind } from '../domain/access/access.js';
import { list, type Database, type Transaction } from '../db/index.js';

export interface KeyRecord {
  readonly id: string;
  readonly name: string;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly grants: readonly Grant[];
}

export async function findKey(database: Database, keyHash: Buffer): Promise<KeyRecord | undefined> {
  const rows = await database<
    {
      id: string;
      name: string;
      expires_at: Date | null;
      revoked_at: Date | null;
      role: Role | null;
      scope_kind: ScopeKind | null;
      scope_id: string | null;
    }[]
  >`
    select k.id, k.name, k.expires_at, k.revoked_at, g.role, g.scope_kind, g.scope_id
    from api_key k left join api_key_grant g on g.api_key_id = k.id
    where k.key_hash = ${keyHash}`;
  const [first] = rows;
  if (first === undefined) return undefined;
  const grants = rows.flatMap(({ role, scope_kind: kind, scope_id: id }) =>
    role === null || kind === null || id === null ? [] : [{ role, scope: { kind, id } }],
  );
  return {
    id: first.id,
    name: first.name,
    expiresAt: first.expires_at,
    revokedAt: first.revoked_at,
    grants,
  };
}

export interface NewKeyRow {
  readonly id: string;
  readonly name: string;
  readonly keyHash: Buffer;
  readonly createdAt: Date;
  readonly expiresAt?: Date | undefined;
  readonly grants: readonly Grant[];
}

/** Keeps a key's hash and what it may do. As owner. */
export async function insertKey(tx: Transaction, key: NewKeyRow): Promise<void> {
  await tx`
    insert into api_key (id, name, key_hash, created_at, expires_at)
    values (${key.id}, ${key.name}, ${key.keyHash}, ${key.createdAt}, ${key.expiresAt ?? null})`;
  await tx`
    insert into api_key_grant (api_key_id, role, scope_kind, scope_id)
    select ${key.id}, * from unnest(${list(key.grants.map((g) => g.role))}::text::text[],
      ${list(key.grants.map((g) => g.scope.kind))}::text::text[],
      ${list(key.grants.map((g) => g.scope.id))}::text::text[])`;
}

/** Ends a key; false when there is none of that id or it has ended before. As owner. */
export async function revokeKey(tx: Transaction, id: string, at: Date): Promise<boolean> {
  const rows = await tx`
    update api_key set revoked_at = ${at} where id = ${id} and revoked_at is null returning id`;
  return rows.length === 1;
}

export interface ListedKey {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  /** As `role@kind:id`. */
  readonly grants: readonly string[];
}

/** Keys that have not been ended, the newest first, at most 1,000. As owner. */
export async function listKeys(tx: Transaction): Promise<readonly ListedKey[]> {
  const rows = await tx<
    {
      id: string;
      name: string;
      created_at: Date;
      expires_at: Date | null;
      grants: readonly string[];
    }[]
  >`
    select k.id, k.name, k.created_at, k.expires_at,
      array(select g.role || '@' || g.scope_kind || ':' || g.scope_id from api_key_grant g
        where g.api_key_id = k.id order by g.role, g.scope_kind, g.scope_id) as grants
    from api_key k where k.revoked_at is null order by k.created_at desc, k.id limit 1000`;
  return rows.map(({ created_at: createdAt, expires_at: expiresAt, ...row }) => ({
    ...row,
    createdAt,
    expiresAt,
  }));
}

/** Codes of all schemes: what a scope over everything holds. */
export async function readSchemeCodes(database: Database): Promise<readonly string[]> {
  const rows = await database<{ code: string }[]>`select code from scheme order by code`;
  return rows.map((row) => row.code);
}

export async function readDistrictsOf(
  database: Database,
  provinceCodes: readonly string[],
): Promise<readonly string[]> {
  const rows = await database<{ pcode: string }[]>`
    select pcode from district where province_code = any(${list(provinceCodes)}::text::text[])`;
  return rows.map((row) => row.pcode);
}
