import {
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytes, id, instant } from './columns.js';

/** A key for a program or a person's tool: only its hash is kept. */
export const apiKey = pgTable(
  'api_key',
  {
    id: id(),
    name: text('name').notNull(),
    keyHash: bytes('key_hash').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    primaryKey({ name: 'api_key_pk', columns: [t.id] }),
    unique('api_key_hash_unique').on(t.keyHash),
  ],
);

/** A role held within a scope: a hospital, a scheme, a province, a district, or all. */
export const apiKeyGrant = pgTable(
  'api_key_grant',
  {
    apiKeyId: uuid('api_key_id').notNull(),
    role: text('role').notNull(),
    scopeKind: text('scope_kind').notNull(),
    scopeId: text('scope_id').notNull(),
  },
  (t) => [
    primaryKey({
      name: 'api_key_grant_pk',
      columns: [t.apiKeyId, t.role, t.scopeKind, t.scopeId],
    }),
    foreignKey({
      name: 'api_key_grant_key_fk',
      columns: [t.apiKeyId],
      foreignColumns: [apiKey.id],
    }),
  ],
);

/** Who did what, when: never a CNIC, never clinical content. Append-only. */
export const auditEvent = pgTable(
  'audit_event',
  {
    id: id(),
    at: instant('at').notNull(),
    actor: text('actor').notNull(),
    act: text('act').notNull(),
    subject: text('subject').notNull(),
    details: jsonb('details').notNull(),
  },
  (t) => [
    primaryKey({ name: 'audit_event_pk', columns: [t.id] }),
    index('audit_event_subject_index').on(t.subject, t.at),
  ],
);
