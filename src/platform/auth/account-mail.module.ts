import { Module } from '@nestjs/common';
import { AccountMail } from './account-mail';

/** What only the worker does for accounts. */
@Module({ providers: [AccountMail] })
export class AccountMailModule {}
