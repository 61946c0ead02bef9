/** A provider of single sign-on by OpenID Connect. */
export interface SingleSignOnSettings {
  /** What people call it, after “Sign in with”. */
  name: string;
  /** Compared letter by letter with what the provider and each of its tokens say. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  signingAlgorithm: string;
  /** Values of `acr`, `amr` or `acrs` that mean a second factor was given there. */
  secondFactorValues: string[];
}

/** Signatures by a key of the provider's. None by a shared secret, and never none. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
/** Entra ID's issuers of all tenants at once: whoever has any account at Microsoft could come in by them. */
const ANY_TENANT = /^\/(common|organizations|consumers)(\/|$)/i;

/** @param read a setting by its name, undefined where it is empty */
export function singleSignOnSettings(
  read: (name: string) => string | undefined,
  isProduction: boolean,
  problems: string[],
): SingleSignOnSettings | undefined {
  const [issuer, clientId, clientSecret] = [read('OIDC_ISSUER'), read('OIDC_CLIENT_ID'), read('OIDC_CLIENT_SECRET')];
  const name = read('OIDC_NAME') ?? 'your organisation account';
  const signingAlgorithm = read('OIDC_SIGNING_ALGORITHM') ?? 'RS256';
  const secondFactorValues = (read('OIDC_SECOND_FACTOR_VALUES') ?? 'mfa').split(',').map((value) => value.trim());
  if (!ALGORITHMS.includes(signingAlgorithm)) {
    problems.push(`OIDC_SIGNING_ALGORITHM: must be one of ${ALGORITHMS.join(', ')}.`);
  }
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) {
    problems.push('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET: give all three, or none.');
    return undefined;
  }
  const problem = issuerProblem(issuer, isProduction);
  if (problem) problems.push(`OIDC_ISSUER: ${problem}`);
  return {
    name,
    issuer,
    clientId,
    clientSecret,
    signingAlgorithm,
    secondFactorValues: secondFactorValues.filter((value) => value !== ''),
  };
}

function issuerProblem(issuer: string, isProduction: boolean): string | undefined {
  if (!URL.canParse(issuer)) return 'must be an address starting with https://.';
  const { protocol, hostname, pathname, search, hash } = new URL(issuer);
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  if (protocol !== 'https:' && (isProduction || protocol !== 'http:' || !isLoopback)) {
    return 'must be an address starting with https://.';
  }
  if (search !== '' || hash !== '') return 'must be the address of the provider, without ? or #.';
  if (ANY_TENANT.test(pathname)) return 'must name one tenant by its id, not common, organizations or consumers.';
  return undefined;
}
