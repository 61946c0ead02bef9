import request, { type Response } from 'supertest';
import { load } from 'cheerio';
import { DEMONSTRATION_PASSWORD } from '../../src/demonstration/partnership';
import { type Role, ROLES } from '../../src/platform/access';
import { newId } from '../../src/shared/ids';
import type { TestApp } from '../support/test-app';
import { sessionCookie } from '../support/session-cookie';

const PEOPLE: Record<Role, string> = {
  practitioner: 'lead@scf.example',
  manager: 'manager@scf.example',
  panel_member: 'member@mace.example',
  panel_chair: 'chair@mace.example',
  analyst: 'analyst@sbc.example',
  governance: 'governance@sbc.example',
  administrator: 'administrator@sbc.example',
};

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** These end the session they are asked with, or the token beside it, so both are made anew afterwards. */
const ENDS_THE_SESSION = ['POST /sign-out', 'POST /account/sessions/ending', 'DELETE /api/v1/sessions/current'];

/** Knocks at every route as one role, with a form's token and an id that belongs to nobody. */
export class CensusTaker {
  lastStatus = 0;
  private cookie = '';
  private csrf = '';
  private token = '';

  constructor(
    readonly name: Role | 'anonymous',
    private readonly test: TestApp,
  ) {}

  async arrive(): Promise<this> {
    const server = this.test.app.getHttpServer();
    const before = await request(server).get('/sign-in');
    this.take(before);
    if (this.name === 'anonymous') return this;
    const credentials = { email: PEOPLE[this.name], password: DEMONSTRATION_PASSWORD };
    const signedIn = await request(server)
      .post('/sign-in')
      .set('Cookie', this.cookie)
      .type('form')
      .send({ ...credentials, _csrf: this.csrf });
    this.take(signedIn);
    this.take(await request(server).get('/help').set('Cookie', this.cookie));
    this.token = String((await request(server).post('/api/v1/sessions').send(credentials)).body.token);
    return this;
  }

  /** Anything but a refusal for who is asking: not there, incomplete and stale are answers to somebody who was let in. */
  async isLetIn(route: string): Promise<boolean> {
    const answer = await this.ask(route);
    this.lastStatus = answer.status;
    if (this.name !== 'anonymous' && ENDS_THE_SESSION.includes(route)) await this.arrive();
    const isSentToSignIn = answer.status === 303 && /^\/sign-in(\?|$)/.test(String(answer.headers['location']));
    if (route === 'POST /sign-out') return isSentToSignIn && this.name !== 'anonymous';
    if (route === 'GET /') return answer.status === 303;
    return ![401, 403].includes(answer.status) && !isSentToSignIn;
  }

  private ask(route: string): PromiseLike<Response> {
    const [method = 'GET', pattern = '/'] = route.split(' ');
    const path = pattern.replace(/:\w+/g, () => newId()).replace(/[{}]/g, '');
    const isApi = path.startsWith('/api/');
    const verb = METHODS.find((known) => known === method.toLowerCase());
    if (verb === undefined) throw new Error(`The census knows no ${method}.`);
    const asked = request(this.test.app.getHttpServer())[verb](path);
    if (isApi && this.token !== '') asked.set('Authorization', `Bearer ${this.token}`);
    if (!isApi) asked.set('Cookie', this.cookie);
    if (method === 'GET') return asked;
    return isApi ? asked.set('If-Match', '"1"').send({}) : asked.type('form').send({ _csrf: this.csrf });
  }

  private take(answer: Response): void {
    const cookie = sessionCookie(answer.headers['set-cookie']);
    if (cookie) this.cookie = cookie;
    const token = load(answer.text)('input[name=_csrf]').first().attr('value');
    if (token) this.csrf = token;
  }
}

export const censusTakers = (test: TestApp): Promise<CensusTaker[]> =>
  Promise.all([...ROLES, 'anonymous' as const].map((name) => new CensusTaker(name, test).arrive()));
