import { Body, Controller, Get, Post, Query, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, hasRole, Roles, StepUp } from '../../platform/access';
import { Reader } from '../../platform/database';
import { answerForm, checked, decodeCursor, formSubmission, PAGE_SIZE, pageOf } from '../../platform/http';
import { InviteUser } from '../invite-user';
import { userPaths } from '../paths';
import { rolesToSettle, type RolesToSettleRow, userCursor, type UserRow, users } from '../users.queries';
import { type InvitationModel, presentInvitation } from './present-user';
import { presentUsers, type UsersModel } from './present-users';
import { UserPages } from './user-pages';
import { InviteForm } from './users.form';

const INVITE = 'users/views/invite-user.njk';

@Controller('users')
@Roles('administrator', 'governance')
export class UsersController {
  constructor(
    private readonly reader: Reader,
    private readonly pages: UserPages,
    private readonly inviteUser: InviteUser,
  ) {}

  @Get()
  @Render('users/views/users.njk')
  async list(@CurrentActor() actor: Actor, @Query('cursor') cursor: unknown): Promise<UsersModel> {
    const [rows, toSettle] = await this.reader.read<[UserRow, RolesToSettleRow]>(
      actor,
      undefined,
      users(decodeCursor(cursor, 2), PAGE_SIZE),
      rolesToSettle,
    );
    return presentUsers({
      page: pageOf(rows, userCursor),
      toSettle,
      isLaterPage: cursor !== undefined,
      mayChange: hasRole(actor, 'administrator'),
    });
  }

  @Get('new')
  @Roles('administrator')
  @Render(INVITE)
  async invitation(@CurrentActor() actor: Actor): Promise<InvitationModel> {
    return presentInvitation(await this.pages.agencies(actor), {});
  }

  @Post()
  @Roles('administrator')
  @StepUp()
  async invite(
    @CurrentActor() actor: Actor,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => this.inviteUser.run(actor, checked(InviteForm, body), formSubmission(body)),
      saved: ({ id }) => userPaths.one(id),
      notice: 'Invitation sent. The link in it works for 72 hours.',
      again: async () => ({ view: INVITE, model: presentInvitation(await this.pages.agencies(actor), body) }),
    });
  }
}
