export { projectRisk, rebuildRisk } from './project.js';
export { startRiskWorker } from './worker.js';
export { RiskKnown } from './known.js';
export type { AuditSample } from './audit-sample.js';
