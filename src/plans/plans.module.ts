import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { registerPolicy } from '../platform/access';
import { ActionsModule } from '../actions';
import { IndividualsModule } from '../individuals';
import { NotesModule } from '../notes';
import { UsersModule } from '../users';
import { AddGoal } from './add-goal';
import { AddPlanAction } from './add-plan-action';
import { AddPlanEntry } from './add-plan-entry';
import { AddRisk } from './add-risk';
import { PlanSectionsApiController } from './api/plan-sections-api.controller';
import { PlansApiController } from './api/plans-api.controller';
import { ApprovePlan } from './approve-plan';
import { ClosePlan } from './close-plan';
import { EndRisk } from './end-risk';
import { PlanContents } from './plan-contents';
import { PlanEdition } from './plan-edition.entity';
import { PlanEntryRecord } from './plan-entry.entity';
import { PlanGoalRecord } from './plan-goal.entity';
import { PlanNeedRecord } from './plan-need.entity';
import { PlanRiskRecord } from './plan-risk.entity';
import { Plan } from './plan.entity';
import { planPolicy } from './plan.policy';
import { RecordExistingPlan } from './record-existing-plan';
import { ReturnPlan } from './return-plan';
import { SetGoalStatus } from './set-goal-status';
import { SetNeeds } from './set-needs';
import { StartPlan } from './start-plan';
import { SubmitPlan } from './submit-plan';
import { ApprovalController } from './web/approval.controller';
import { PlanForms } from './web/plan-forms';
import { PlanPage } from './web/plan-page';
import { PlanSectionsController } from './web/plan-sections.controller';
import { PlanController } from './web/plan.controller';
import { PlansToApproveController } from './web/plans-to-approve.controller';

const sections = [SetNeeds, AddRisk, EndRisk, AddGoal, SetGoalStatus, AddPlanAction, AddPlanEntry];
const verbs = [...sections, StartPlan, SubmitPlan, ApprovePlan, ReturnPlan, ClosePlan, RecordExistingPlan];
const entities = [Plan, PlanNeedRecord, PlanRiskRecord, PlanGoalRecord, PlanEntryRecord, PlanEdition];

@Module({
  imports: [TypeOrmModule.forFeature(entities), ActionsModule, IndividualsModule, NotesModule, UsersModule],
  controllers: [
    PlanController,
    PlanSectionsController,
    ApprovalController,
    PlansToApproveController,
    PlansApiController,
    PlanSectionsApiController,
  ],
  providers: [...verbs, PlanContents, PlanPage, PlanForms, registerPolicy(planPolicy)],
  exports: [...verbs, PlanContents],
})
export class PlansModule {}
