import { readFile } from 'node:fs/promises';
import { Controller, Get, Inject, Render } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config';
import { SignedIn } from '../../platform/access';
import { NotFound } from '../../shared/errors';
import { mailFiles, mailFolder } from '../mail-folder';
import { type MailMessage, readMessage } from '../mail-message';

const SHOWN_MOST = 50;

interface MailModel {
  messages: MailMessage[];
  /** The mail goes to a server of its own, so nothing is shown here. */
  hasOwnServer: boolean;
}

@Controller('demonstration/mail')
@SignedIn()
export class MailController {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /** @throws NotFound outside demonstrations, where mail is between the service and the person */
  @Get()
  @Render('demonstration/views/mail.njk')
  async list(): Promise<MailModel> {
    if (!this.settings.isDemonstration) throw new NotFound();
    const files = mailFiles(mailFolder(this.settings.dataDir)).slice(0, SHOWN_MOST);
    const messages = await Promise.all(files.map(async ({ path }) => readMessage(await readFile(path))));
    return { messages, hasOwnServer: this.settings.smtpUrl !== undefined };
  }
}
