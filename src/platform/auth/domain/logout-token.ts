import type { ProviderClaims } from './provider-claims';

/** OpenID Connect Back-Channel Logout 1.0, 2.4: what says that a token ends sessions and does nothing else. */
const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const MADE_WITHIN_MILLISECONDS = 2 * 60_000;

export interface ReadToken {
  header: Readonly<Record<string, unknown>>;
  claims: Readonly<Record<string, unknown>>;
  /** What was signed, and the signature. */
  signed: Buffer;
  signature: Buffer;
}

/** The three parts of a signed token. Undefined for anything else; nothing in it is believed yet. */
export function readToken(token: string): ReadToken | undefined {
  const parts = token.split('.');
  if (parts.length !== 3 || !parts.every((part) => /^[\w-]+$/.test(part))) return undefined;
  const [header, claims] = parts.slice(0, 2).map(objectIn);
  if (!header || !claims) return undefined;
  const signed = Buffer.from(parts.slice(0, 2).join('.'));
  return { header, claims, signed, signature: Buffer.from(parts[2] ?? '', 'base64url') };
}

export interface LogoutRule {
  issuer: string;
  clientId: string;
  algorithm: string;
  now: Date;
}

/**
 * Whose sessions the provider ends: of our issuer, for us alone, made just now, signed as the settings say, and no ID token
 * (which carries a nonce and could be had from a browser). It must name the person; one that names a session alone is refused.
 */
export function logoutClaims({ header, claims }: ReadToken, rule: LogoutRule): ProviderClaims | undefined {
  const type = header['typ'] ?? 'logout+jwt';
  if (typeof type !== 'string' || !['logout+jwt', 'jwt'].includes(type.toLowerCase())) return undefined;
  if (header['alg'] !== rule.algorithm || header['crit'] !== undefined) return undefined;
  const { iss, sub, aud, iat, exp, jti, nonce, events } = claims;
  const audience: unknown[] = Array.isArray(aud) ? aud : [aud];
  if (iss !== rule.issuer || typeof sub !== 'string' || sub === '') return undefined;
  if (audience.length !== 1 || audience[0] !== rule.clientId || nonce !== undefined) return undefined;
  if (typeof jti !== 'string' || typeof events !== 'object' || events === null || !(EVENT in events)) return undefined;
  const now = rule.now.getTime();
  if (typeof iat !== 'number' || Math.abs(now - iat * 1000) > MADE_WITHIN_MILLISECONDS) return undefined;
  if (exp !== undefined && (typeof exp !== 'number' || exp * 1000 <= now)) return undefined;
  return { ...claims, iss: rule.issuer, sub };
}

function objectIn(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
