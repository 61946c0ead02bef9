const UNREACHED = 'The mail server could not be reached';

/** What the mail server or the way to it says, by the code of the failure. */
const FAULT_WORDS: Record<string, string> = {
  EENVELOPE: 'The mail server did not take the address',
  EMESSAGE: 'The mail server did not take the message',
  EAUTH: 'The mail server did not take the password of this service',
  ETLS: 'The mail server offers no encrypted connection',
  ECONNECTION: UNREACHED,
  ESOCKET: UNREACHED,
  ETIMEDOUT: UNREACHED,
  EDNS: UNREACHED,
};

/** “The mail server did not take the address (EENVELOPE 550)”: in words, and as whoever runs the mail server finds it. */
export function mailFaultWords(lastError: string | null): string {
  if (lastError === null) return 'The mail server did not answer';
  const [code = ''] = lastError.split(' ');
  return `${FAULT_WORDS[code] ?? 'It could not be e-mailed'} (${lastError})`;
}
