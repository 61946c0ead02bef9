/** What is behind the service and may, on purpose, be spoken to without TLS. */
export const PLAIN_CONNECTIONS = ['database', 'redis', 'mail'] as const;
export type PlainConnection = (typeof PLAIN_CONNECTIONS)[number];

/** Where the service is connected to, as addresses. */
interface Connections {
  databaseUrl?: string;
  databaseOwnerUrl?: string;
  redisUrl?: string;
  plainConnections: readonly PlainConnection[];
}

/** Modes of libpq in which nothing falls back to a connection without TLS. */
const SAFE_MODES = ['require', 'verify-ca', 'verify-full'];
const OR_ON_PURPOSE = 'or allow it in PLAIN_CONNECTIONS, for a network of your own.';

/**
 * What names and cases would travel over without TLS, one line a setting. Never about the machine itself: there is no wire.
 * Mail may start plain, and then must change over (`requireTLS` of the mailer). Source: ASVS 5.0 V12.3.1.
 */
export function plainConnectionProblems(connections: Connections): string[] {
  const { databaseUrl, databaseOwnerUrl, redisUrl, plainConnections } = connections;
  const databases = { DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: databaseOwnerUrl };
  const problems = Object.entries(databases)
    .filter(
      ([, address]) => address !== undefined && leavesTheMachine(address) && !SAFE_MODES.includes(modeOf(address)),
    )
    .map(([name]) => `${name}: in production add sslmode=verify-full, ${OR_ON_PURPOSE}`);
  if (plainConnections.includes('database')) problems.length = 0;
  if (redisUrl !== undefined && leavesTheMachine(redisUrl) && !redisUrl.startsWith('rediss://')) {
    if (!plainConnections.includes('redis')) problems.push(`REDIS_URL: in production use rediss://, ${OR_ON_PURPOSE}`);
  }
  return problems;
}

/** The names in PLAIN_CONNECTIONS, with commas between them. */
export function readPlainConnections(given: string | undefined, problems: string[]): PlainConnection[] {
  const names = (given ?? '').split(',').map((name) => name.trim());
  const wrong = names.filter((name) => name !== '' && !PLAIN_CONNECTIONS.some((known) => known === name));
  if (wrong.length > 0) problems.push(`PLAIN_CONNECTIONS: must be of ${PLAIN_CONNECTIONS.join(', ')}.`);
  return PLAIN_CONNECTIONS.filter((known) => names.includes(known));
}

const modeOf = (address: string): string => new URL(address).searchParams.get('sslmode') ?? 'prefer';

/** `postgresql:///cohort?host=/run/postgresql` and addresses of the machine itself stay on it. */
export function leavesTheMachine(address: string): boolean {
  const { hostname, searchParams } = new URL(address);
  const host = searchParams.get('host') ?? hostname;
  return !(host === '' || host.startsWith('/') || host === 'localhost' || host === '[::1]' || /^127\./.test(host));
}
