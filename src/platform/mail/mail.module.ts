import { Global, Module } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config';
import { Clock } from '../../shared/clock';
import { Mailer } from './mailer';
import { NotifyMailer } from './notify-mailer';
import { SmtpMailer } from './smtp-mailer';

/** GOV.UK Notify where it is set up, otherwise SMTP. */
@Global()
@Module({
  providers: [
    {
      provide: Mailer,
      inject: [SETTINGS, Clock],
      useFactory: (settings: Settings, clock: Clock): Mailer =>
        settings.notify ? new NotifyMailer(settings.notify) : new SmtpMailer(settings, clock),
    },
  ],
  exports: [Mailer],
})
export class MailModule {}
