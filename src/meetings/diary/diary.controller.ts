import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { checkedWithDays } from '../../web/forms/checked-with-days';
import { typedText } from '../../web/forms/typed-text';
import { MeetingPages } from '../meeting-pages';
import { meetingPaths } from '../paths';
import { presentMeeting } from '../web/present-meetings';
import { ChangeMeeting } from './change-meeting';
import { CancelPageForm, MoveMeetingForm } from './diary.forms';

const VIEW = 'meetings/views/change-meeting.njk';

/** Another day, time or place for a meeting, or none: with the reason. */
@Controller('meetings/:id')
@Roles('panel_chair')
export class DiaryController {
  constructor(
    private readonly pages: MeetingPages,
    private readonly changeMeeting: ChangeMeeting,
  ) {}

  @Get('change')
  @Render(VIEW)
  form(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ChangeMeetingModel> {
    return this.model(actor, id, {});
  }

  @Post('move')
  async move(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const form = checkedWithDays(MoveMeetingForm, body, { heldOn: 'Date of the meeting' });
        const { version, heldOn, startsAt, place, reason, onRestDay } = form;
        const moved = { meetingId, version, heldOn, startsAt, place, reason, onRestDay };
        return this.changeMeeting.move(actor, moved, formSubmission(body));
      },
      saved: () => meetingPaths.meeting(meetingId),
      notice: 'Meeting moved. Everybody on the panel is told',
      again: async () => ({ view: VIEW, model: await this.model(actor, meetingId, body) }),
    });
  }

  @Post('cancellation')
  async cancel(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { version, cancelReason: reason } = checked(CancelPageForm, body);
        return this.changeMeeting.cancel(actor, { meetingId, version, reason }, formSubmission(body));
      },
      saved: () => meetingPaths.meeting(meetingId),
      notice: 'Meeting cancelled. Everybody on the panel is told',
      again: async () => ({ view: VIEW, model: await this.model(actor, meetingId, body) }),
    });
  }

  private async model(actor: Actor, id: string, body: Record<string, unknown>) {
    const { meeting } = await this.pages.agenda(actor, id);
    const [year = '', month = '', day = ''] = meeting.held_on.split('-');
    const typed = (name: string, now: string): string => (name in body ? typedText(body[name]) : now);
    return {
      meeting: presentMeeting(meeting),
      version: meeting.version,
      hasBegun: meeting.started_at !== null,
      typed: {
        'heldOn-day': typed('heldOn-day', String(Number(day))),
        'heldOn-month': typed('heldOn-month', String(Number(month))),
        'heldOn-year': typed('heldOn-year', year),
        startsAt: typed('startsAt', meeting.starts_at),
        place: typed('place', meeting.place),
        reason: typed('reason', ''),
        cancelReason: typed('cancelReason', ''),
      },
      moveHref: meetingPaths.move(id),
      cancelHref: meetingPaths.cancellation(id),
      backHref: meetingPaths.meeting(id),
    };
  }
}

type ChangeMeetingModel = Awaited<ReturnType<DiaryController['model']>>;
