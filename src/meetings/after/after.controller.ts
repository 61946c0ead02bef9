import { Body, Controller, Get, Inject, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { SETTINGS, type Settings } from '../../config';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import type { Submission } from '../../platform/database';
import { sendPaper, writePdf } from '../../platform/pdf';
import { Clock } from '../../shared/clock';
import { meetingPaths } from '../paths';
import { AddEntry } from '../room/add-entry';
import { VersionForm } from '../web/version.form';
import { AttendanceCorrectionForm, CorrectionForm } from './after.forms';
import { CorrectAttendance } from './correct-attendance';
import { minutesPaper } from './minutes-paper';
import { MinutesPages } from './minutes-pages';
import { Papers } from './papers';
import { type MinutesModel, presentMinutes } from './present-minutes';

const MINUTES = 'meetings/views/minutes.njk';

@Controller('meetings/:id')
@Roles('panel_member', 'panel_chair')
export class AfterController {
  constructor(
    private readonly pages: MinutesPages,
    private readonly papers: Papers,
    private readonly addEntry: AddEntry,
    private readonly corrected: CorrectAttendance,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('minutes')
  @Render(MINUTES)
  async minutes(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<MinutesModel> {
    return presentMinutes(await this.pages.load(actor, id), this.clock.now());
  }

  @Get('minutes/paper')
  async paper(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() response: Response): Promise<void> {
    const now = this.clock.now();
    const minutes = presentMinutes(await this.pages.load(actor, id, 'meeting_minutes.copied'), now);
    const bytes = await writePdf(minutesPaper(minutes, actor, this.settings.partnershipName, now));
    sendPaper(response, `minutes-${minutes.meeting.heldOn}`, bytes);
  }

  @Post('minutes/corrections')
  async correct(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const correction = { meetingId, kind: 'correction' as const, ...checked(CorrectionForm, body) };
        return this.addEntry.run(actor, correction, formSubmission(body));
      },
      saved: () => meetingPaths.minutes(meetingId),
      notice: 'Correction added',
      again: async () => ({
        view: MINUTES,
        model: presentMinutes(await this.pages.load(actor, meetingId), this.clock.now(), body),
      }),
    });
  }

  @Post('attendance/corrections')
  async correctAttendance(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const asked = { meetingId, ...checked(AttendanceCorrectionForm, body) };
        return this.corrected.run(actor, asked, formSubmission(body));
      },
      saved: () => meetingPaths.minutes(meetingId),
      notice: 'Attendance corrected',
      again: async () => ({
        view: MINUTES,
        model: presentMinutes(await this.pages.load(actor, meetingId), this.clock.now(), body),
      }),
    });
  }

  @Post('action-list/issue')
  @Roles('panel_chair')
  issueActions(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    return this.step(actor, id, body, response, 'The action list went round', (paper, submission) =>
      this.papers.issueActions(actor, paper, submission),
    );
  }

  @Post('minutes/issue')
  @Roles('panel_chair')
  issueMinutes(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    return this.step(actor, id, body, response, 'The minutes went round', (paper, submission) =>
      this.papers.issueMinutes(actor, paper, submission),
    );
  }

  @Post('minutes/approval')
  approve(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    return this.step(actor, id, body, response, 'Minutes approved and sealed', (paper, submission) =>
      this.papers.approve(actor, paper, submission),
    );
  }

  private async step(
    actor: Actor,
    meetingId: string,
    body: Record<string, unknown>,
    response: Response,
    notice: string,
    act: (paper: { meetingId: string; version: number }, submission: Submission | undefined) => Promise<unknown>,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => act({ meetingId, version: checked(VersionForm, body).version }, formSubmission(body)),
      saved: () => meetingPaths.minutes(meetingId),
      notice,
      again: async () => ({
        view: MINUTES,
        model: presentMinutes(await this.pages.load(actor, meetingId), this.clock.now()),
      }),
    });
  }
}
