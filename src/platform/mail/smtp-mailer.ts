import { Inject, Injectable } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { leavesTheMachine, SETTINGS, type Settings } from '../../config';
import { Clock } from '../../shared/clock';
import { MailAway, Mailer, MailNotSetUp, MailRefused, type Message } from './mailer';
import { Pace } from './pace';

const TIMEOUT_MILLISECONDS = 10_000;
/** Shorter than any server keeps one that says nothing. */
const IDLE_MILLISECONDS = 5_000;

@Injectable()
export class SmtpMailer extends Mailer {
  readonly isSetUp: boolean;
  override readonly atOnce: number;
  private readonly transport?: Transporter;
  private readonly pace: Pace;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly clock: Clock,
  ) {
    super();
    this.isSetUp = settings.smtpUrl !== undefined;
    this.atOnce = settings.smtpConnections;
    this.pace = new Pace(settings.smtpMostPerMinute);
    if (!settings.smtpUrl) return;
    const url = new URL(settings.smtpUrl);
    this.transport = createTransport({
      // Connections are kept: greeting and TLS for every message would be most of the time it takes.
      pool: true,
      maxConnections: settings.smtpConnections,
      maxMessages: Infinity,
      idleTimeout: IDLE_MILLISECONDS,
      // Whoever owes the message decides whether it is tried again, and counts it.
      maxRequeues: 0,
      host: url.hostname,
      port: Number(url.port || (url.protocol === 'smtps:' ? 465 : 25)),
      secure: url.protocol === 'smtps:',
      // A server that cannot change over to TLS gets no mail: it would carry the reference of a case in plain words.
      requireTLS: needsTls(settings, settings.smtpUrl),
      auth: url.username
        ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
        : undefined,
      connectionTimeout: TIMEOUT_MILLISECONDS,
      greetingTimeout: TIMEOUT_MILLISECONDS,
      socketTimeout: TIMEOUT_MILLISECONDS,
    });
  }

  async send(message: Message): Promise<void> {
    if (!this.transport) throw new MailNotSetUp();
    await this.pace.turn();
    try {
      await this.transport.sendMail({
        from: this.settings.mailFrom,
        to: { name: '', address: message.to },
        subject: message.subject,
        date: this.clock.now(),
        text: message.text,
        messageId: `<${message.messageId}@${new URL(this.settings.baseUrl).hostname}>`,
        // Machines do not answer it with "I am on leave".
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      });
    } catch (error) {
      throw failureOf(error);
    }
  }

  override onModuleDestroy(): void {
    this.transport?.close();
  }
}

const needsTls = ({ isProduction, plainConnections }: Settings, address: string): boolean =>
  isProduction && !plainConnections.includes('mail') && leavesTheMachine(address);

/** Codes only: what a server says in words may repeat the address. */
function failureOf(error: unknown): Error {
  const code = wordOf(error, 'code') ?? 'unknown';
  const answer = Number(wordOf(error, 'responseCode') ?? 0);
  const command = wordOf(error, 'command') ?? '';
  const words = answer > 0 ? `${code} ${answer}` : code;
  // A sender that is not allowed, or a password that is wrong, is about every message and not about this one.
  const isAboutThis = answer >= 500 && command !== 'MAIL FROM' && ['EENVELOPE', 'EMESSAGE'].includes(code);
  // 5.7 is about a policy (this server may not send there), not about the address: it must not mark half the partnership.
  const isAboutAddress = command === 'RCPT TO' && !/\b5\.7\.\d/.test(wordOf(error, 'response') ?? '');
  return isAboutThis ? new MailRefused(words, { cause: error }, isAboutAddress) : new MailAway(words, { cause: error });
}

function wordOf(error: unknown, name: string): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const value: unknown = Object.entries(error).find(([key]) => key === name)?.[1];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
