export { claimBody } from './claim.contract.js';
export type { ClaimBody, ClaimContent } from './claim.contract.js';
export { claimRoutes } from './claim.routes.js';
export type { DryRun, DryRunResult, IntakeDeps } from './deps.js';
export { insertClaims } from './claim.store.js';
export type { NewClaim } from './claim.store.js';
export { submitClaims } from './submit-claims.js';
export type { SubmitDeps } from './submit-claims.js';
export { contentOf, daysOf, duplicateKeyOf, toClaim } from './to-claim.js';
