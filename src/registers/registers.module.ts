import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { registerPolicy } from '../platform/access';
import { LineReminders } from './entries/line-reminders';
import { RegisterEntry } from './entries/register-entry.entity';
import { KeepLearning } from './learning/keep-learning';
import { LearningAction } from './learning/learning-action.entity';
import { LearningApiController } from './learning/learning-api.controller';
import { LearningController } from './learning/learning.controller';
import { LearningReads } from './learning/learning-reads';
import { registersPolicy } from './registers.policy';
import { KeepRisk } from './risks/keep-risk';
import { RisksApiController } from './risks/risks-api.controller';
import { RisksController } from './risks/risks.controller';
import { RiskReads } from './risks/risk-reads';
import { StrategicRiskScore } from './risks/risk-score.entity';
import { ScoreRisk } from './risks/score-risk';
import { StrategicRisk } from './risks/strategic-risk.entity';
import { ActivitiesController } from './strategy/activities.controller';
import { KeepActivity } from './strategy/keep-activity';
import { StartStrategyPlan } from './strategy/keep-plan';
import { RecordProgress } from './strategy/record-progress';
import { SignOffStrategyReview } from './strategy/sign-off-review';
import { StrategyActivity } from './strategy/strategy-activity.entity';
import { StrategyApiController } from './strategy/strategy-api.controller';
import { StrategyController } from './strategy/strategy.controller';
import { StrategyEdition } from './strategy/strategy-edition.entity';
import { StrategyPlan } from './strategy/strategy-plan.entity';
import { StrategyReads } from './strategy/strategy-reads';

const entities = [
  StrategyPlan,
  StrategyActivity,
  StrategyEdition,
  StrategicRisk,
  StrategicRiskScore,
  LearningAction,
  RegisterEntry,
];
const verbs = [
  StartStrategyPlan,
  KeepActivity,
  RecordProgress,
  SignOffStrategyReview,
  KeepRisk,
  ScoreRisk,
  KeepLearning,
];

@Module({
  imports: [TypeOrmModule.forFeature(entities)],
  controllers: [
    // The pages of activities first: "/strategy-plan/…" must not take their addresses.
    ActivitiesController,
    StrategyController,
    RisksController,
    LearningController,
    StrategyApiController,
    RisksApiController,
    LearningApiController,
  ],
  providers: [...verbs, LineReminders, StrategyReads, RiskReads, LearningReads, registerPolicy(registersPolicy)],
  exports: verbs,
})
export class RegistersModule {}
