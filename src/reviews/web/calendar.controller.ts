import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { SETTINGS, type Settings } from '../../config';
import { Public } from '../../platform/access';
import { CalendarFeeds } from '../calendar-feeds';
import { CalendarLimits } from '../calendar-limits';

/**
 * What a calendar program reads. It cannot sign in, so the secret in the address is who it is: public to the guards, and
 * nothing to anyone without the secret.
 */
@Controller('calendar')
@Public()
export class CalendarController {
  constructor(
    private readonly feeds: CalendarFeeds,
    private readonly limits: CalendarLimits,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get(':secret.ics')
  async read(@Param('secret') secret: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.limits.count('address', request.ip ?? '');
    const { feedId, actor } = await this.feeds.holderOf(secret);
    await this.limits.count('feed', feedId);
    const asked = { ...actor, requestId: request.requestId, address: request.ip };
    const file = await this.feeds.read(asked, feedId, this.settings.baseUrl);
    response.type('text/calendar').setHeader('Content-Disposition', 'attachment; filename="calendar.ics"').send(file);
  }
}
