import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IndividualsModule } from '../individuals';
import { registerPolicy } from '../platform/access';
import { CohortMembershipsApiController } from './api/cohort-memberships-api.controller';
import { ChangeTier } from './change-tier';
import { CohortHistory } from './cohort-history';
import { CohortMembership } from './cohort-membership.entity';
import { cohortMembershipPolicy } from './cohort-membership.policy';
import { EnterCohort } from './enter-cohort';
import { ExitCohort } from './exit-cohort';
import { CohortController } from './web/cohort.controller';

@Module({
  imports: [TypeOrmModule.forFeature([CohortMembership]), IndividualsModule],
  controllers: [CohortController, CohortMembershipsApiController],
  providers: [EnterCohort, ChangeTier, ExitCohort, CohortHistory, registerPolicy(cohortMembershipPolicy)],
  exports: [EnterCohort, ChangeTier, ExitCohort, CohortHistory],
})
export class CohortModule {}
