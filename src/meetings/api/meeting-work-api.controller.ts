import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import type { Submission } from '../../platform/database';
import { checked, IdempotencyKey, IfMatch } from '../../platform/http';
import { DeferItem } from '../defer-item';
import { PutBack } from '../put-back';
import { AddEntry } from '../room/add-entry';
import { Conflicts } from '../room/conflicts';
import { NameChair } from '../room/name-chair';
import { OpenMeeting } from '../room/open-meeting';
import { RecordAttendance } from '../room/record-attendance';
import {
  AttendanceRequest,
  ConflictRequest,
  DeferralRequest,
  EntryRequest,
  NamingRequest,
  OpeningRequest,
} from './meeting-work.request';
import { AddedResponse } from './meeting.response';

/** What is done in the room beside deciding. */
@ApiTags('meetings')
@ApiBearerAuth()
@Controller('api/v1/meetings/:id')
@Roles('panel_member', 'panel_chair')
export class MeetingWorkApiController {
  constructor(
    private readonly openMeeting: OpenMeeting,
    private readonly nameChair: NameChair,
    private readonly recordAttendance: RecordAttendance,
    private readonly addEntry: AddEntry,
    private readonly conflicts: Conflicts,
    private readonly deferItem: DeferItem,
    private readonly putBack: PutBack,
  ) {}

  /** The confidentiality statement was read out: the meeting begins. */
  @Post('opening')
  @ApiCreatedResponse({ type: AddedResponse })
  open(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @IfMatch('meeting') version: number,
    @Body() body: OpeningRequest,
  ): Promise<AddedResponse> {
    return this.openMeeting.run(actor, { meetingId, version, ...checked(OpeningRequest, body) });
  }

  /**
   * While the panel's chair is away: whoever is named runs this one meeting, until it is closed or somebody else is named. By a chair; by any member,
   * with a reason, on the day or while it is open, while no chair of the panel is there (recorded as away, or without an account).
   */
  @Post('chair')
  @ApiCreatedResponse({ type: AddedResponse })
  chair(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @IfMatch('meeting') version: number,
    @Body() body: NamingRequest,
  ): Promise<AddedResponse> {
    return this.nameChair.run(actor, { meetingId, version, ...checked(NamingRequest, body) });
  }

  /** Only what differs from what was seen is written; what somebody else changed meanwhile is refused with 409. */
  @Post('attendances')
  @ApiCreatedResponse({ type: AddedResponse })
  async attend(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Body() body: AttendanceRequest,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<AddedResponse> {
    const attendances = checked(AttendanceRequest, body).attendances.map(
      ({ userId, status, hasAccepted = false, seenStatus = null, seenAccepted = false }) => ({
        userId,
        status,
        hasAccepted,
        seen: { status: seenStatus, hasAccepted: seenAccepted },
      }),
    );
    await this.recordAttendance.run(actor, { meetingId, attendances }, submission);
    return { id: meetingId };
  }

  /** Something said of the meeting as a whole. */
  @Post('entries')
  @ApiCreatedResponse({ type: AddedResponse })
  write(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Body() body: EntryRequest,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<AddedResponse> {
    return this.addEntry.run(actor, { meetingId, ...checked(EntryRequest, body) }, submission);
  }

  /** An agency's return before the meeting, what is said in the room, or a correction afterwards. */
  @Post('items/:itemId/entries')
  @ApiCreatedResponse({ type: AddedResponse })
  writeOfCase(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('itemId') itemId: string,
    @Body() body: EntryRequest,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<AddedResponse> {
    return this.addEntry.run(actor, { meetingId, itemId, ...checked(EntryRequest, body) }, submission);
  }

  /** Whoever has a conflict of interest loses the item and the case at once. */
  @Post('items/:itemId/conflict')
  @ApiCreatedResponse({ type: AddedResponse })
  declare(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('itemId') itemId: string,
    @Body() body: ConflictRequest,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<AddedResponse> {
    return this.conflicts.declare(actor, { meetingId, itemId, ...checked(ConflictRequest, body) }, submission);
  }

  @Post('items/:itemId/deferral')
  @ApiCreatedResponse({ type: AddedResponse })
  putOff(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('itemId') itemId: string,
    @IfMatch('item') version: number,
    @Body() body: DeferralRequest,
  ): Promise<AddedResponse> {
    return this.deferItem.run(actor, { meetingId, itemId, version, ...checked(DeferralRequest, body) });
  }

  /** Takes a deferral back while the meeting is not closed; that it was put off, and why, stays written down. */
  @Post('items/:itemId/return-to-agenda')
  @ApiCreatedResponse({ type: AddedResponse })
  returnToAgenda(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('itemId') itemId: string,
    @IfMatch('item') version: number,
  ): Promise<AddedResponse> {
    return this.putBack.run(actor, { meetingId, itemId, version });
  }
}
