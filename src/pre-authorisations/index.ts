export { actOnPreAuthorisation } from './act.js';
export { expirePreAuthorisations } from './expire.js';
export { admit, findForOpening, leaveAdmission } from './for-admission.js';
export type { PreAuthorisation } from './pre-authorisation.js';
export { requestBody } from './pre-authorisation.contract.js';
export { preAuthorisationRoutes } from './pre-authorisation.routes.js';
export {
  findGranted,
  findOfAdmission,
  insertActs as insertPreAuthorisationActs,
  updatePreAuthorisations,
} from './pre-authorisation.store.js';
export { requestPreAuthorisation } from './request.js';
export { shrinkGranted } from './shrink-granted.js';
