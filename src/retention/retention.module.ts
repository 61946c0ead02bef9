import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IndividualsModule } from '../individuals';
import { registerPolicy } from '../platform/access';
import { AskForDeletion } from './ask-for-deletion';
import { ChangeRule } from './change-rule';
import { DecideDeletion } from './decide-deletion';
import { Erasure } from './erasure.entity';
import { HoldRecord } from './hold-record';
import { LegalHold } from './legal-hold.entity';
import { RetentionLists } from './retention-lists';
import { retentionPolicy } from './retention.policy';
import { RetentionRule } from './retention-rule.entity';
import { CaseDeletionController } from './web/case-deletion.controller';
import { DeletionRequestsController } from './web/deletion-requests.controller';
import { RetentionController } from './web/retention.controller';

@Module({
  imports: [TypeOrmModule.forFeature([Erasure, LegalHold, RetentionRule]), IndividualsModule],
  controllers: [RetentionController, DeletionRequestsController, CaseDeletionController],
  providers: [AskForDeletion, DecideDeletion, HoldRecord, ChangeRule, RetentionLists, registerPolicy(retentionPolicy)],
})
export class RetentionModule {}
