import { load } from 'cheerio';
import { Passwords } from '../../../src/platform/auth';
import type { Role } from '../../../src/platform/access';
import { codeAt } from '../../../src/platform/auth/domain/time-code';
import { newId } from '../../../src/shared/ids';
import { Secret } from 'otpauth';
import type { PageClient, TestApp } from '../../support/test-app';

export const REAL_PASSWORD = 'tapir quartz umbrella vinegar';

/** A colleague who is no fictional person of the demonstration: their address is one that mail could reach. */
export async function addRealPerson(test: TestApp, email: string, roles: Role[] = ['practitioner']): Promise<string> {
  const id = newId();
  await test.sql(
    `INSERT INTO users (id, agency_id, display_name, email, roles, created_at)
     VALUES ($1, $2, 'Robin Vale', $3, $4, now())`,
    [id, test.partnership.agencies['scf'], email, roles],
  );
  await test.sql('INSERT INTO user_credentials (user_id, password_hash, changed_at) VALUES ($1, $2, now())', [
    id,
    await test.get(Passwords).hash(REAL_PASSWORD),
  ]);
  return id;
}

/** An authenticator app that was given the key of a page. */
export class App {
  private constructor(private readonly seed: Buffer) {}

  static scan(page: string): App {
    const key = /Key: ([A-Z2-7 ]+)/.exec(load(page)('main').text())?.[1] ?? '';
    return new App(Buffer.from(Secret.fromBase32(key.replace(/ /g, '')).buffer));
  }

  /** What it shows, some 30-second steps from now. */
  code(test: TestApp, steps = 0): string {
    return codeAt(this.seed, new Date(test.clock.now().getTime() + steps * 30_000));
  }
}

export interface SetUp {
  client: PageClient;
  app: App;
  recoveryCodes: string[];
}

/** Signs in for the first time and sets up an app. */
export async function setUpApp(test: TestApp, email: string): Promise<SetUp> {
  const client = test.anonymous();
  const led = await client.submit('/sign-in', { email, password: REAL_PASSWORD });
  if (led.headers['location'] !== '/sign-in/set-up') throw new Error(`${led.status} ${led.headers['location']}`);
  const app = App.scan((await client.get('/sign-in/set-up')).text);
  const done = await client.submit('/sign-in/set-up', { code: app.code(test) });
  if (done.headers['location'] !== '/account/recovery-codes') throw new Error(`${done.status} ${done.text}`);
  const shown = load((await client.get('/account/recovery-codes')).text);
  const recoveryCodes = shown('.app-codes li')
    .toArray()
    .map((item) => shown(item).text().trim());
  return { client, app, recoveryCodes };
}

/** Moves on, so that the code of before is spent by time as well. */
export const later = (test: TestApp, seconds: number): void =>
  test.clock.set(new Date(test.clock.now().getTime() + seconds * 1000));
