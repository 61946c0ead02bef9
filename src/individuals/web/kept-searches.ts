import type { Session, SessionData } from 'express-session';
import { newId } from '../../shared/ids';

declare module 'express-session' {
  interface SessionData {
    /** What was looked for last, under keys that say nothing. */
    searches?: KeptSearch[];
  }
}

interface KeptSearch {
  key: string;
  text: string;
}

/** Enough for the windows somebody has open; the session is read at every request. */
const MOST = 5;

/**
 * Keeps what was searched for in the session and gives the key that stands for it in addresses: a name in an address stays in
 * the browser's history and in the logs of proxies (ASVS 5.0 V14.2.1), and a page that is found again needs an address.
 */
export function keepSearch(session: Session & Partial<SessionData>, text: string): string {
  const key = newId();
  session.searches = [{ key, text }, ...(session.searches ?? [])].slice(0, MOST);
  return key;
}

/** What was searched for under the key, in this session; nothing for any other key. */
export const keptSearch = (session: Partial<SessionData>, key: string): string =>
  session.searches?.find((search) => search.key === key)?.text ?? '';
