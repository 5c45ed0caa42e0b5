export { recordAudit } from './audit.store.js';
export type { AuditRecord } from './audit.store.js';
