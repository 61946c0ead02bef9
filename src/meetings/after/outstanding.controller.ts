import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, formSubmission } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { Invalid } from '../../shared/errors';
import { meetingPaths } from '../paths';
import { AnswerActions } from './answer-actions';
import { MinutesPages } from './minutes-pages';
import { answersOf, fieldsOfRows } from './outstanding.forms';
import { type OutstandingModel, presentOutstanding } from './present-outstanding';

const OUTSTANDING = 'meetings/views/outstanding.njk';

/** What earlier meetings asked for: one form for all of it, so that the panel goes down the list and saves once. */
@Controller('meetings/:id/outstanding-actions')
@Roles('panel_member', 'panel_chair')
export class OutstandingController {
  constructor(
    private readonly pages: MinutesPages,
    private readonly answerActions: AnswerActions,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Render(OUTSTANDING)
  async outstanding(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<OutstandingModel> {
    return presentOutstanding(await this.pages.load(actor, id, 'meeting.read'), this.clock.today());
  }

  @Post()
  async answer(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => this.record(actor, meetingId, body),
      saved: () => meetingPaths.outstanding(meetingId),
      notice: ({ answered }) => (answered === 1 ? '1 answer saved' : `${answered} answers saved`),
      again: async () => ({
        view: OUTSTANDING,
        model: presentOutstanding(await this.pages.load(actor, meetingId, 'meeting.read'), this.clock.today(), body),
      }),
    });
  }

  private async record(actor: Actor, meetingId: string, body: Record<string, unknown>): Promise<{ answered: number }> {
    try {
      return await this.answerActions.run(actor, { meetingId, answers: answersOf(body) }, formSubmission(body));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      throw new Invalid(fieldsOfRows(body, error.problems), error.message);
    }
  }
}
