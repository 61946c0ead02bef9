import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles, StepUp } from '../../platform/access';
import { SecondFactors } from '../../platform/auth';
import type { Submission } from '../../platform/database';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { ChangeAgency } from '../change-agency';
import { ChangeRoles } from '../change-roles';
import { DisableUser } from '../disable-user';
import { EnableUser } from '../enable-user';
import { userPaths } from '../paths';
import { SendAccountLink } from '../send-account-link';
import type { Returned, UserModel } from './present-user';
import { UserPages } from './user-pages';
import { AgencyForm, FactorResetForm, LinkForm, RolesForm, StatusForm } from './users.form';

const VIEW = 'users/views/user.njk';

interface Change {
  actor: Actor;
  id: string;
  body: Record<string, unknown>;
  response: Response;
  form: Returned['form'];
  notice: string;
  save: (submission: Submission | undefined) => Promise<unknown>;
}

/** One user, as the administrator changes them. Nothing here chooses or shows a password, or opens a case. */
@Controller('users/:id')
@Roles('administrator')
export class UserController {
  constructor(
    private readonly pages: UserPages,
    private readonly changeRoles: ChangeRoles,
    private readonly changeAgency: ChangeAgency,
    private readonly disableUser: DisableUser,
    private readonly enableUser: EnableUser,
    private readonly sendLink: SendAccountLink,
    private readonly factors: SecondFactors,
  ) {}

  @Get()
  @Render(VIEW)
  show(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<UserModel> {
    return this.pages.one(actor, id);
  }

  @Post('roles')
  @StepUp()
  roles(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    const save = async (submission: Submission | undefined) => {
      const { version, ...change } = checked(RolesForm, body);
      return this.changeRoles.run(actor, { userId: id, version: Number(version), ...change }, submission);
    };
    return this.answer({ actor, id, body, response, form: 'roles', notice: 'Roles changed', save });
  }

  @Post('agency')
  @StepUp()
  agency(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    const save = async (submission: Submission | undefined) => {
      const { version, ...change } = checked(AgencyForm, body);
      return this.changeAgency.run(actor, { userId: id, version: Number(version), ...change }, submission);
    };
    const notice = 'Agency changed. What the agency before gave has ended.';
    return this.answer({ actor, id, body, response, form: 'agency', notice, save });
  }

  @Post('disablement')
  disable(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    const save = async (submission: Submission | undefined) => {
      const { version, reason } = checked(StatusForm, body);
      return this.disableUser.run(actor, { userId: id, version: Number(version), reason }, submission);
    };
    return this.answer({ actor, id, body, response, form: 'status', notice: 'Account disabled', save });
  }

  @Post('enablement')
  @StepUp()
  enable(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    const save = async (submission: Submission | undefined) => {
      const { version, reason } = checked(StatusForm, body);
      return this.enableUser.run(actor, { userId: id, version: Number(version), reason }, submission);
    };
    return this.answer({ actor, id, body, response, form: 'status', notice: 'Account enabled', save });
  }

  @Post('second-factor-reset')
  @StepUp()
  resetFactors(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    const save = async (submission: Submission | undefined) =>
      this.factors.reset(actor, { userId: id, reason: checked(FactorResetForm, body).reason }, submission);
    const notice = 'Second factor reset. They set up a new one when they next sign in.';
    return this.answer({ actor, id, body, response, form: 'factors', notice, save });
  }

  @Post('links')
  link(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    const save = async (submission: Submission | undefined) =>
      this.sendLink.run(actor, { userId: id, kind: checked(LinkForm, body).kind }, submission);
    return this.answer({
      actor,
      id,
      body,
      response,
      form: 'link',
      notice: 'Email sent with a link that works once',
      save,
    });
  }

  private answer({ actor, id, body, response, form, notice, save }: Change): Promise<void> {
    return answerForm(response, {
      save: async () => save(formSubmission(body)),
      saved: () => userPaths.one(id),
      notice,
      again: async () => ({ view: VIEW, model: await this.pages.one(actor, id, { form, typed: body }) }),
    });
  }
}
