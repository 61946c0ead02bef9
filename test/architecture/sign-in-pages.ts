import { load } from 'cheerio';
import { newId } from '../../src/shared/ids';
import { addRealPerson, App, REAL_PASSWORD } from '../platform/auth/real-person';
import type { PageClient, TestApp } from '../support/test-app';

const NEWCOMER = 'newcomer@council.test';
const SETTING_UP = 'setting.up@council.test';
const WITH_A_CODE = 'newcomer, asked for a code';

interface Opened {
  email: string;
  path: string;
  status: number;
  html: string;
}

/** Somebody signs in for the first time, step by step: these pages are there only on the way, where each browser stays. */
export async function openSignInPages(test: TestApp): Promise<{ clients: [string, PageClient][]; opened: Opened[] }> {
  const userId = await addRealPerson(test, NEWCOMER);
  await addRealPerson(test, SETTING_UP);
  const [client, again, waiting] = [test.anonymous(), test.anonymous(), test.anonymous()];
  const opened: Opened[] = [];
  const open = async (path: string, by = client, email = NEWCOMER): Promise<string> => {
    const { status, text } = await by.get(path);
    opened.push({ email, path, status, html: text });
    return text;
  };
  const credentials = { email: NEWCOMER, password: REAL_PASSWORD };
  await waiting.submit('/sign-in', { email: SETTING_UP, password: REAL_PASSWORD });
  await open('/sign-in/set-up/passkey', waiting, SETTING_UP);
  await open('/sign-in/set-up', waiting, SETTING_UP);
  await client.submit('/sign-in', credentials);
  const app = App.scan((await client.get('/sign-in/set-up')).text);
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
  await open('/sign-in/code', again, WITH_A_CODE);
  for (let at = 0; at <= 10; at += 1) {
    await test.anonymous().submit('/sign-in', { email: 'nobody@council.test', password: 'wrong' });
  }
  return {
    clients: [
      [NEWCOMER, client],
      [SETTING_UP, waiting],
      [WITH_A_CODE, again],
    ],
    opened,
  };
}
