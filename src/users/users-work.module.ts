import { Module } from '@nestjs/common';
import { MailAccountLinks } from './jobs/mail-account-links';
import { UsersModule } from './users.module';

/** What only the worker does for users. */
@Module({ imports: [UsersModule], providers: [MailAccountLinks] })
export class UsersWorkModule {}
