import { load } from 'cheerio';
import { DEMONSTRATION_PASSWORD } from '../../src/demonstration/partnership';
import { type Connections, formOf } from './connections';

/** What somebody who is signed in sends with every request. */
export interface SignedIn {
  cookie: string;
  csrf: string;
  token: string;
}

/** Signs somebody in, with the page and over the API. */
export async function signIn(connections: Connections, email: string): Promise<SignedIn> {
  const before = await connections.send('GET', '/sign-in');
  const credentials = { email, password: DEMONSTRATION_PASSWORD };
  const form = { 'content-type': 'application/x-www-form-urlencoded', cookie: before.cookie };
  const { cookie } = await connections.send(
    'POST',
    '/sign-in',
    form,
    formOf({ ...credentials, _csrf: csrfOf(before) }),
  );
  const page = await connections.send('GET', '/account', { cookie });
  const csrf = csrfOf(page);
  if (page.status !== 200 || csrf === '') throw new Error(`${email} cannot sign in: ${page.status} ${page.location}`);
  const json = { 'content-type': 'application/json' };
  const api = await connections.send('POST', '/api/v1/sessions', json, JSON.stringify(credentials));
  const made: unknown = JSON.parse(api.text);
  if (typeof made !== 'object' || made === null || !('token' in made)) throw new Error(`${email}: ${api.text}`);
  return { cookie, csrf, token: String(made.token) };
}

const csrfOf = (answer: { text: string }): string => load(answer.text)('input[name=_csrf]').first().attr('value') ?? '';
