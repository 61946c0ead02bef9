import { createHash, createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { CLIENT_SECRET } from './real-provider';

type Json = Record<string, unknown>;

/** What the next ID token is to be. */
export interface Token {
  header?: Json;
  claims?: Json;
  /** Signed with this in place of the provider's key. */
  key?: KeyObject;
  /** Signed with HMAC and this secret. */
  secret?: string | Buffer;
  isUnsigned?: boolean;
  isLeftOut?: boolean;
}

const encoded = (part: Json): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A provider that answers the token request with whatever the test makes up; who asks must have the PKCE verifier. */
export class LyingProvider {
  readonly keys = pair();
  readonly otherKeys = pair();
  issuer = '';
  next: Token = {};
  nonce = '';
  challenge = '';
  private server?: Server;

  static async start(): Promise<LyingProvider> {
    const provider = new LyingProvider();
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        const answer = provider.answer(request.url ?? '', new URLSearchParams(body));
        response.writeHead(answer ? 200 : 400, { 'content-type': 'application/json' });
        response.end(JSON.stringify(answer ?? { error: 'invalid_grant' }));
      });
    });
    provider.server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    provider.issuer = `http://localhost:${typeof address === 'object' ? address?.port : ''}`;
    return provider;
  }

  stop(): Promise<void> {
    this.server?.closeAllConnections();
    return new Promise((resolve) => this.server?.close(() => resolve()));
  }

  /** The public key as a file would hold it: what HS256 is confused with. */
  get publicPem(): string {
    return String(this.keys.publicKey.export({ type: 'spki', format: 'pem' }));
  }

  private answer(path: string, body: URLSearchParams): Json | undefined {
    const { issuer } = this;
    if (path === '/.well-known/openid-configuration') {
      return {
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
        authorization_response_iss_parameter_supported: true,
      };
    }
    if (path === '/jwks') {
      return { keys: [{ ...this.keys.publicKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig' }] };
    }
    const verifier = createHash('sha256').update(body.get('code_verifier') ?? '');
    const knows = verifier.digest('base64url') === this.challenge && body.get('client_secret') === CLIENT_SECRET;
    if (!knows) return undefined;
    const token = { access_token: 'opaque', token_type: 'Bearer' };
    return this.next.isLeftOut ? token : { ...token, id_token: this.token() };
  }

  private token(): string {
    const now = Math.floor(Date.now() / 1000);
    const { header, claims, key = this.keys.privateKey, secret, isUnsigned } = this.next;
    const made = { iss: this.issuer, sub: 'robin', aud: 'cohort', nonce: this.nonce, iat: now, exp: now + 300 };
    const text = `${encoded({ alg: 'RS256', kid: 'k1', ...header })}.${encoded({ ...made, ...claims })}`;
    if (isUnsigned) return `${text}.`;
    const signature = secret
      ? createHmac('sha256', secret).update(text).digest()
      : sign('sha256', Buffer.from(text), key);
    return `${text}.${signature.toString('base64url')}`;
  }
}
