import { Global, Module } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config';
import { Clock } from '../../shared/clock';
import { Transactions } from '../database';
import { Mailer } from './mailer';
import { NotifyMailer } from './notify-mailer';
import { SmtpMailer } from './smtp-mailer';
import { WatchedMailer } from './watched-mailer';

/** GOV.UK Notify where it is set up, otherwise SMTP. */
@Global()
@Module({
  providers: [
    {
      provide: Mailer,
      inject: [SETTINGS, Clock, Transactions],
      useFactory: (settings: Settings, clock: Clock, transactions: Transactions): Mailer =>
        new WatchedMailer(
          settings.notify ? new NotifyMailer(settings.notify) : new SmtpMailer(settings, clock),
          transactions,
        ),
    },
  ],
  exports: [Mailer],
})
export class MailModule {}
