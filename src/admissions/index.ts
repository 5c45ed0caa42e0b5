export { findByNumber, insertActs, updateAdmissions } from './admission.store.js';
export { readStaysOfFamily } from './family-stays.store.js';
export type { StayOfFamily } from './family-stays.store.js';
export type { Admission } from './admission.js';
export { admissionRoutes } from './admission.routes.js';
export { admissionBody } from './admission.contract.js';
export { openAdmission } from './open-admission.js';
export { alertRoutes } from './alerts.routes.js';
export { shrinkStays } from './shrink-stays.js';
