import { load } from 'cheerio';
import { DEMONSTRATION_PASSWORD } from '../../../src/demonstration/partnership';
import { sessionCookie } from '../../support/session-cookie';

const cookieOf = (answer: Response): string => sessionCookie(answer.headers.get('set-cookie'));

/** "Look whether your change is there, or send it again": said, not acknowledged. */
export class NotNow extends Error {}

/** Somebody at a browser of another machine: keeps a session, fills in forms, and sends one again that was not answered. */
export class FormPerson {
  private constructor(
    private readonly url: string,
    private readonly cookie: string,
  ) {}

  static async signIn(url: string, email: string): Promise<FormPerson> {
    const before = await fetch(`${url}/sign-in`);
    const csrf = load(await before.text())('input[name=_csrf]')
      .first()
      .attr('value');
    const answer = await fetch(`${url}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: cookieOf(before) },
      body: new URLSearchParams({ email, password: DEMONSTRATION_PASSWORD, _csrf: csrf ?? '' }),
    });
    return new FormPerson(url, cookieOf(answer));
  }

  async read(path: string): Promise<string> {
    const answer = await fetch(this.url + path, { headers: { cookie: this.cookie }, redirect: 'manual' });
    if (answer.status === 503) throw new NotNow();
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    return answer.text();
  }

  /** The hidden fields of the form with this address: sent twice, they are one submission. */
  async hidden(path: string, action: string): Promise<Record<string, string>> {
    const $ = load(await this.read(path));
    const inputs = $(`form[action="${action}"]:not(:has(input[name=draftOpen])) input[type=hidden]`).toArray();
    if (inputs.length === 0) throw new Error(`${path} has no form for ${action}`);
    return Object.fromEntries(
      inputs.map((input) => [String($(input).attr('name')), String($(input).attr('value') ?? '')]),
    );
  }

  /** The status of the answer. @throws when there is none */
  async send(action: string, fields: Record<string, string>): Promise<number> {
    const answer = await fetch(this.url + action, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: this.cookie },
      body: new URLSearchParams(fields),
    });
    await answer.arrayBuffer();
    if (answer.status === 503) throw new NotNow();
    return answer.status;
  }
}
