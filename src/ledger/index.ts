export { openAccounts } from './cover.store.js';
export { adjustFamilies, capsOf } from './adjust-families.js';
export type { Correction, ShrunkHold } from './adjust-families.js';
export { readClaimDraws, readOpenCaps, stopCover } from './adjust.store.js';
export { CoverBook } from './cover-book.js';
export type { CoverOwner } from './cover-book.js';
export { ledgerRoutes } from './ledger.routes.js';
export { verifyLedger } from './verify.js';
export type { Verification } from './verify.js';
