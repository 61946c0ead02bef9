export { AddGoal, type NewGoal } from './add-goal';
export { AddContingency, type NewContingency } from './add-contingency';
export { AddPlanAction, type NewPlanAction } from './add-plan-action';
export { AddPlanEntry, type NewPlanEntry } from './add-plan-entry';
export { AddRisk, type NewRisk } from './add-risk';
export { ApprovePlan } from './approve-plan';
export { ClosePlan } from './close-plan';
export { CoverFactor, type FactorCover } from './cover-factor';
export { type Factor, factorMatrix, gapsOf } from './domain/factor-matrix';
export * from './domain/plan-vocabulary';
export { changesSince } from './domain/plan-changes';
export {
  GOAL_STATUS_WORDS,
  NEED_DOMAIN_WORDS,
  NEED_STATUS_WORDS,
  RISK_DIRECTION_WORDS,
  RISK_LEVEL_WORDS,
  SECTION_WORDS,
  VOICE_WORDS,
} from './domain/plan-words';
export { type Missing, missingFrom } from './domain/readiness';
export { type AuditAnswers } from './domain/audit-tool';
export { DrawAuditSample } from './draw-audit-sample';
export { EndPart } from './end-part';
export { EndRisk } from './end-risk';
export { LinkPlan, type NewLinkedPlan } from './link-plan';
export { planPaths } from './paths';
export { PlanResponse, planResponse } from './plan.response';
export { type PlanContent, planContentOf, type PlanContentRows, PlanContents } from './plan-contents';
export { planStatements } from './plans.queries';
export { PlanApproved, PlanClosed } from './plan.events';
export { PlansModule } from './plans.module';
export { type ExistingPlan, RecordExistingPlan } from './record-existing-plan';
export { RecordPlanAudit, type PlanAuditResult } from './record-plan-audit';
export { ReturnPlan } from './return-plan';
export { SetGoalStatus } from './set-goal-status';
export { type NeedAnswer, SetNeeds } from './set-needs';
export { StartPlan } from './start-plan';
export { SubmitPlan } from './submit-plan';
