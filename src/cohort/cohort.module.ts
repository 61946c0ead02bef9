import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActionsModule } from '../actions';
import { IndividualsModule } from '../individuals';
import { registerPolicy } from '../platform/access';
import { UsersModule } from '../users';
import { WorkCountsModule } from '../web/work-counts';
import { CohortMembershipsApiController } from './api/cohort-memberships-api.controller';
import { IdentificationMethodsApiController } from './api/identification-methods-api.controller';
import { ProposedEntryApiController } from './api/proposed-entry-api.controller';
import { ChangeTier } from './change-tier';
import { CohortHistory } from './cohort-history';
import { CohortMembership } from './cohort-membership.entity';
import { cohortMembershipPolicy } from './cohort-membership.policy';
import { AskForDecision } from './decisions/ask-for-decision';
import { CohortDecision } from './decisions/cohort-decision.entity';
import { CountOfDecisions } from './decisions/count-of-decisions';
import { DecideAgainstEntry } from './decisions/decide-against-entry';
import { DecisionsApiController } from './decisions/decisions-api.controller';
import { DecisionsController } from './decisions/decisions.controller';
import { RefusalPages } from './decisions/refusal-pages';
import { EnterCohort } from './enter-cohort';
import { ExitCohort } from './exit-cohort';
import { CohortCriterionMet } from './grounds/cohort-criterion-met.entity';
import { CohortDecider } from './grounds/cohort-decider.entity';
import { CohortEvidence } from './grounds/cohort-evidence.entity';
import { CohortValidation } from './grounds/cohort-validation.entity';
import { DraftMethod } from './method/draft-method';
import { IdentificationCriterion } from './method/identification-criterion.entity';
import { IdentificationCycle } from './method/identification-cycle.entity';
import { IdentificationMethod } from './method/identification-method.entity';
import { identificationMethodPolicy } from './method/identification-method.policy';
import { IdentificationMethods } from './method/methods';
import { PutMethodInForce } from './method/put-method-in-force';
import { RecordCycle } from './method/record-cycle';
import { PlaceForecasts } from './place-forecasts';
import { ProposedEntries } from './proposed-entry';
import { ValidateMembership } from './validate-membership';
import { CohortPages } from './forms/cohort-pages';
import { CohortController } from './web/cohort.controller';
import { MethodController } from './web/method.controller';

const membership = [
  CohortMembership,
  CohortCriterionMet,
  CohortEvidence,
  CohortDecider,
  CohortValidation,
  CohortDecision,
];
const method = [IdentificationMethod, IdentificationCriterion, IdentificationCycle];
const verbs = [
  EnterCohort,
  DecideAgainstEntry,
  ChangeTier,
  ValidateMembership,
  ExitCohort,
  DraftMethod,
  PutMethodInForce,
  RecordCycle,
];

@Module({
  imports: [
    TypeOrmModule.forFeature([...membership, ...method]),
    ActionsModule,
    IndividualsModule,
    UsersModule,
    WorkCountsModule,
  ],
  controllers: [
    CohortController,
    DecisionsController,
    DecisionsApiController,
    MethodController,
    CohortMembershipsApiController,
    IdentificationMethodsApiController,
    ProposedEntryApiController,
  ],
  providers: [
    ...verbs,
    AskForDecision,
    CountOfDecisions,
    CohortHistory,
    CohortPages,
    PlaceForecasts,
    RefusalPages,
    IdentificationMethods,
    ProposedEntries,
    registerPolicy(cohortMembershipPolicy),
    registerPolicy(identificationMethodPolicy),
  ],
  exports: [...verbs, CohortHistory, CohortPages, IdentificationMethods, PlaceForecasts, RefusalPages],
})
export class CohortModule {}
