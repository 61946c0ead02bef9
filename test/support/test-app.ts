import type { NestExpressApplication } from '@nestjs/platform-express';
import { load } from 'cheerio';
import { Client } from 'pg';
import request, { type Response } from 'supertest';
import { createWebApplication } from '../../src/bootstrap';
import { readSettings } from '../../src/config';
import { DEMONSTRATION_PASSWORD } from '../../src/demonstration/partnership';
import type { Actor } from '../../src/platform/access';
import { Actors, Passwords } from '../../src/platform/auth';
import { SettableClock } from '../../src/shared/clock';
import { findPartnership, isCheapHash, type Partnership } from './partnership';
import { createTestDatabase, type TestDatabase } from './test-database';

/** The day on which tests happen unless they move the clock: a Saturday in November. */
export const TEST_NOW = '2026-11-21T10:00:00Z';

export interface TestAppOptions {
  /** The database whose copy this one starts from, with the partnership in it. */
  copyOf?: { name: string };
  /** Signing in hashes the password again when its parameters are not today's, as it does in earnest. */
  hashesAgain?: boolean;
}

/** The whole web application on a database of its own, with the demonstration's people and a clock that stands still. */
export class TestApp {
  private constructor(
    readonly app: NestExpressApplication,
    readonly database: TestDatabase,
    readonly clock: SettableClock,
    readonly partnership: Partnership,
    private readonly superuser: Client,
  ) {}

  /** @param env settings beside those of every test */
  static async start(env: NodeJS.ProcessEnv = {}, options: TestAppOptions = {}): Promise<TestApp> {
    const database = await createTestDatabase(options.copyOf ?? 'partnership');
    const clock = new SettableClock(new Date(TEST_NOW));
    const settings = readSettings({
      DATABASE_URL: database.serviceUrl,
      PORT: '0',
      BASE_URL: 'http://localhost:3000',
      LOG_LEVEL: 'error',
      // The clock stands still here, so a minute never ends.
      READS_PER_MINUTE: '1000000',
      ...env,
    });
    const app = await createWebApplication(settings, clock);
    await app.init();
    const superuser = new Client({ connectionString: database.adminUrl });
    superuser.on('error', () => undefined);
    await superuser.connect();
    if (options.hashesAgain !== true) keepCheapHashes(app.get(Passwords, { strict: false }));
    return new TestApp(app, database, clock, await findPartnership(superuser), superuser);
  }

  async stop(): Promise<void> {
    await this.leave();
    await this.database.drop();
  }

  /** Ends everything but the database. */
  async leave(): Promise<void> {
    await this.superuser.end();
    await this.app.close();
  }

  get<Provider>(token: abstract new (...values: never[]) => Provider): Provider {
    return this.app.get<Provider>(token, { strict: false });
  }

  /** Looks behind the rules, for arranging and for checking what was written. */
  async sql<Row = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<Row[]> {
    const { rows } = await this.superuser.query(text, values);
    return rows;
  }

  userId(email: string): string {
    const id = this.partnership.users[email];
    if (id === undefined) throw new Error(`No demonstration account ${email}`);
    return id;
  }

  /** The actor as a request would load it now. */
  async actor(email: string): Promise<Actor> {
    const actor = await this.get(Actors).load(this.userId(email));
    if (!actor) throw new Error(`${email} cannot sign in`);
    return actor;
  }

  /** Signs in over the API, as an outside program would. */
  async api(email: string): Promise<ApiClient> {
    const answer = await request(this.app.getHttpServer())
      .post('/api/v1/sessions')
      .send({ email, password: DEMONSTRATION_PASSWORD });
    if (answer.status !== 201) throw new Error(`${email}: ${answer.status} ${answer.text}`);
    return new ApiClient(this.app, String(answer.body.token));
  }

  /** Signs in with the page, as a person would. */
  async browse(email: string): Promise<PageClient> {
    const client = new PageClient(this.app);
    await client.submit('/sign-in', { email, password: DEMONSTRATION_PASSWORD }, '/sign-in');
    return client;
  }

  anonymous(): PageClient {
    return new PageClient(this.app);
  }
}

/**
 * A hash of the seed passes for one of today's, else the first sign-in of everybody in every test would make a dear one:
 * a quarter of the time of the whole suite. What happens in earnest is tested with `hashesAgain`.
 */
function keepCheapHashes(passwords: Passwords): void {
  const isOutdated = passwords.isOutdated.bind(passwords);
  jest.spyOn(passwords, 'isOutdated').mockImplementation((hashed) => !isCheapHash(hashed) && isOutdated(hashed));
}

export class ApiClient {
  constructor(
    private readonly app: NestExpressApplication,
    readonly token: string,
  ) {}

  send(method: 'get' | 'post' | 'patch' | 'put' | 'delete', path: string) {
    return request(this.app.getHttpServer())[method](`/api/v1${path}`).set('Authorization', `Bearer ${this.token}`);
  }

  get = (path: string) => this.send('get', path);
  post = (path: string, body: object = {}) => this.send('post', path).send(body);
  patch = (path: string, body: object = {}) => this.send('patch', path).send(body);
}

/** A browser without JavaScript: keeps cookies, follows the form's own hidden fields. */
export class PageClient {
  private readonly agent;

  constructor(app: NestExpressApplication) {
    this.agent = request.agent(app.getHttpServer());
  }

  /** With a cookie from elsewhere. */
  bearing(cookie: string): this {
    this.agent.jar.setCookie(cookie, '127.0.0.1', '/');
    return this;
  }

  get(path: string) {
    return this.agent.get(path);
  }

  /** The hidden fields of the form on a page that posts to `action` (the first form with a token when not given). */
  async hiddenFields(path: string, action?: string): Promise<Record<string, string>> {
    const $ = load((await this.get(path)).text);
    // The offer of a draft stands before the form and is sent to the same address.
    const forms = $('form[method=post]:not(:has(input[name=draftOpen]))');
    const form = (action === undefined ? forms.filter('main form') : forms.filter(`[action="${action}"]`)).first();
    return Object.fromEntries(
      form
        .find('input[type=hidden]')
        .toArray()
        .map((input) => [String($(input).attr('name')), String($(input).attr('value') ?? '')]),
    );
  }

  /** Opens `page` (default: the action itself), fills the form in and sends it as a browser does. */
  async submit(action: string, fields: Record<string, string | string[]>, page = action): Promise<Response> {
    const hidden = await this.hiddenFields(page, action);
    return this.agent
      .post(action)
      .type('form')
      .send({ ...hidden, ...fields });
  }

  /** Sends exactly these fields. */
  post(action: string, fields: Record<string, string | string[]>, headers: Record<string, string> = {}) {
    return this.agent.post(action).set(headers).type('form').send(fields);
  }

  upload(action: string, fields: Record<string, string>, file: { name: string; content: Buffer }) {
    let sending = this.agent.post(action);
    for (const [name, value] of Object.entries(fields)) sending = sending.field(name, value);
    return sending.attach('file', file.content, file.name);
  }
}
