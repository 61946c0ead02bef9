import { Body, Controller, Get, Param, Post, Render, Req, Res } from '@nestjs/common';
import { IsEmail, IsString, MaxLength } from 'class-validator';
import type { Request, Response } from 'express';
import { Public } from '../../platform/access';
import { DeviceCookie } from '../../platform/auth';
import { answerForm, checked } from '../../platform/http';
import { Invalid } from '../../shared/errors';
import { Trimmed } from '../../web/forms/text-fields';
import { sitePaths } from '../../web/site-paths';
import { AccountLinks } from '../account-links';
import { userPaths } from '../paths';
import { SendAccountLink } from '../send-account-link';
import {
  type ChoosePasswordModel,
  type ForgottenModel,
  presentChoosePassword,
  presentForgotten,
} from './present-links';

class PasswordsForm {
  @IsString({ message: 'Enter a password' })
  @MaxLength(1000, { message: 'Enter a shorter password' })
  password!: string;

  @IsString({ message: 'Enter the password again' })
  again!: string;
}

class ForgottenForm {
  @Trimmed()
  @IsEmail({}, { message: 'Enter an email address, like name@example.com' })
  @MaxLength(254, { message: 'Enter a shorter email address' })
  email!: string;
}

const CHOOSE = 'users/views/choose-password.njk';
const FORGOTTEN = 'users/views/forgotten-password.njk';

/** How a person gets a password: by a link sent to their own address. Opening it changes nothing, so a mail scanner may. */
@Controller('sign-in')
@Public()
export class AccountLinkController {
  constructor(
    private readonly links: AccountLinks,
    private readonly sendLink: SendAccountLink,
    private readonly deviceCookie: DeviceCookie,
  ) {}

  @Get('forgotten-password')
  @Render(FORGOTTEN)
  forgotten(): ForgottenModel {
    return presentForgotten('', false);
  }

  @Post('forgotten-password')
  async ask(@Body() body: Record<string, unknown>, @Req() request: Request, @Res() response: Response): Promise<void> {
    try {
      const caller = { address: request.ip, requestId: request.requestId };
      await this.sendLink.forgotten(checked(ForgottenForm, body).email, caller);
      response.status(200).render(FORGOTTEN, presentForgotten('', true));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      const email = typeof body['email'] === 'string' ? body['email'] : '';
      response.status(422).render(FORGOTTEN, { ...presentForgotten(email, false), errors: error.problems });
    }
  }

  @Get('links/:token')
  @Render(CHOOSE)
  show(@Param('token') token: string): Promise<ChoosePasswordModel> {
    return this.model(token);
  }

  @Post('links/:token')
  async choose(
    @Param('token') token: string,
    @Body() body: Record<string, unknown>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { password, again } = checked(PasswordsForm, body);
        if (password !== again) throw new Invalid([{ field: 'again', message: 'Enter the same password twice' }]);
        return this.links.choosePassword(token, password, request.devices);
      },
      saved: (devices) => {
        this.deviceCookie.write(response, devices);
        return sitePaths.signIn;
      },
      notice: 'Password chosen. Sign in with it now.',
      again: async () => ({ view: CHOOSE, model: await this.model(token) }),
    });
  }

  private async model(token: string): Promise<ChoosePasswordModel> {
    return presentChoosePassword(
      await this.links.holder(token),
      userPaths.link(token),
      userPaths.linkBySingleSignOn(token),
    );
  }
}
