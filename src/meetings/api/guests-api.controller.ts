import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import type { Submission } from '../../platform/database';
import { checked, IdempotencyKey, IfMatch } from '../../platform/http';
import { CorrectAttendance } from '../after/correct-attendance';
import { Guests } from '../room/guests';
import { AttendanceCorrectionRequest, GuestRequest } from './guests.request';
import { AddedResponse } from './meeting.response';

/** Who else was in the room, and who was there after all. */
@ApiTags('meetings')
@ApiBearerAuth()
@Controller('api/v1/meetings/:id')
@Roles('panel_member', 'panel_chair')
export class GuestsApiController {
  constructor(
    private readonly guests: Guests,
    private readonly correctAttendance: CorrectAttendance,
  ) {}

  /** Being named gives access to nothing. */
  @Post('guests')
  @ApiCreatedResponse({ type: AddedResponse })
  add(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Body() body: GuestRequest,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<AddedResponse> {
    return this.guests.add(actor, { meetingId, ...checked(GuestRequest, body) }, submission);
  }

  @Post('guests/:guestId/removal')
  @ApiCreatedResponse({ type: AddedResponse })
  remove(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('guestId') guestId: string,
    @IfMatch('guest') version: number,
  ): Promise<AddedResponse> {
    return this.guests.remove(actor, { meetingId, guestId, version });
  }

  @Post('guests/:guestId/statement')
  @ApiCreatedResponse({ type: AddedResponse })
  hear(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('guestId') guestId: string,
    @IfMatch('guest') version: number,
  ): Promise<AddedResponse> {
    return this.guests.hear(actor, { meetingId, guestId, version });
  }

  /** After the closing: what was recorded stays, with what is right and why beside it. */
  @Post('attendance-corrections')
  @ApiCreatedResponse({ type: AddedResponse })
  correct(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Body() body: AttendanceCorrectionRequest,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<AddedResponse> {
    return this.correctAttendance.run(actor, { meetingId, ...checked(AttendanceCorrectionRequest, body) }, submission);
  }
}
