import { Module } from '@nestjs/common';
import { ClosePlanAtExit } from './close-plan-at-exit';
import { PlansModule } from './plans.module';

/** What follows in the plan when somebody leaves the cohort. */
@Module({ imports: [PlansModule], providers: [ClosePlanAtExit] })
export class PlansAtExitModule {}
