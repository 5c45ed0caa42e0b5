export {
  inScope,
  inScopedSnapshot,
  inSnapshot,
  inTransaction,
  NO_ROWS,
  openDatabase,
} from './client.js';
export type { Database, RowScope, Transaction } from './client.js';
export { ping, refuseUnsafeRole, UnsafeRole } from './guard.js';
export { migrate, RolesMissing } from './migrate.js';
export { list } from './list.js';
