export { actRoutes } from './act-routes.js';
export { answerOnce } from './desk-request.js';
export type { Asking, DeskDeps } from './deps.js';
export { knownPerson, type KnownPerson } from './known-person.js';
export { moveHold } from './move-hold.js';
export {
  deskVerification,
  moneyOf,
  planFields,
  planFindingView,
  planOf,
  toFindingViews,
} from './plan.contract.js';
export type { JudgedPlan, Plan, PlanFinding, PlanJudge, PlanLine, PlannedStay } from './plan.js';
