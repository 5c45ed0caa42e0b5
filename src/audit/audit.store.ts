import { randomUUID } from 'node:crypto';
import type { Transaction } from '../db/index.js';
import { toJson } from '../platform/json.js';

/** Who did what to which thing. Details never hold a CNIC nor anything clinical. */
export interface AuditRecord {
  readonly actor: string;
  readonly act: string;
  readonly subject: string;
  readonly details?: Readonly<Record<string, string | number>>;
}

/** Adds to the trail, in the transaction of the act itself. */
export async function recordAudit(tx: Transaction, record: AuditRecord, at: Date): Promise<void> {
  await tx`
    insert into audit_event (id, at, actor, act, subject, details)
    values (${randomUUID()}, ${at}, ${record.actor}, ${record.act}, ${record.subject},
      ${toJson(record.details ?? {})}::text::jsonb)`;
}
