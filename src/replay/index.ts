export { evaluateProfiles, TOP } from './evaluate-profiles.js';
export type { Evaluation, Judgement } from './evaluate-profiles.js';
export { readReplayBeneficiaries, readReplayClaims, readReplayLabels } from './read-claims.js';
export type { ReplayClaim } from './read-claims.js';
export { profileProvider } from './profile-provider.js';
export { decideReplay, loadReplay } from './replay.js';
export { countOutcomes, countReasons } from './replay.store.js';
