/** One message to one person. The text carries no name of a case: mail is read on telephones in buses. */
export interface Message {
  /** Deterministic, so that a repetition after a crash is recognised as the same message. */
  messageId: string;
  to: string;
  subject: string;
  text: string;
  /** True only when nothing was ever handed over under this id: a provider that can be asked need not be. */
  isFirstAttempt?: boolean;
}

/** The way out of the building. One port, so that SMTP and GOV.UK Notify look alike to the product. */
export abstract class Mailer {
  /** False: there is no way out, and what is owed waits without being tried. */
  abstract readonly isSetUp: boolean;

  /** How many messages may be on their way at a time. */
  readonly atOnce: number = 1;

  /**
   * Hands the message over; resolves only when the other side has accepted it.
   * @throws MailRefused when this message will not be accepted, MailAway when the server could not be used;
   * the caller tries again later.
   */
  abstract send(message: Message): Promise<void>;

  /** Lets connections go that are kept for the next message. */
  onModuleDestroy?(): void;
}

/** The server answered and would not take this message, for this address or as it is. The message carries codes only. */
export class MailRefused extends Error {
  constructor(
    words: string,
    options?: ErrorOptions,
    /** The address itself takes no mail: no message will ever arrive there. */
    readonly isAboutAddress = false,
  ) {
    super(words, options);
  }
}

/** The server could not be reached, or would take nothing at all. */
export class MailAway extends Error {}

/** No mail server is set up: what is owed stays owed and says so. */
export class MailNotSetUp extends Error {
  constructor() {
    super('No mail server is set up (SMTP_URL).');
  }
}
