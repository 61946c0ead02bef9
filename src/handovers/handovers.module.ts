import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActionsModule } from '../actions';
import { AssignmentsModule } from '../assignments';
import { IndividualsModule } from '../individuals';
import { registerPolicy } from '../platform/access';
import { UsersModule } from '../users';
import { WorkCountsModule } from '../web/work-counts';
import { HandoversApiController } from './api/handovers-api.controller';
import { ChooseOwners } from './choose-owners';
import { ConfirmHandover } from './confirm-handover';
import { CountOfGone } from './count-of-gone';
import { FollowPeople } from './follow-people';
import { Handover } from './handover.entity';
import { handoverPolicy } from './handover.policy';
import { HandoverPreviews } from './handover-previews';
import { Holdings } from './holdings';
import { MoveThing } from './move-thing';
import { PrepareHandover } from './prepare-handover';
import { SendHandoverNotice } from './send-handover-notice';
import { UndoHandover } from './undo-handover';
import { HandoverNoticesController } from './web/handover-notices.controller';
import { HandoverPages } from './web/handover-pages';
import { HandoverStepsController } from './web/handover-steps.controller';
import { HandoversController } from './web/handovers.controller';

@Module({
  imports: [
    TypeOrmModule.forFeature([Handover]),
    ActionsModule,
    AssignmentsModule,
    IndividualsModule,
    UsersModule,
    WorkCountsModule,
  ],
  controllers: [HandoversController, HandoverStepsController, HandoverNoticesController, HandoversApiController],
  providers: [
    Holdings,
    HandoverPreviews,
    PrepareHandover,
    ChooseOwners,
    ConfirmHandover,
    MoveThing,
    UndoHandover,
    FollowPeople,
    SendHandoverNotice,
    HandoverPages,
    CountOfGone,
    registerPolicy(handoverPolicy),
  ],
  exports: [PrepareHandover, ChooseOwners, ConfirmHandover, UndoHandover],
})
export class HandoversModule {}
