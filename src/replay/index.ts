export { readReplayBeneficiaries, readReplayClaims } from './read-claims.js';
export type { ReplayClaim } from './read-claims.js';
export { decideReplay, loadReplay } from './replay.js';
export { countOutcomes, countReasons } from './replay.store.js';
