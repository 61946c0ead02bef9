import { Module } from '@nestjs/common';
import { MailController } from './web/mail.controller';

/** The page on which a demonstration shows the mail that left. */
@Module({ controllers: [MailController] })
export class DemonstrationMailModule {}
