import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActionsModule } from '../actions';
import { CohortModule } from '../cohort';
import { IndividualsModule } from '../individuals';
import { NotesModule } from '../notes';
import { registerPolicy } from '../platform/access';
import { PlansModule } from '../plans';
import { ReviewsModule } from '../reviews';
import { UsersModule } from '../users';
import { AddItem } from './add-item';
import { MeetingsApiController } from './api/meetings-api.controller';
import { BuildAgenda } from './build-agenda';
import { CarryOutDecision } from './carry-out-decision';
import { CaseSheets } from './case-sheets';
import { DecideItem } from './decide-item';
import { HoldMeeting } from './hold-meeting';
import { MeetingAttendance } from './meeting-attendance.entity';
import { MeetingEntry } from './meeting-entry.entity';
import { MeetingItem } from './meeting-item.entity';
import { MeetingPages } from './meeting-pages';
import { Meeting } from './meeting.entity';
import { meetingPolicy } from './meeting.policy';
import { PanelAgency } from './panel-agency.entity';
import { PanelConflict } from './panel-conflict.entity';
import { Panel } from './panel.entity';
import { PlanMeeting } from './plan-meeting';
import { MeetingItemsController } from './web/meeting-items.controller';
import { MeetingsController } from './web/meetings.controller';

const verbs = [PlanMeeting, BuildAgenda, AddItem, DecideItem, HoldMeeting];

@Module({
  imports: [
    TypeOrmModule.forFeature([
      Panel,
      PanelAgency,
      PanelConflict,
      Meeting,
      MeetingItem,
      MeetingAttendance,
      MeetingEntry,
    ]),
    UsersModule,
    IndividualsModule,
    ActionsModule,
    CohortModule,
    NotesModule,
    PlansModule,
    ReviewsModule,
  ],
  controllers: [MeetingsController, MeetingItemsController, MeetingsApiController],
  providers: [...verbs, CarryOutDecision, CaseSheets, MeetingPages, registerPolicy(meetingPolicy)],
  exports: verbs,
})
export class MeetingsModule {}
