import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config';
import { Mailer } from '../../platform/mail';
import { type OutboxEvent, OutboxListeners } from '../../platform/queue';
import { ACCOUNT_LINK_ASKED, type AccountLinkKind, HOURS_VALID, linkHash } from '../account-link';
import { AccountLinks } from '../account-links';
import { userPaths } from '../paths';

/** Mails one-time links. May run twice: the newer mail holds the link that works. */
@Injectable()
export class MailAccountLinks implements OnModuleInit {
  constructor(
    private readonly listeners: OutboxListeners,
    private readonly links: AccountLinks,
    private readonly mailer: Mailer,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.listeners.on([ACCOUNT_LINK_ASKED], (event) => this.mail(event));
  }

  async mail({ id, subjectId }: OutboxEvent): Promise<void> {
    const armed = await this.links.arm(subjectId);
    if (!armed) return;
    const address = new URL(userPaths.link(armed.token), this.settings.baseUrl).href;
    const words = wordsOf(armed.kind, this.settings.partnershipName);
    const text = [
      ...words.text,
      '',
      address,
      '',
      `It works once, for ${HOURS_VALID[armed.kind] === 1 ? '1 hour' : `${HOURS_VALID[armed.kind]} hours`}.`,
      words.unasked,
    ];
    await this.mailer.send({
      // Of this try: a mail server that knows the message drops it, and the link of the one before works no more.
      messageId: `account-link-${id}-${linkHash(armed.token).toString('hex').slice(0, 8)}`,
      to: armed.to,
      subject: words.subject,
      text: text.join('\n'),
    });
  }
}

function wordsOf(kind: AccountLinkKind, partnership: string): { subject: string; text: string[]; unasked: string } {
  return kind === 'invitation'
    ? {
        subject: 'You have been given an account',
        text: [
          `${partnership} has given you an account for its tertiary cohort service.`,
          'Choose your password here:',
        ],
        unasked: 'If you do not know why you got this, do not open it and tell the partnership.',
      }
    : {
        subject: 'Choose a new password',
        text: ['Somebody asked for a new password for your account. Choose it here:'],
        unasked: 'If that was not you, do nothing: your password stays as it is.',
      };
}
