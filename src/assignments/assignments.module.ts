import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IndividualsModule } from '../individuals';
import { registerPolicy } from '../platform/access';
import { Assign } from './assign';
import { Assignment } from './assignment.entity';
import { assignmentPolicy } from './assignment.policy';
import { EndAssignment } from './end-assignment';

@Module({
  imports: [TypeOrmModule.forFeature([Assignment]), IndividualsModule],
  providers: [Assign, EndAssignment, registerPolicy(assignmentPolicy)],
  exports: [Assign, EndAssignment],
})
export class AssignmentsModule {}
