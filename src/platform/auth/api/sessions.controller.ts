import { Body, Controller, Delete, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import type { Request } from 'express';
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

  @ApiProperty({ required: false, description: 'Where the account has a second factor' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
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

@ApiTags('sessions')
@Controller('api/v1/sessions')
export class SessionsController {
  constructor(
    private readonly signIn: SignIn,
    private readonly tokens: AccessTokens,
  ) {}

  @Post()
  @Public()
  @ApiCreatedResponse({ type: SessionResponse })
  async start(@Body() body: StartSessionRequest): Promise<SessionResponse> {
    const { email, password } = checked(StartSessionRequest, body);
    const actor = await this.signIn.withPassword(email, password);
    if (!actor) throw new SignInRefused();
    return this.tokens.issue(actor);
  }

  @Delete('current')
  @SignedIn()
  @ApiBearerAuth()
  @HttpCode(204)
  async end(@CurrentActor() actor: Actor, @Req() request: Request): Promise<void> {
    await this.tokens.end(actor, (request.headers.authorization ?? '').replace(/^Bearer\s+/i, ''));
  }
}
