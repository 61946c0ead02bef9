/** One message to one person. The text carries no name of a case: mail is read on telephones in buses. */
export interface Message {
  /** Deterministic, so that a repetition after a crash is recognised as the same message. */
  messageId: string;
  to: string;
  subject: string;
  text: string;
}

/** The way out of the building. One port, so that SMTP and GOV.UK Notify look alike to the product. */
export abstract class Mailer {
  /**
   * Hands the message over; resolves only when the other side has accepted it.
   * @throws MailRefused or a network error; the caller tries again later.
   */
  abstract send(message: Message): Promise<void>;
}

/** No mail server is set up: what is owed stays owed and says so. */
export class MailNotSetUp extends Error {
  constructor() {
    super('No mail server is set up (SMTP_URL).');
  }
}
