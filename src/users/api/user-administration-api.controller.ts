import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles, StepUp } from '../../platform/access';
import { Reader, type Submission } from '../../platform/database';
import { checked, IdempotencyKey, IfMatch } from '../../platform/http';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { ChangeAgency } from '../change-agency';
import { ChangeRoles } from '../change-roles';
import { DisableUser } from '../disable-user';
import { EnableUser } from '../enable-user';
import { InviteUser } from '../invite-user';
import { oneUser, type UserPageRow } from '../users.queries';
import { AgencyChangeForm, InviteForm, RolesChangeForm, StatusChangeForm } from '../web/users.form';
import { UserDetailResponse, UserIdResponse, userResponse } from './user.response';

/**
 * Accounts, for an administrator's own programs: the same verbs as the pages. What gives access asks for a second factor
 * given in the last five minutes, and so is closed to tokens of integrations; what takes it away is not.
 */
@ApiTags('users')
@ApiBearerAuth()
@Controller('api/v1/users')
@Roles('administrator')
export class UserAdministrationApiController {
  constructor(
    private readonly reader: Reader,
    private readonly inviteUser: InviteUser,
    private readonly changeRoles: ChangeRoles,
    private readonly changeAgency: ChangeAgency,
    private readonly disableUser: DisableUser,
    private readonly enableUser: EnableUser,
  ) {}

  @Get(':id')
  @ApiOkResponse({ type: UserDetailResponse })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<UserDetailResponse> {
    const row = isId(id) ? await this.reader.one<UserPageRow>(actor, undefined, oneUser(id)) : undefined;
    if (!row) throw new NotFound();
    response.setHeader('ETag', `"${row.version}"`);
    return { ...userResponse(row), disabledReason: row.disabled_reason };
  }

  /** An account, and an e-mail with a one-time link by which its owner chooses a password. */
  @Post()
  @StepUp()
  @ApiCreatedResponse({ type: UserIdResponse })
  invite(
    @CurrentActor() actor: Actor,
    @Body() body: InviteForm,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<UserIdResponse> {
    return this.inviteUser.run(actor, checked(InviteForm, body), submission);
  }

  /** Holds at the person's next request. */
  @Post(':id/roles')
  @StepUp()
  @HttpCode(200)
  @ApiOkResponse({ type: UserIdResponse })
  roles(
    @CurrentActor() actor: Actor,
    @Param('id') userId: string,
    @Body() body: RolesChangeForm,
    @IfMatch('user') version: number,
  ): Promise<UserIdResponse> {
    return this.changeRoles.run(actor, { userId, version, ...checked(RolesChangeForm, body) });
  }

  /** Ends what the agency before gave: sight, panels, sessions and tokens. */
  @Post(':id/agency')
  @StepUp()
  @HttpCode(200)
  @ApiOkResponse({ type: UserIdResponse })
  agency(
    @CurrentActor() actor: Actor,
    @Param('id') userId: string,
    @Body() body: AgencyChangeForm,
    @IfMatch('user') version: number,
  ): Promise<UserIdResponse> {
    return this.changeAgency.run(actor, { userId, version, ...checked(AgencyChangeForm, body) });
  }

  /** Ends the account's sessions, tokens and links. */
  @Post(':id/disablement')
  @HttpCode(200)
  @ApiOkResponse({ type: UserIdResponse })
  disable(
    @CurrentActor() actor: Actor,
    @Param('id') userId: string,
    @Body() body: StatusChangeForm,
    @IfMatch('user') version: number,
  ): Promise<UserIdResponse> {
    return this.disableUser.run(actor, { userId, version, ...checked(StatusChangeForm, body) });
  }

  @Post(':id/enablement')
  @StepUp()
  @HttpCode(200)
  @ApiOkResponse({ type: UserIdResponse })
  enable(
    @CurrentActor() actor: Actor,
    @Param('id') userId: string,
    @Body() body: StatusChangeForm,
    @IfMatch('user') version: number,
  ): Promise<UserIdResponse> {
    return this.enableUser.run(actor, { userId, version, ...checked(StatusChangeForm, body) });
  }
}
