import { SMTPServer } from 'smtp-server';
import { messageIdOf, readMessage, type MailMessage } from '../../../src/demonstration/mail-message';

export interface Received extends MailMessage {
  messageId: string;
  raw: string;
}

/** What the server does with the next messages. */
type Behaviour = 'accept' | 'away' | 'refuse' | 'never answer';

/** A real SMTP server that keeps what it is given, repetitions included. */
export class Mailbox {
  readonly received: Received[] = [];
  behaviour: Behaviour = 'accept';
  /** An address that does not exist. */
  refused = '';
  refusals = 0;
  private readonly server: SMTPServer;
  smtpUrl = '';

  constructor() {
    this.server = new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      logger: false,
      onRcptTo: ({ address }, _session, done) => {
        if (this.behaviour === 'refuse' || address === this.refused) done(this.refusal(550));
        else if (this.behaviour === 'away') done(this.refusal(451));
        else done();
      },
      onData: (stream, _session, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          const raw = Buffer.concat(parts);
          this.received.push({ ...readMessage(raw), messageId: messageIdOf(raw), raw: raw.toString('latin1') });
          if (this.behaviour !== 'never answer') done();
        });
      },
    });
    this.server.on('error', () => undefined);
  }

  static async open(): Promise<Mailbox> {
    const mailbox = new Mailbox();
    await new Promise<void>((ready) => {
      const socket = mailbox.server.listen(0, '127.0.0.1', () => {
        const address = socket.address();
        if (address !== null && typeof address !== 'string') mailbox.smtpUrl = `smtp://127.0.0.1:${address.port}`;
        ready();
      });
    });
    return mailbox;
  }

  close(): Promise<void> {
    return new Promise((closed) => this.server.close(() => closed()));
  }

  to(email: string): Received[] {
    return this.received.filter((message) => message.to.includes(email));
  }

  private refusal(responseCode: number): Error {
    this.refusals += 1;
    return Object.assign(new Error('not now, somebody@example.org'), { responseCode });
  }
}
