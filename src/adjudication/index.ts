export { backlogAgeSeconds, claimsSetAside, waitingClaims } from './backlog.js';
export { rulesRoutes } from './rules.routes.js';
export { createDryRun } from './dry-run.js';
export { denyUnmatched } from './unmatched.js';
export { createJudge } from './judge.js';
export type { Judge } from './judge.js';
export { drainShard, readShards } from './drain.js';
export type { DrainDeps } from './drain.js';
export { DRAIN_QUEUE, startDrainWorker } from './worker.js';
