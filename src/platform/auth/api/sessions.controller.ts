import { Body, Controller, Delete, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import type { Request } from 'express';
import { Clock } from '../../../shared/clock';
import { Refusal } from '../../../shared/errors';
import { type Actor, CurrentActor, Public, SignedIn } from '../../access';
import { checked } from '../../http/checked';
import { AccessTokens } from '../access-tokens';
import { SignIn } from '../sign-in';

class StartSessionRequest {
  @ApiProperty({ example: 'lead@scf.example' })
  @IsString()
  @IsNotEmpty({ message: 'Give an email address' })
  @MaxLength(254)
  email!: string;

  @ApiProperty()
  @IsString()
  @IsNotEmpty({ message: 'Give a password' })
  @MaxLength(1000)
  password!: string;

  @ApiProperty({
    required: false,
    description: 'Where the account has a second factor: the code its app shows now, or a recovery code',
  })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  code?: string;
}

class SessionResponse {
  @ApiProperty({ description: 'Send as Authorization: Bearer …' })
  token!: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt!: string;
}

/** Wrong password, unknown account and disabled account get the same answer. */
class SignInRefused extends Refusal {
  readonly status = 401;
  readonly code = 'sign-in-refused';

  constructor() {
    super('Check the email address and password and try again.');
  }
}

/** The password was right and the account has a second factor. */
class CodeNeeded extends Refusal {
  readonly status = 401;
  readonly code = 'code-needed';

  constructor() {
    super('Send the code of your second factor as well.');
  }
}

/** Wrong, too old, or used before. */
class CodeRefused extends Refusal {
  readonly status = 401;
  readonly code = 'code-refused';

  constructor() {
    super('Check the code and try again. A code is good once, for half a minute.');
  }
}

/** No session without a second factor: it is set up on the pages, where a person can scan it. */
class FactorNotSetUp extends Refusal {
  readonly status = 403;
  readonly code = 'second-factor-not-set-up';

  constructor() {
    super('Sign in to the pages first and set up a second factor.');
  }
}

@ApiTags('sessions')
@Controller('api/v1/sessions')
export class SessionsController {
  constructor(
    private readonly signIn: SignIn,
    private readonly tokens: AccessTokens,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Public()
  @ApiCreatedResponse({ type: SessionResponse })
  async start(@Body() body: StartSessionRequest, @Req() request: Request): Promise<SessionResponse> {
    const { email, password, code } = checked(StartSessionRequest, body);
    const caller = { address: request.ip, requestId: request.requestId };
    const accepted = await this.signIn.withPassword(email, password, caller);
    if (!accepted) throw new SignInRefused();
    const { actor, needs } = accepted;
    if (needs === 'set-up') throw new FactorNotSetUp();
    if (needs === 'code') {
      if (code === undefined || code === '') throw new CodeNeeded();
      if (!(await this.signIn.withFactor(actor, { code }, caller))) throw new CodeRefused();
    }
    await this.signIn.started(actor, caller);
    // In the demonstration the password stands for the factor that a fictional person has not got.
    return this.tokens.issue(actor, this.clock.now());
  }

  @Delete('current')
  @SignedIn()
  @ApiBearerAuth()
  @HttpCode(204)
  async end(@CurrentActor() actor: Actor, @Req() request: Request): Promise<void> {
    await this.tokens.end(actor, (request.headers.authorization ?? '').replace(/^Bearer\s+/i, ''));
  }
}
