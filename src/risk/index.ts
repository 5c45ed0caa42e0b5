export { projectRisk, rebuildRisk } from './project.js';
export { startRiskWorker } from './worker.js';
export { RiskKnown } from './known.js';
export type { AuditSample } from './audit-sample.js';
export { kilometres } from './known.js';
export { stayOfClaim } from './stay-of-claim.js';
export { projectProfiles, rebuildProfiles } from './profiles/project-profiles.js';
export { profileRoutes } from './profiles/profile.routes.js';
