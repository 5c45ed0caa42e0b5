export { feedLag } from './lag.js';
export { feedRoutes } from './feeds.routes.js';
export { beginNewEpoch, sequence } from './sequencer.js';
export { projectUtilisation, rebuildUtilisation } from './utilisation-projector.js';
export { startFeedWorker } from './worker.js';
