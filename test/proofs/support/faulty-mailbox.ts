import { SMTPServer } from 'smtp-server';
import { messageIdOf } from '../../../src/demonstration/mail-message';

/** A real SMTP server that counts each message id, and of every hundred messages spoils some in three ways. */
export class FaultyMailbox {
  /** How often each message id was accepted, in order of first acceptance. */
  readonly accepted = new Map<string, number>();
  readonly recipients = new Map<string, string>();
  /** When each acceptance happened, in milliseconds. */
  readonly at: number[] = [];
  faults = 0;
  isAway = false;
  /** Addresses nothing can be handed over for: no answer ever, a line that is cut, a refusal for good. */
  poison = { hangs: '', cuts: '', refused: '' };
  url = '';
  private asked = 0;
  private readonly server: SMTPServer;

  private constructor(private readonly faultsInHundred: number) {
    this.server = new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      logger: false,
      maxClients: 1_000,
      onRcptTo: ({ address }, _session, done) => {
        if (address === this.poison.refused) done(failure(550));
        else if (this.isAway) done(failure(451));
        else done();
      },
      onData: (stream, session, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          const to = session.envelope.rcptTo[0]?.address ?? '';
          if (to === this.poison.hangs) return;
          if (to === this.poison.cuts) {
            done(failure(421));
            return;
          }
          const fault = this.nextFault();
          if (fault === 'refuses') {
            done(failure(451));
            return;
          }
          const id = messageIdOf(Buffer.concat(parts));
          this.accepted.set(id, (this.accepted.get(id) ?? 0) + 1);
          this.recipients.set(id, to);
          this.at.push(performance.now());
          // Taken, and the sender is told that it was not: it will come again.
          done(fault === 'takes and says no' ? failure(421) : undefined);
        });
      },
    });
    this.server.on('error', () => undefined);
  }

  static async open(faultsInHundred: number): Promise<FaultyMailbox> {
    const mailbox = new FaultyMailbox(faultsInHundred);
    await new Promise<void>((ready) => {
      const socket = mailbox.server.listen(0, '127.0.0.1', () => {
        const address = socket.address();
        if (address !== null && typeof address !== 'string') mailbox.url = `smtp://127.0.0.1:${address.port}`;
        ready();
      });
    });
    return mailbox;
  }

  /** Acceptances beyond the first of each message id. */
  get repeats(): number {
    return [...this.accepted.values()].reduce((sum, times) => sum + times - 1, 0);
  }

  close(): Promise<void> {
    return new Promise((closed) => this.server.close(() => closed()));
  }

  private nextFault(): 'none' | 'refuses' | 'takes and says no' {
    this.asked += 1;
    if (this.asked % 100 >= this.faultsInHundred) return 'none';
    this.faults += 1;
    return this.asked % 2 === 0 ? 'refuses' : 'takes and says no';
  }
}

const failure = (responseCode: number): Error => Object.assign(new Error('not now'), { responseCode });
