export { type Actor, hasRole, PARTNERSHIP_AGENCY_ID, type Role, ROLES, SYSTEM_ACTOR, SYSTEM_USER_ID } from './actor';
export { AccessRules, type Ability, type Policy, type Rules } from './access-rules';
export { CurrentActor } from './current-actor';
export {
  Public,
  Roles,
  ROUTE_ACCESS,
  type RouteAccess,
  RouteAccessGuard,
  SignedIn,
  SignInNeeded,
} from './route-access';
export { FactorTimes, STEP_UP_MINUTES, StepUp, StepUpGuard, StepUpNeeded } from './step-up';
export { AccessModule, registerPolicy } from './access.module';
