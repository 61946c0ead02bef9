import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IndividualsModule } from '../individuals';
import { registerPolicy } from '../platform/access';
import { Action } from './action.entity';
import { actionPolicy } from './action.policy';
import { AddAction } from './add-action';
import { CaseActions } from './case-actions';
import { CloseAction } from './close-action';

@Module({
  imports: [TypeOrmModule.forFeature([Action]), IndividualsModule],
  providers: [AddAction, CloseAction, CaseActions, registerPolicy(actionPolicy)],
  exports: [AddAction, CloseAction, CaseActions],
})
export class ActionsModule {}
