export { runSettlement } from './run-settlement.js';
export { settlementRoutes } from './settlement.routes.js';
