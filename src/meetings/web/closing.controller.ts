import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { HoldMeeting } from '../hold-meeting';
import { MeetingPages } from '../meeting-pages';
import { meetingPaths } from '../paths';
import { type ClosingModel, presentClosing } from './present-closing';
import { VersionForm } from './version.form';

const CLOSING = 'meetings/views/closing.njk';

/** Closes a meeting, once whoever chairs it has read what is still unanswered. */
@Controller('meetings/:id')
@Roles('panel_member', 'panel_chair')
export class ClosingController {
  constructor(
    private readonly pages: MeetingPages,
    private readonly holdMeeting: HoldMeeting,
    private readonly clock: Clock,
  ) {}

  @Get('closing')
  @Render(CLOSING)
  async ask(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ClosingModel> {
    return presentClosing(await this.pages.toClose(actor, id), this.clock.now());
  }

  @Post('closure')
  async close(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { version } = checked(VersionForm, body);
        return this.holdMeeting.run(actor, { meetingId, version }, formSubmission(body));
      },
      saved: () => meetingPaths.decisions(meetingId),
      notice: 'Meeting closed',
      again: async () => ({
        view: CLOSING,
        model: presentClosing(await this.pages.toClose(actor, meetingId), this.clock.now()),
      }),
    });
  }
}
