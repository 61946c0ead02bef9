import { load } from 'cheerio';
import request, { type Test } from 'supertest';
import { DEMONSTRATION_PASSWORD } from '../../../src/demonstration/partnership';
import { newId } from '../../../src/shared/ids';
import type { TestApp } from '../../support/test-app';
import { sessionCookie } from '../../support/session-cookie';

type Method = 'get' | 'head' | 'post' | 'put' | 'patch' | 'delete' | 'options' | 'trace';

/** Asks for anything by any method, with a session's cookie, a form token and an API token in plain sight. */
export class Visitor {
  cookie = '';
  csrf = '';
  token = '';

  constructor(private readonly test: TestApp) {}

  static async signedIn(test: TestApp, email: string): Promise<Visitor> {
    const visitor = new Visitor(test);
    const credentials = { email, password: DEMONSTRATION_PASSWORD };
    await visitor.look('/sign-in');
    visitor.keep(
      await visitor
        .ask('POST /sign-in')
        .type('form')
        .send({ ...credentials, _csrf: visitor.csrf }),
    );
    await visitor.look('/help');
    visitor.token = String((await visitor.ask('POST /api/v1/sessions').send(credentials)).body.token);
    return visitor;
  }

  /** `POST /individuals/:id/notes`, with an id that belongs to nobody. */
  ask(route: string): Test {
    const [method = 'GET', pattern = '/'] = route.split(' ');
    const path = pattern.replace(/:\w+/g, () => newId());
    const verb = method.toLowerCase() as Method;
    const asked = request(this.test.app.getHttpServer())[verb](path);
    if (path.startsWith('/api/')) return this.token === '' ? asked : asked.set('Authorization', `Bearer ${this.token}`);
    return this.cookie === '' ? asked : asked.set('Cookie', this.cookie);
  }

  private async look(path: string): Promise<void> {
    const answer = await this.ask(`GET ${path}`);
    this.keep(answer);
    this.csrf = load(answer.text)('input[name=_csrf]').first().attr('value') ?? this.csrf;
  }

  private keep(answer: { headers: Record<string, unknown> }): void {
    const cookie = sessionCookie(answer.headers['set-cookie']);
    if (cookie) this.cookie = cookie;
  }
}
