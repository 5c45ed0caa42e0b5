export {
  inScope,
  inScopedSnapshot,
  inSnapshot,
  inTransaction,
  NO_ROWS,
  openDatabase,
} from './client.js';
export type { Database, RowScope, Transaction } from './client.js';
export { ping, refuseUnsafeRole, RolesMissing, UnsafeRole } from './guard.js';
export { list } from './list.js';
