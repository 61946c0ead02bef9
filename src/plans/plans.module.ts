import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { registerPolicy } from '../platform/access';
import { ActionsModule } from '../actions';
import { IndividualsModule } from '../individuals';
import { NotesModule } from '../notes';
import { UsersModule } from '../users';
import { AddContingency } from './add-contingency';
import { AddGoal } from './add-goal';
import { AddPlanAction } from './add-plan-action';
import { AddPlanEntry } from './add-plan-entry';
import { AddRisk } from './add-risk';
import { ApprovalRulesApiController } from './api/approval-rules-api.controller';
import { PlanSectionsApiController } from './api/plan-sections-api.controller';
import { PlanSafetyApiController } from './api/plan-safety-api.controller';
import { PlanAuditsApiController } from './api/plan-audits-api.controller';
import { PlansApiController } from './api/plans-api.controller';
import { ApprovalRulesController } from './approval-rules/approval-rules.controller';
import { planApprovalRulesPolicy } from './approval-rules/approval-rules.policy';
import { DecideApprovalRules } from './approval-rules/decide-approval-rules';
import { PlanApprovalDecision } from './approval-rules/plan-approval-decision.entity';
import { ApprovePlan } from './approve-plan';
import { ClosePlan } from './close-plan';
import { CoverFactor } from './cover-factor';
import { EndPart } from './end-part';
import { EndRisk } from './end-risk';
import { LinkPlan } from './link-plan';
import { LinkedPlanRecord } from './linked-plan.entity';
import { PlanContingencyRecord } from './plan-contingency.entity';
import { PlanFactorAction } from './plan-factor-action.entity';
import { PlanGapExplanation } from './plan-gap-explanation.entity';
import { PlanContents } from './plan-contents';
import { PlanEdition } from './plan-edition.entity';
import { PlanEntryRecord } from './plan-entry.entity';
import { PlanGoalRecord } from './plan-goal.entity';
import { PlanNeedRecord } from './plan-need.entity';
import { PlanRiskRecord } from './plan-risk.entity';
import { PlanSheets } from './plan-sheets';
import { PlanReturnRecord } from './plan-return.entity';
import { Plan } from './plan.entity';
import { PlanAudit } from './plan-audit.entity';
import { planAuditPolicy, planPolicy } from './plan.policy';
import { DrawAuditSample } from './draw-audit-sample';
import { RecordPlanAudit } from './record-plan-audit';
import { PlanAuditsController } from './web/plan-audits.controller';
import { RecordExistingPlan } from './record-existing-plan';
import { ReturnPlan } from './return-plan';
import { SetGoalStatus } from './set-goal-status';
import { SetNeeds } from './set-needs';
import { StartPlan } from './start-plan';
import { SubmitPlan } from './submit-plan';
import { ApprovalController } from './web/approval.controller';
import { PlanForms } from './web/plan-forms';
import { PlanPage } from './web/plan-page';
import { PlanPress } from './web/plan-press';
import { PlanSafetyController } from './web/plan-safety.controller';
import { PlanSectionsController } from './web/plan-sections.controller';
import { PlanSheetsController } from './web/plan-sheets.controller';
import { PlanController } from './web/plan.controller';
import { PlansToApproveController } from './web/plans-to-approve.controller';

const sections = [SetNeeds, AddRisk, EndRisk, AddGoal, SetGoalStatus, AddPlanAction, AddPlanEntry];
const safety = [CoverFactor, AddContingency, LinkPlan, EndPart];
const audits = [DrawAuditSample, RecordPlanAudit];
const verbs = [
  ...sections,
  ...safety,
  ...audits,
  StartPlan,
  SubmitPlan,
  ApprovePlan,
  ReturnPlan,
  ClosePlan,
  RecordExistingPlan,
  DecideApprovalRules,
];
const entities = [Plan, PlanNeedRecord, PlanRiskRecord, PlanGoalRecord, PlanEntryRecord, PlanEdition, PlanReturnRecord];
const safetyEntities = [PlanFactorAction, PlanGapExplanation, PlanContingencyRecord, LinkedPlanRecord, PlanAudit];
const approvalEntities = [PlanApprovalDecision];

@Module({
  imports: [
    TypeOrmModule.forFeature([...entities, ...safetyEntities, ...approvalEntities]),
    ActionsModule,
    IndividualsModule,
    NotesModule,
    UsersModule,
  ],
  controllers: [
    PlanController,
    PlanSheetsController,
    PlanSectionsController,
    PlanSafetyController,
    ApprovalController,
    PlansToApproveController,
    ApprovalRulesController,
    ApprovalRulesApiController,
    PlanAuditsController,
    PlansApiController,
    PlanAuditsApiController,
    PlanSectionsApiController,
    PlanSafetyApiController,
  ],
  providers: [
    ...verbs,
    PlanContents,
    PlanSheets,
    PlanPage,
    PlanPress,
    PlanForms,
    registerPolicy(planPolicy),
    registerPolicy(planAuditPolicy),
    registerPolicy(planApprovalRulesPolicy),
  ],
  exports: [...verbs, PlanContents],
})
export class PlansModule {}
