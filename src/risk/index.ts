export { projectRisk, rebuildRisk } from './project.js';
export { startRiskWorker } from './worker.js';
