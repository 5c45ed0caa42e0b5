export { eligibilityRoutes } from './eligibility.routes.js';
