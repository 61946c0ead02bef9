import { constants, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/clock';
import { Transactions } from '../../database';
import { logoutClaims, type ReadToken, readToken } from '../domain/logout-token';
import { identityOf } from '../domain/provider-claims';
import { Identities } from './identities';
import { ProviderAway, SignOnProvider } from './sign-on-provider';

const PATIENCE_MILLISECONDS = 2_000;
const MOST_CHARACTERS = 10_000;

/**
 * The provider says, server to server, that somebody signed out there: every session of theirs here ends (ASVS 5.0 V10.5.5).
 * The same token again ends nothing more; it is too old after two minutes.
 */
@Injectable()
export class BackChannelLogout {
  constructor(
    private readonly provider: SignOnProvider,
    private readonly identities: Identities,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** False: the token is not believed. True also where nobody is signed in. @throws ProviderAway, NotFound */
  async end(token: unknown): Promise<boolean> {
    const { issuer, clientId, signingAlgorithm: algorithm } = this.provider.own;
    const read = typeof token === 'string' && token.length <= MOST_CHARACTERS ? readToken(token) : undefined;
    const claims = read && logoutClaims(read, { issuer, clientId, algorithm, now: this.clock.now() });
    if (!claims || !(await this.isSigned(read, algorithm))) return false;
    const identity = identityOf(claims);
    const actor = identity && (await this.identities.holderOf(identity));
    if (!actor) return identity !== undefined;
    await this.transactions.act(actor, async (tx) => {
      await tx.query('DELETE FROM sessions WHERE user_id = $1', [actor.userId]);
      await tx.query(
        `UPDATE access_tokens SET ended_at = $2, ended_by = $1 WHERE user_id = $1 AND kind = 'session' AND ended_at IS NULL`,
        [actor.userId, tx.now],
      );
      await tx.audit({ act: 'session.ended_by_provider', subjectType: 'user', subjectId: actor.userId });
    });
    return true;
  }

  private async isSigned({ header, signed, signature }: ReadToken, algorithm: string): Promise<boolean> {
    const keys = await this.keys(header['kid']);
    return keys.some((key) => isSignedBy(key, algorithm, signed, signature));
  }

  /** Of the address in the provider's own description; never one that the token names. */
  private async keys(id: unknown): Promise<KeyObject[]> {
    const { jwks_uri: address } = (await this.provider.configuration()).serverMetadata();
    if (address === undefined) return [];
    const answer = await fetch(address, {
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
      redirect: 'error',
    }).catch(() => undefined);
    const said: unknown = answer?.ok === true ? await answer.json().catch(() => undefined) : undefined;
    if (typeof said !== 'object' || said === null || !('keys' in said) || !Array.isArray(said.keys))
      throw new ProviderAway();
    const keys: object[] = said.keys.filter((key: unknown) => typeof key === 'object' && key !== null);
    return keys.filter((key) => id === undefined || ('kid' in key && key.kid === id)).flatMap(publicKey);
  }
}

function publicKey(key: object): KeyObject[] {
  try {
    return [createPublicKey({ key: { ...key }, format: 'jwk' })];
  } catch {
    return [];
  }
}

/** The kind of key must be that of the algorithm: a key is never used for what it was not made for. */
function isSignedBy(key: KeyObject, algorithm: string, signed: Buffer, signature: Buffer): boolean {
  const kind = key.asymmetricKeyType;
  if (algorithm === 'RS256') return kind === 'rsa' && verify('sha256', signed, key, signature);
  if (algorithm === 'PS256') {
    const pss = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    return kind === 'rsa' && verify('sha256', signed, pss, signature);
  }
  if (algorithm === 'ES256')
    return kind === 'ec' && verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, signature);
  return algorithm === 'EdDSA' && kind === 'ed25519' && verify(null, signed, key, signature);
}
