import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActionsModule } from '../actions';
import { AssignmentsModule } from '../assignments';
import { CohortModule } from '../cohort';
import { IndividualsModule } from '../individuals';
import { NotesModule } from '../notes';
import { registerPolicy } from '../platform/access';
import { PlansModule } from '../plans';
import { ReviewsModule } from '../reviews';
import { ScreeningsModule } from '../screenings';
import { UsersModule } from '../users';
import { AddItem } from './add-item';
import { AlsoDecided } from './also-decided';
import { AfterController } from './after/after.controller';
import { AnswerActions } from './after/answer-actions';
import { OutstandingController } from './after/outstanding.controller';
import { AnswerAction } from './after/answer-action';
import { MeetingTopic } from './business/meeting-topic.entity';
import { AskPanel } from './business/ask-panel';
import { PanelQuestionController } from './business/panel-question.controller';
import { PutOffTopic } from './business/put-off-topic';
import { Topics } from './business/topics';
import { TopicsController } from './business/topics.controller';
import { MinutesPages } from './after/minutes-pages';
import { Papers } from './after/papers';
import { MeetingWorkApiController } from './api/meeting-work-api.controller';
import { CaseAsksApiController } from './api/case-asks-api.controller';
import { FiguresApiController } from './api/figures-api.controller';
import { PapersApiController } from './api/papers-api.controller';
import { TopicsApiController } from './api/topics-api.controller';
import { FigurePages } from './figure-pages';
import { MinutesApiController } from './api/minutes-api.controller';
import { MeetingsApiController } from './api/meetings-api.controller';
import { BuildAgenda } from './build-agenda';
import { CarryOutDecision } from './carry-out-decision';
import { CaseSheets } from './case-sheets';
import { CohortEntryApiController } from './api/cohort-entry-api.controller';
import { DecideEntry } from './cohort-entry/decide-entry';
import { EntryController } from './cohort-entry/entry.controller';
import { EntryPages } from './cohort-entry/entry-pages';
import { DecideItem } from './decide-item';
import { DeferItem } from './defer-item';
import { PutBack } from './put-back';
import { PanelHome } from './home';
import { DiaryApiController } from './api/diary-api.controller';
import { ChangeMeeting } from './diary/change-meeting';
import { DiaryController } from './diary/diary.controller';
import { HoldMeeting } from './hold-meeting';
import { MeetingAttendance } from './meeting-attendance.entity';
import { MeetingEntry } from './meeting-entry.entity';
import { MeetingItem } from './meeting-item.entity';
import { ItemPages } from './item-pages';
import { LeftItems } from './left-item';
import { MeetingPages } from './meeting-pages';
import { WaitingCases } from './waiting-cases';
import { Meeting } from './meeting.entity';
import { meetingPolicy } from './meeting.policy';
import { MakeCopy } from './pack/make-copy';
import { PackController } from './pack/pack.controller';
import { PackPages } from './pack/pack-pages';
import { ReturnInformation } from './pack/return-information';
import { MoveItem } from './move-item';
import { AddPanel } from './panels/add-panel';
import { ChangePanel } from './panels/change-panel';
import { PanelPages } from './panels/panel-pages';
import { PanelsApiController } from './panels/panels-api.controller';
import { PanelsController } from './panels/panels.controller';
import { Seats } from './panels/seats';
import { PanelAgency } from './panel-agency.entity';
import { CorrectAttendance } from './after/correct-attendance';
import { MeetingsInCalendar } from './diary/meetings-in-calendar';
import { PanelConflict } from './panel-conflict.entity';
import { Panel } from './panel.entity';
import { PlanMeeting } from './plan-meeting';
import { AddEntry } from './room/add-entry';
import { Conflicts } from './room/conflicts';
import { DeferralController } from './room/deferral.controller';
import { ItemRoomController } from './room/item-room.controller';
import { NameChair } from './room/name-chair';
import { OpenMeeting } from './room/open-meeting';
import { RecordAttendance } from './room/record-attendance';
import { GuestsApiController } from './api/guests-api.controller';
import { Guests } from './room/guests';
import { GuestsController } from './room/guests.controller';
import { MeetingGuest } from './room/meeting-guest.entity';
import { RoomController } from './room/room.controller';
import { RoomEntries } from './room/room-entries';
import { RoomEntriesController } from './room/room-entries.controller';
import { RoomPages } from './room/room-pages';
import { AskTransfer } from './transfers/ask-transfer';
import { CaseTransfer } from './transfers/case-transfer.entity';
import { TransferController } from './transfers/transfer.controller';
import { MeetingItemsController } from './web/meeting-items.controller';
import { FiguresController } from './web/figures.controller';
import { ClosingController } from './web/closing.controller';
import { MeetingsController } from './web/meetings.controller';
import { PageAgain } from './web/page-again';

const verbs = [
  PlanMeeting,
  BuildAgenda,
  AddItem,
  DeferItem,
  PutBack,
  MoveItem,
  NameChair,
  OpenMeeting,
  RecordAttendance,
  Conflicts,
  AddEntry,
  DecideItem,
  DecideEntry,
  HoldMeeting,
  ChangeMeeting,
  AnswerAction,
  AnswerActions,
  CorrectAttendance,
  Guests,
  ReturnInformation,
  MakeCopy,
  Papers,
  ChangePanel,
  Seats,
  PutOffTopic,
  Topics,
  AskPanel,
  AskTransfer,
  AddPanel,
];

@Module({
  imports: [
    TypeOrmModule.forFeature([
      Panel,
      PanelAgency,
      PanelConflict,
      Meeting,
      MeetingItem,
      MeetingAttendance,
      MeetingGuest,
      MeetingEntry,
      MeetingTopic,
      CaseTransfer,
    ]),
    UsersModule,
    IndividualsModule,
    ActionsModule,
    AssignmentsModule,
    CohortModule,
    NotesModule,
    PlansModule,
    ReviewsModule,
    ScreeningsModule,
  ],
  controllers: [
    FiguresController,
    FiguresApiController,
    MeetingsController,
    ClosingController,
    OutstandingController,
    MeetingItemsController,
    ItemRoomController,
    EntryController,
    DeferralController,
    RoomEntriesController,
    RoomController,
    GuestsController,
    GuestsApiController,
    DiaryController,
    DiaryApiController,
    TopicsController,
    PanelQuestionController,
    TransferController,
    AfterController,
    PackController,
    MeetingsApiController,
    MeetingWorkApiController,
    MinutesApiController,
    PapersApiController,
    TopicsApiController,
    CaseAsksApiController,
    CohortEntryApiController,
    PanelsController,
    PanelsApiController,
  ],
  providers: [
    ...verbs,
    AlsoDecided,
    CarryOutDecision,
    CaseSheets,
    EntryPages,
    FigurePages,
    ItemPages,
    LeftItems,
    MeetingPages,
    WaitingCases,
    PanelPages,
    PackPages,
    PageAgain,
    PanelHome,
    MeetingsInCalendar,
    RoomPages,
    RoomEntries,
    MinutesPages,
    registerPolicy(meetingPolicy),
  ],
  exports: verbs,
})
export class MeetingsModule {}
