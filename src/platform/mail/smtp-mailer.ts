import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { SETTINGS, type Settings } from '../../config';
import { Mailer, MailNotSetUp, type Message } from './mailer';

const TIMEOUT_MILLISECONDS = 10_000;

@Injectable()
export class SmtpMailer extends Mailer implements OnModuleDestroy {
  private readonly transport?: Transporter;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {
    super();
    if (!settings.smtpUrl) return;
    const url = new URL(settings.smtpUrl);
    this.transport = createTransport({
      host: url.hostname,
      port: Number(url.port || (url.protocol === 'smtps:' ? 465 : 25)),
      secure: url.protocol === 'smtps:',
      auth: url.username
        ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
        : undefined,
      connectionTimeout: TIMEOUT_MILLISECONDS,
      greetingTimeout: TIMEOUT_MILLISECONDS,
      socketTimeout: TIMEOUT_MILLISECONDS,
    });
  }

  async send(message: Message): Promise<void> {
    if (!this.transport) throw new MailNotSetUp();
    await this.transport.sendMail({
      from: this.settings.mailFrom,
      to: { name: '', address: message.to },
      subject: message.subject,
      text: message.text,
      messageId: `<${message.messageId}@${new URL(this.settings.baseUrl).hostname}>`,
    });
  }

  onModuleDestroy(): void {
    this.transport?.close();
  }
}
