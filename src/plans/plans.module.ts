import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { registerPolicy } from '../platform/access';
import { ApprovePlan } from './approve-plan';
import { ClosePlan } from './close-plan';
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
import { StartPlan } from './start-plan';
import { SubmitPlan } from './submit-plan';

const verbs = [StartPlan, SubmitPlan, ApprovePlan, ReturnPlan, ClosePlan, RecordExistingPlan];
const entities = [Plan, PlanNeedRecord, PlanRiskRecord, PlanGoalRecord, PlanEntryRecord, PlanEdition];

@Module({
  imports: [TypeOrmModule.forFeature(entities)],
  providers: [...verbs, PlanContents, registerPolicy(planPolicy)],
  exports: [...verbs, PlanContents],
})
export class PlansModule {}
