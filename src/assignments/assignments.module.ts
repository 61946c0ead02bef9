import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CohortModule } from '../cohort';
import { IndividualsModule } from '../individuals';
import { registerPolicy } from '../platform/access';
import { UsersModule } from '../users';
import { AssignmentsApiController } from './api/assignments-api.controller';
import { Assign } from './assign';
import { Assignment } from './assignment.entity';
import { assignmentPolicy } from './assignment.policy';
import { CaseAssignments } from './case-assignments';
import { EndAssignment } from './end-assignment';
import { FollowIndividuals } from './follow-individuals';
import { ReturnAssignment } from './return-assignment';
import { PeopleController } from './web/people.controller';

@Module({
  imports: [TypeOrmModule.forFeature([Assignment]), IndividualsModule, CohortModule, UsersModule],
  controllers: [PeopleController, AssignmentsApiController],
  providers: [
    Assign,
    EndAssignment,
    ReturnAssignment,
    FollowIndividuals,
    CaseAssignments,
    registerPolicy(assignmentPolicy),
  ],
  exports: [Assign, EndAssignment, ReturnAssignment, CaseAssignments],
})
export class AssignmentsModule {}
