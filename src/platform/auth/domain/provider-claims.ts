/** What an ID token says, once its signature, issuer, audience, times and nonce have been checked. */
export interface ProviderClaims {
  readonly iss: string;
  readonly sub: string;
  readonly [claim: string]: unknown;
}

/** A person of a provider, for good: neither part is ever given to somebody else. An e-mail address is. */
export interface ProviderIdentity {
  issuer: string;
  subject: string;
}

const ENTRA = /^(login\.microsoftonline\.(com|us)|login\.partner\.microsoftonline\.cn)$/;
const OUTSIDE_TENANT = ['9188040d-6c67-4c5b-b112-36a304b66dad'];

/**
 * Who the token is about. Entra ID's `sub` differs for every service it signs in to; tenant and object id do not, so
 * there they are taken, and there alone: elsewhere a claim of that name may be anything a person typed.
 * @returns undefined for a token of Entra ID that is of another tenant than its issuer, or says too little
 */
export function identityOf(claims: ProviderClaims): ProviderIdentity | undefined {
  const { hostname, pathname } = new URL(claims.iss);
  if (!ENTRA.test(hostname)) return { issuer: claims.iss, subject: claims.sub };
  const { tid, oid } = claims;
  if (typeof tid !== 'string' || typeof oid !== 'string' || tid === '' || oid === '') return undefined;
  if (pathname.split('/')[1] !== tid || OUTSIDE_TENANT.includes(tid)) return undefined;
  return { issuer: claims.iss, subject: `${tid}/${oid}` };
}

/** What counts as a second factor given at the provider. */
export interface FactorRule {
  values: readonly string[];
  /** How long ago it may have been. */
  minutes: number;
}

/** A clock that is a little ahead of ours. */
const SKEW_MILLISECONDS = 60_000;

/**
 * When the second factor was given at the provider: only if the token says both that there was one and when, and it is
 * not long ago (ASVS 5.0 V6.8.4). Undefined: ours is asked for.
 */
export function factorTimeOf(claims: ProviderClaims, { values, minutes }: FactorRule, now: Date): Date | undefined {
  const said = [claims['acr'], claims['amr'], claims['acrs']].flat();
  if (!said.some((value) => typeof value === 'string' && values.includes(value))) return undefined;
  const seconds = claims['auth_time'];
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) return undefined;
  const age = now.getTime() - seconds * 1000;
  if (age < -SKEW_MILLISECONDS || age > minutes * 60_000) return undefined;
  return new Date(Math.min(seconds * 1000, now.getTime()));
}

/**
 * What the library leaves open: that it is an ID token and no other token of this provider, for us alone, and made just
 * now, whatever its expiry says.
 */
export function isForUsNow(idToken: string, claims: ProviderClaims, clientId: string, now: Date): boolean {
  const header: unknown = JSON.parse(Buffer.from(idToken.split('.')[0] ?? '', 'base64url').toString('utf8'));
  if (typeof header !== 'object' || header === null) return false;
  const type: unknown = 'typ' in header ? header.typ : 'JWT';
  if (typeof type !== 'string' || type.toUpperCase() !== 'JWT') return false;
  const { aud, azp, iat } = claims;
  const audience: unknown[] = Array.isArray(aud) ? aud : [aud];
  if (audience.length !== 1 || audience[0] !== clientId || (azp !== undefined && azp !== clientId)) return false;
  return typeof iat === 'number' && Math.abs(now.getTime() - iat * 1000) <= MADE_WITHIN_MILLISECONDS;
}

const MADE_WITHIN_MILLISECONDS = 5 * 60_000;
