import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, Matches, MaxLength } from 'class-validator';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { checked, IfMatch } from '../../platform/http';
import { ChangeMeeting } from '../diary/change-meeting';
import { PlanMeetingRequest } from './meeting.request';
import { AddedResponse } from './meeting.response';

class CancelMeetingRequest {
  @ApiProperty({ maxLength: 500 })
  @IsString({ message: 'Enter the reason' })
  @Matches(/\S/, { message: 'Enter the reason' })
  @MaxLength(500, { message: 'Reason must be 500 characters or fewer' })
  reason!: string;
}

class MoveMeetingRequest extends PlanMeetingRequest {
  @ApiProperty({ maxLength: 500 })
  @IsString({ message: 'Enter the reason' })
  @Matches(/\S/, { message: 'Enter the reason' })
  @MaxLength(500, { message: 'Reason must be 500 characters or fewer' })
  reason!: string;
}

/** Another day, time or place for a meeting, or none. */
@ApiTags('meetings')
@ApiBearerAuth()
@Controller('api/v1/meetings/:id')
@Roles('panel_chair')
export class DiaryApiController {
  constructor(private readonly changeMeeting: ChangeMeeting) {}

  /** Everybody on the panel is told. */
  @Post('move')
  @ApiCreatedResponse({ type: AddedResponse })
  move(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @IfMatch('meeting') version: number,
    @Body() body: MoveMeetingRequest,
  ): Promise<AddedResponse> {
    const { heldOn, startsAt, place, reason, onRestDay } = checked(MoveMeetingRequest, body);
    return this.changeMeeting.move(actor, { meetingId, version, heldOn, startsAt, place, reason, onRestDay });
  }

  /** Its agenda is owed again. Everybody on the panel is told. */
  @Post('cancellation')
  @ApiCreatedResponse({ type: AddedResponse })
  cancel(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @IfMatch('meeting') version: number,
    @Body() body: CancelMeetingRequest,
  ): Promise<AddedResponse> {
    return this.changeMeeting.cancel(actor, { meetingId, version, ...checked(CancelMeetingRequest, body) });
  }
}
