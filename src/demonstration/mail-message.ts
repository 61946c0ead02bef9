/** A plain text message as our own mailer writes it. */
export interface MailMessage {
  to: string;
  subject: string;
  text: string;
  /** What the sender's clock said, which a demonstration may have moved. */
  sentAt: Date;
}

/** Reads the head and the text; only what our mailer sends has to be understood. */
export function readMessage(raw: Buffer): MailMessage {
  const { head, body } = split(raw);
  return {
    to: header(head, 'to'),
    subject: header(head, 'subject'),
    sentAt: new Date(header(head, 'date')),
    text: decoded(body, header(head, 'content-transfer-encoding').toLowerCase()),
  };
}

export const messageIdOf = (raw: Buffer): string => header(split(raw).head, 'message-id');

function split(raw: Buffer): { head: string; body: string } {
  const text = raw.toString('latin1').replace(/\r\n/g, '\n');
  const at = text.indexOf('\n\n');
  return at < 0 ? { head: text, body: '' } : { head: text.slice(0, at), body: text.slice(at + 2) };
}

/** A long header goes on in lines that begin with a space. */
function header(head: string, name: string): string {
  const lines = head.replace(/\n[ \t]+/g, ' ').split('\n');
  const line = lines.find((candidate) => candidate.toLowerCase().startsWith(`${name}:`));
  return line === undefined ? '' : line.slice(name.length + 1).trim();
}

function decoded(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  const bytes =
    encoding === 'quoted-printable'
      ? body
          .replace(/=\n/g, '')
          .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      : body;
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
