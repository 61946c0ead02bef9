import { Controller, Get, Inject, Param, Post, Render, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { SETTINGS, type Settings } from '../../config';
import { type Actor, CurrentActor, SignedIn } from '../../platform/access';
import { OwnSessions, type ThisBrowser } from '../../platform/auth';
import { sessionSaved } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { sitePaths } from '../site-paths';
import { presentSession, presentSessions, type SessionsModel } from './present-sessions';
import { sessionTimes } from './session-times';

/** Where a person is signed in, and how long this session still lasts. */
@Controller()
@SignedIn()
export class SessionsController {
  constructor(
    private readonly sessions: OwnSessions,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Opening it is use, and so extends the session: as a page in another tab without JavaScript, as JSON with it. */
  @Get('session')
  extend(@Req() request: Request, @Res() response: Response): void {
    const times = sessionTimes(request, this.settings, this.clock.now());
    if (request.accepts(['html', 'json']) === 'json') response.json(times);
    else response.render('sessions/session.njk', presentSession(times));
  }

  @Get('account/sessions')
  @Render('sessions/sessions.njk')
  async list(@CurrentActor() actor: Actor, @Req() request: Request): Promise<SessionsModel> {
    return presentSessions(await this.sessions.list(actor, request.sessionID));
  }

  @Post('account/sessions/ending')
  async endOthers(@CurrentActor() actor: Actor, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.sessions.endOthers(actor, thisBrowser(request));
    await this.back(request, response, 'You have been signed out everywhere else');
  }

  @Post('account/sessions/:id/ending')
  async end(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (!isId(id)) throw new NotFound();
    await this.sessions.end(actor, id, thisBrowser(request));
    await this.back(request, response, 'That session has ended');
  }

  private async back(request: Request, response: Response, notice: string): Promise<void> {
    request.session.notice = notice;
    await sessionSaved(response);
    response.redirect(303, sitePaths.sessions);
  }
}

const thisBrowser = ({ sessionID, devices }: Request): ThisBrowser => ({ sid: sessionID, devices });
