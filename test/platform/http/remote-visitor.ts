import { load } from 'cheerio';
import { DEMONSTRATION_PASSWORD } from '../../../src/demonstration/partnership';
import { sessionCookie } from '../../support/session-cookie';

export interface RemoteAnswer {
  status: number;
  type: string;
  location: string;
  text: string;
}

/** A person at a process of its own, over the network: keeps the cookie, follows a form's hidden fields. */
export class RemoteVisitor {
  private cookie = '';
  private token = '';

  private constructor(
    private readonly url: string,
    private readonly seen: (answer: RemoteAnswer) => void,
  ) {}

  static async signedIn(url: string, email: string, seen: (answer: RemoteAnswer) => void): Promise<RemoteVisitor> {
    const visitor = new RemoteVisitor(url, seen);
    const credentials = { email, password: DEMONSTRATION_PASSWORD };
    await visitor.submit('/sign-in', credentials, '/sign-in');
    const given: { token?: unknown } = JSON.parse((await visitor.call('POST', '/sessions', credentials)).text);
    visitor.token = String(given.token);
    return visitor;
  }

  get = (path: string): Promise<RemoteAnswer> => this.send(path, {});

  call(method: string, path: string, body: object): Promise<RemoteAnswer> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${this.token}` };
    return this.send(`/api/v1${path}`, { method, headers, body: JSON.stringify(body) });
  }

  async submit(action: string, fields: Record<string, string>, page = action): Promise<RemoteAnswer> {
    const $ = load((await this.get(page)).text);
    const hidden = $(`form[method=post][action="${action}"]`)
      .first()
      .find('input[type=hidden]')
      .toArray()
      .map((input) => [String($(input).attr('name')), String($(input).attr('value') ?? '')]);
    return this.send(action, {
      method: 'POST',
      body: new URLSearchParams({ ...Object.fromEntries(hidden), ...fields }),
    });
  }

  private async send(path: string, init: RequestInit): Promise<RemoteAnswer> {
    const headers = { ...Object.fromEntries(new Headers(init.headers)), cookie: this.cookie };
    const got = await fetch(this.url + path, { ...init, headers, redirect: 'manual' });
    const cookie = sessionCookie(got.headers.get('set-cookie'));
    if (cookie) this.cookie = cookie;
    const answer = {
      status: got.status,
      type: got.headers.get('content-type') ?? '',
      location: got.headers.get('location') ?? '',
      text: await got.text(),
    };
    this.seen(answer);
    return answer;
  }
}
