import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { PageClient } from '../../../support/test-app';

export const BASE_URL = 'http://localhost:3000';
export const CLIENT_SECRET = 'a secret of the test, known to the provider';
const CALLBACK = `${BASE_URL}/sign-in/single-sign-on/callback`;

/** Who signs in at the provider. `ts`: when, in seconds. */
export interface Visitor {
  accountId: string;
  amr?: string[];
  acr?: string;
  ts?: number;
  email?: string;
}

/** A provider of the npm package oidc-provider, and a browser's way through it. */
export class RealProvider {
  private constructor(
    private readonly child: ChildProcess,
    readonly issuer: string,
  ) {}

  static async start(): Promise<RealProvider> {
    const child = fork(join(__dirname, 'provider.mjs'), [BASE_URL, CLIENT_SECRET], { execArgv: [], silent: true });
    const [message] = await once(child, 'message');
    return new RealProvider(child, String(message.issuer));
  }

  get settings(): NodeJS.ProcessEnv {
    return {
      OIDC_ISSUER: this.issuer,
      OIDC_CLIENT_ID: 'cohort',
      OIDC_CLIENT_SECRET: CLIENT_SECRET,
      OIDC_NAME: 'your council account',
    };
  }

  exchangeKey(): Promise<void> {
    return this.tell({ exchangeKey: true });
  }

  /** The token by which the provider says that this person signed out there. */
  async signedOut(accountId: string): Promise<string> {
    this.child.send({ signOut: accountId });
    const [message] = await once(this.child, 'message');
    return String(message.logoutToken);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill();
    await once(this.child, 'exit');
  }

  /** Goes where our service sent the browser, signs in there, and gives the address the browser is sent back to. */
  async visit(address: string, visitor: Visitor): Promise<string> {
    await this.tell({ who: visitor });
    const cookies = new Map<string, string>();
    let next = address;
    for (let hops = 0; hops < 8; hops += 1) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(next, { redirect: 'manual', headers: { cookie } });
      for (const line of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = line.split(';')[0]?.split(/=(.*)/s) ?? [];
        cookies.set(name, value);
      }
      const location = answer.headers.get('location');
      if (location === null) throw new Error(`${answer.status} ${await answer.text()}`);
      next = new URL(location, next).href;
      if (next.startsWith(CALLBACK)) return next.slice(BASE_URL.length);
    }
    throw new Error(`The provider leads in circles: ${next}`);
  }

  /** From one of our addresses to the provider and back. */
  async through(client: PageClient, from: string, visitor: Visitor) {
    const sent = await client.get(from);
    const location = String(sent.headers['location']);
    if (!location.startsWith(this.issuer)) throw new Error(`${sent.status} ${location} ${sent.text}`);
    return client.get(await this.visit(location, visitor));
  }

  private async tell(message: object): Promise<void> {
    this.child.send(message);
    await once(this.child, 'message');
  }
}

/** A second factor was given there, so long ago. */
export const withFactor = (accountId: string, minutesAgo = 0): Visitor => ({
  accountId,
  amr: ['pwd', 'mfa'],
  ts: Math.floor(Date.now() / 1000) - minutesAgo * 60,
});
