export { claimBody } from './claim.contract.js';
export type { ClaimBody, ClaimContent } from './claim.contract.js';
export { toClaim } from './to-claim.js';
