// A real OpenID provider on loopback, in a process of its own: it is ESM-only, and Jest turns modules into CommonJS.
// The parent says by message who signs in there next, and when the signing key is exchanged.
import { Buffer } from 'node:buffer';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [, , baseUrl, clientSecret] = process.argv;
let who = { accountId: 'nobody' };
let handle;
let current;
process.on('disconnect', () => process.exit());

const newKey = () => ({
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
  kid: randomUUID(),
  use: 'sig',
  alg: 'RS256',
});

function start(issuer) {
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'cohort',
        client_secret: clientSecret,
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [`${baseUrl}/sign-in/single-sign-on/callback`],
        post_logout_redirect_uris: [`${baseUrl}/sign-in`],
        backchannel_logout_uri: `${issuer}/caught`,
      },
    ],
    jwks: { keys: [newKey()] },
    cookies: { keys: ['a key of the test'] },
    claims: { openid: ['sub', 'acr', 'amr', 'auth_time', 'email'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    // Its own refuses loopback, where all of this happens.
    fetch: (url, { method, headers, body }) => fetch(url, { method, headers, body }),
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email: who.email }) }),
    loadExistingGrant: async (ctx) => {
      const { client, session } = ctx.oidc;
      const grant = new ctx.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  });
  current = provider;
  const answer = provider.callback();
  return (request, response) => {
    if (request.url === '/caught') return caught(request, response);
    if (!request.url.startsWith('/interaction/')) return answer(request, response);
    const { accountId, amr, acr, ts } = who;
    return provider.interactionFinished(request, response, { login: { accountId, amr, acr, ts } });
  };
}

/** What the provider sends on signing out, handed to the test, which sends it on to the service. */
async function caught(request, response) {
  const parts = [];
  for await (const part of request) parts.push(part);
  process.send({ logoutToken: new URLSearchParams(Buffer.concat(parts).toString()).get('logout_token') });
  response.end();
}

const server = createServer((request, response) => handle(request, response));
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://localhost:${server.address().port}`;
  handle = start(issuer);
  process.on('message', (message) => {
    if (message.who) who = message.who;
    if (message.exchangeKey) handle = start(issuer);
    if (message.signOut) {
      current.Client.find('cohort').then((client) => client.backchannelLogout(message.signOut, 'the-session-there'));
    } else process.send({ done: true });
  });
  process.send({ issuer });
});
