import { load } from 'cheerio';
import { newId } from '../../src/shared/ids';
import { addRealPerson, App, REAL_PASSWORD } from '../platform/auth/real-person';
import type { PageClient, TestApp } from '../support/test-app';

export const NEWCOMER = 'newcomer@council.test';

interface Opened {
  email: string;
  path: string;
  status: number;
  html: string;
}

/** Somebody signs in for the first time, step by step: these pages are there only on the way. */
export async function openSignInPages(test: TestApp): Promise<{ client: PageClient; opened: Opened[] }> {
  const userId = await addRealPerson(test, NEWCOMER);
  const [client, again] = [test.anonymous(), test.anonymous()];
  const opened: Opened[] = [];
  const open = async (path: string, by = client): Promise<string> => {
    const { status, text } = await by.get(path);
    opened.push({ email: NEWCOMER, path, status, html: text });
    return text;
  };
  const credentials = { email: NEWCOMER, password: REAL_PASSWORD };
  await client.submit('/sign-in', credentials);
  await open('/sign-in/set-up/passkey');
  const app = App.scan(await open('/sign-in/set-up'));
  await client.submit('/sign-in/set-up', { code: app.code(test) });
  await open('/account/recovery-codes');
  await test.sql(
    `INSERT INTO second_factors (id, user_id, kind, name, credential_id, public_key, sign_count, added_at)
     VALUES ($1, $2, 'passkey', 'Work laptop', 'abcd', '\\x00', 0, now())`,
    [newId(), userId],
  );
  const account = load(await open('/account'));
  await open(account('a[href$="/removal"]').attr('href') ?? '');
  for (const path of ['/account/authenticator-app', '/account/passkey', '/account/recovery-codes/new'])
    await open(path);
  await open('/confirm-it-is-you');
  await again.submit('/sign-in', credentials);
  await open('/sign-in/code', again);
  for (let at = 0; at <= 10; at += 1) {
    await test.anonymous().submit('/sign-in', { email: 'nobody@council.test', password: 'wrong' });
  }
  return { client, opened };
}
