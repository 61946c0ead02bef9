import { Body, Controller, Get, Param, Post, Render, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Actor, CurrentActor, hasRole, SignedIn, StepUp } from '../../platform/access';
import { ApiTokens } from '../../platform/auth';
import { checked, formSubmission, sessionSaved } from '../../platform/http';
import { Invalid, NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import type { FieldError } from '../page-model';
import { sitePaths } from '../site-paths';
import { presentNewToken, presentTokens, type TokensModel } from './present-tokens';
import { TokenForm } from './token.form';

const VIEW = 'sessions/tokens.njk';

/** Tokens for programs: a person's own, and for an administrator everybody's, to be ended. */
@Controller('account/tokens')
@SignedIn()
export class TokensController {
  constructor(private readonly tokens: ApiTokens) {}

  @Get()
  @Render(VIEW)
  list(@CurrentActor() actor: Actor): Promise<TokensModel> {
    return this.page(actor, {}, []);
  }

  /** The answer is the page itself, not a redirect: the token is in it and nowhere else. */
  @Post()
  @StepUp()
  async make(
    @CurrentActor() actor: Actor,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    try {
      const { name, scopes, daysValid } = checked(TokenForm, body);
      const made = await this.tokens.make(actor, { name, scopes, daysValid: Number(daysValid) }, formSubmission(body));
      response.status(201).render('sessions/new-token.njk', presentNewToken(name, made.token));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      response.status(422).render(VIEW, await this.page(actor, body, error.problems));
    }
  }

  @Post(':id/ending')
  async end(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (!isId(id)) throw new NotFound();
    await this.tokens.end(actor, id);
    request.session.notice = 'That token has ended';
    await sessionSaved(response);
    response.redirect(303, sitePaths.tokens);
  }

  private async page(actor: Actor, typed: Record<string, unknown>, errors: FieldError[]): Promise<TokensModel> {
    const isAdministrator = hasRole(actor, 'administrator');
    const tokens = isAdministrator ? await this.tokens.all(actor) : await this.tokens.own(actor);
    return presentTokens(tokens, { isAdministrator, typed, errors });
  }
}
