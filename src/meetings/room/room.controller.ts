import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { meetingPaths } from '../paths';
import { PageAgain } from '../web/page-again';
import { VersionForm } from '../web/version.form';
import { Conflicts } from './conflicts';
import { NameChair } from './name-chair';
import { OpenMeeting } from './open-meeting';
import { presentRoom, type RoomModel } from './present-room';
import { RecordAttendance } from './record-attendance';
import { attendancesOf, NamingForm, OpeningForm } from './room.forms';
import { RoomPages } from './room-pages';

const ROOM = 'meetings/views/room.njk';

@Controller('meetings/:id')
@Roles('panel_member', 'panel_chair')
export class RoomController {
  constructor(
    private readonly pages: RoomPages,
    private readonly page: PageAgain,
    private readonly openMeeting: OpenMeeting,
    private readonly nameChair: NameChair,
    private readonly recordAttendance: RecordAttendance,
    private readonly conflicts: Conflicts,
    private readonly clock: Clock,
  ) {}

  @Get('room')
  @Render(ROOM)
  async room(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<RoomModel> {
    return presentRoom(await this.pages.load(actor, id), this.clock.now());
  }

  @Post('opening')
  async open(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => this.openMeeting.run(actor, { meetingId, ...checked(OpeningForm, body) }, formSubmission(body)),
      saved: () => meetingPaths.room(meetingId),
      notice: 'The meeting is open',
      again: async () => this.page.room(actor, meetingId, body),
    });
  }

  @Post('chair')
  async chair(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => this.nameChair.run(actor, { meetingId, ...checked(NamingForm, body) }, formSubmission(body)),
      saved: () => meetingPaths.room(meetingId),
      notice: 'Who chairs is saved',
      again: async () => this.page.room(actor, meetingId, body),
    });
  }

  @Post('attendance')
  async attendance(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const attendances = attendancesOf(body);
        return this.recordAttendance.run(actor, { meetingId, attendances }, formSubmission(body));
      },
      saved: () => meetingPaths.room(meetingId),
      notice: 'Attendance saved',
      again: async () => this.page.room(actor, meetingId, body),
    });
  }

  @Post('conflicts/:conflictId/ending')
  async endConflict(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('conflictId') conflictId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { version } = checked(VersionForm, body);
        return this.conflicts.end(actor, { meetingId, conflictId, version }, formSubmission(body));
      },
      saved: () => meetingPaths.room(meetingId),
      notice: 'Conflict of interest ended',
      again: async () => this.page.room(actor, meetingId, {}),
    });
  }
}
