import type { Mailer } from '../../mail';
import { type Head, headLine } from '../domain/head';
import type { HeadKeeper } from './head-keeper';

/** The same e-mail to people of different agencies: to change what all of them hold, all of them must agree. */
export class MailKeeper implements HeadKeeper {
  readonly task = 'head_mail';

  constructor(
    private readonly mailer: Mailer,
    private readonly addresses: readonly string[],
  ) {}

  async keep(head: Head): Promise<void> {
    for (const [place, to] of this.addresses.entries()) {
      await this.mailer.send({
        messageId: `audit-head-${head.number}-${place + 1}`,
        to,
        subject: `Audit chain: link ${head.number}`,
        text: textOf(head),
      });
    }
  }
}

const textOf = (head: Head): string =>
  [
    'Keep this message. It proves what the audit of the service said at this moment.',
    '',
    headLine(head),
    '',
    'To check the audit against it, save this message as a file and run: npm run audit:verify -- --head <file>',
  ].join('\n');
