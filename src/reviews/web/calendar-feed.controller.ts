import { Body, Controller, Get, Inject, Post, Render, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { SETTINGS, type Settings } from '../../config';
import { type Actor, CurrentActor, Roles, StepUp } from '../../platform/access';
import { formSubmission, sessionSaved } from '../../platform/http';
import { CalendarFeeds } from '../calendar-feeds';
import { reviewPaths } from '../paths';
import { type CalendarFeedModel, presentCalendarFeed, presentNewCalendarFeed } from './present-calendar-feed';

/** A person's own calendar address: made, replaced, ended. Nobody makes one for somebody else. */
@Controller('account/calendar')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class CalendarFeedController {
  constructor(
    private readonly feeds: CalendarFeeds,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Render('reviews/views/calendar-feed.njk')
  async show(@CurrentActor() actor: Actor): Promise<CalendarFeedModel> {
    return presentCalendarFeed(await this.feeds.newest(actor));
  }

  /** The answer is the page itself, not a redirect: the address is in it and nowhere else. */
  @Post()
  @StepUp()
  async make(
    @CurrentActor() actor: Actor,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    const { secret } = await this.feeds.make(actor, formSubmission(body));
    const address = `${this.settings.baseUrl}${reviewPaths.calendarFile(secret)}`;
    response.status(201).render('reviews/views/new-calendar-feed.njk', presentNewCalendarFeed(address));
  }

  @Post('ending')
  async end(@CurrentActor() actor: Actor, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.feeds.end(actor);
    request.session.notice = 'The address of your calendar has ended';
    await sessionSaved(response);
    response.redirect(303, reviewPaths.calendar);
  }
}
