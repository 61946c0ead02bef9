import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config';
import { SYSTEM_ACTOR } from '../access';
import { Transactions } from '../database';
import { Mailer } from '../mail';
import { type OutboxEvent, OutboxListeners } from '../queue';

interface Words {
  subject: string;
  happened: string;
}

/** What a person is told of their own account (ASVS 5.0 V6.3.5, V6.3.7). No link: a false mail would have one too. */
const WORDS: Record<string, Words> = {
  'account.factor_added': {
    subject: 'A second factor was added to your account',
    happened: 'An authenticator app or a passkey was added to your account.',
  },
  'account.factor_removed': {
    subject: 'A second factor was removed from your account',
    happened: 'An authenticator app or a passkey was removed from your account.',
  },
  'account.factors_reset': {
    subject: 'Your second factor was reset',
    happened:
      'An administrator removed your authenticator app, passkeys and recovery codes, and ended every session and token of yours. You set up a new one when you next sign in.',
  },
  'account.codes_made': {
    subject: 'You have new recovery codes',
    happened: 'New recovery codes were made for your account. The codes of before do not work any more.',
  },
  'account.recovery_code_used': {
    subject: 'A recovery code was used to sign in',
    happened: 'Somebody signed in to your account with one of your recovery codes.',
  },
  'account.single_sign_on_linked': {
    subject: 'Your account can be signed in to with single sign-on',
    happened: 'An account at another organisation was linked to your account. You can sign in with it from now on.',
  },
  'account.locked': {
    subject: 'Too many wrong tries to sign in to your account',
    happened:
      'Somebody entered a wrong password or code for your account several times. We stopped checking for a while.',
  },
};

/** Tells people by e-mail what happened to how they sign in, after it is so. */
@Injectable()
export class AccountMail implements OnModuleInit {
  constructor(
    private readonly listeners: OutboxListeners,
    private readonly transactions: Transactions,
    private readonly mailer: Mailer,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.listeners.on(Object.keys(WORDS), (event) => this.tell(event));
  }

  /** Without a way out nothing waits: unlike a reminder, this is worth nothing weeks later. The audit has it. */
  async tell({ id, kind, subjectId }: OutboxEvent): Promise<void> {
    const words = WORDS[kind];
    if (!words || !this.mailer.isSetUp) return;
    const [person] = await this.transactions.act(SYSTEM_ACTOR, (tx) =>
      tx.query<{ email: string; display_name: string }>(
        `SELECT email, display_name FROM users WHERE id = $1 AND status = 'active'`,
        [subjectId],
      ),
    );
    if (!person) return;
    await this.mailer.send({
      messageId: `account-${id}`,
      to: person.email,
      subject: words.subject,
      text: `Dear ${person.display_name}\n\n${words.happened}\n\nIf it was you, there is nothing to do. If it was not, tell an administrator of ${this.settings.partnershipName} at once: they can disable your account and end every session.\n`,
    });
  }
}
