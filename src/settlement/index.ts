export { MAX_RUN_CLAIMS, runSettlement } from './run-settlement.js';
export type { RunRequest, SettlementDeps } from './run-settlement.js';
export { settlementRoutes } from './settlement.routes.js';
