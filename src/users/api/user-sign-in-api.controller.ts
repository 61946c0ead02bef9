import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Roles, StepUp } from '../../platform/access';
import { SecondFactors } from '../../platform/auth';
import type { Submission } from '../../platform/database';
import { checked, IdempotencyKey } from '../../platform/http';
import { SendAccountLink } from '../send-account-link';
import { FactorResetForm, LinkForm } from '../web/users.form';
import { UserIdResponse } from './user.response';

/** What an administrator does about how somebody signs in; neither a password nor a link is ever shown. */
@ApiTags('users')
@ApiBearerAuth()
@Controller('api/v1/users')
@Roles('administrator')
export class UserSignInApiController {
  constructor(
    private readonly sendLink: SendAccountLink,
    private readonly factors: SecondFactors,
  ) {}

  /** Has an invitation or a link for a new password mailed to the person; the answer does not hold it. */
  @Post(':id/links')
  @ApiCreatedResponse({ type: UserIdResponse })
  link(
    @CurrentActor() actor: Actor,
    @Param('id') userId: string,
    @Body() body: LinkForm,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<UserIdResponse> {
    return this.sendLink.run(actor, { userId, kind: checked(LinkForm, body).kind }, submission);
  }

  /** For somebody who lost their second factor and recovery codes. */
  @Post(':id/second-factor-reset')
  @StepUp()
  @HttpCode(200)
  @ApiOkResponse({ type: UserIdResponse })
  resetFactors(
    @CurrentActor() actor: Actor,
    @Param('id') userId: string,
    @Body() body: FactorResetForm,
  ): Promise<UserIdResponse> {
    return this.factors.reset(actor, { userId, reason: checked(FactorResetForm, body).reason });
  }
}
