export { recordAudit } from './audit.store.js';
