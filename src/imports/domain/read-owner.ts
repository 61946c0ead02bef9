import { normaliseText } from './clean-text';

/** Who a cell names. Only an e-mail address can name an account; a name or a badge number never matches by guess. */
export type OwnerReading = { kind: 'email'; email: string } | { kind: 'text'; text: string };

const emailAddress = /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[a-z]{2,}$/i;

/** Reads a plan owner or lead professional; null when empty. */
export function readOwner(cell: string): OwnerReading | null {
  const text = normaliseText(cell);
  if (text === '' || text === '?' || text === '-') return null;
  const inBrackets = /<([^<>]+)>$/.exec(text)?.[1];
  const candidate = (inBrackets ?? text).replace(/^mailto:/i, '');
  return emailAddress.test(candidate) ? { kind: 'email', email: candidate.toLowerCase() } : { kind: 'text', text };
}
