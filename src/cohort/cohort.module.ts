import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IndividualsModule } from '../individuals';
import { registerPolicy } from '../platform/access';
import { ChangeTier } from './change-tier';
import { CohortMembership } from './cohort-membership.entity';
import { cohortMembershipPolicy } from './cohort-membership.policy';
import { EnterCohort } from './enter-cohort';
import { ExitCohort } from './exit-cohort';

@Module({
  imports: [TypeOrmModule.forFeature([CohortMembership]), IndividualsModule],
  providers: [EnterCohort, ChangeTier, ExitCohort, registerPolicy(cohortMembershipPolicy)],
  exports: [EnterCohort, ChangeTier, ExitCohort],
})
export class CohortModule {}
