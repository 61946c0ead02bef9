import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IndividualsModule } from '../individuals';
import { registerPolicy } from '../platform/access';
import { Action } from './action.entity';
import { actionPolicy } from './action.policy';
import { ActionUpdate } from './action-update.entity';
import { AddAction } from './add-action';
import { ActionsApiController } from './api/actions-api.controller';
import { CaseActions } from './case-actions';
import { CloseAction } from './close-action';
import { EndOpenActions } from './end-open-actions';
import { ReadAction } from './read-action';
import { ReassignAction } from './reassign-action';
import { UpdateAction } from './update-action';
import { ActionPage } from './web/action-page';
import { ActionUpdatesController } from './web/action-updates.controller';
import { ActionsController } from './web/actions.controller';

@Module({
  imports: [TypeOrmModule.forFeature([Action, ActionUpdate]), IndividualsModule],
  controllers: [ActionsController, ActionUpdatesController, ActionsApiController],
  providers: [
    AddAction,
    CloseAction,
    UpdateAction,
    EndOpenActions,
    CaseActions,
    ReadAction,
    ActionPage,
    ReassignAction,
    registerPolicy(actionPolicy),
  ],
  exports: [AddAction, CloseAction, UpdateAction, EndOpenActions, CaseActions, ReadAction, ReassignAction],
})
export class ActionsModule {}
