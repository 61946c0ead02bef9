// A real OpenID provider on loopback, in a process of its own: it is ESM-only, and Jest turns modules into CommonJS.
// The parent says by message who signs in there next, and when the signing key is exchanged.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [, , baseUrl, clientSecret] = process.argv;
let who = { accountId: 'nobody' };
let handle;
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
      },
    ],
    jwks: { keys: [newKey()] },
    cookies: { keys: ['a key of the test'] },
    claims: { openid: ['sub', 'acr', 'amr', 'auth_time', 'email'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
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
  const answer = provider.callback();
  return (request, response) => {
    if (!request.url.startsWith('/interaction/')) return answer(request, response);
    const { accountId, amr, acr, ts } = who;
    return provider.interactionFinished(request, response, { login: { accountId, amr, acr, ts } });
  };
}

const server = createServer((request, response) => handle(request, response));
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://localhost:${server.address().port}`;
  handle = start(issuer);
  process.on('message', (message) => {
    if (message.who) who = message.who;
    if (message.exchangeKey) handle = start(issuer);
    process.send({ done: true });
  });
  process.send({ issuer });
});
