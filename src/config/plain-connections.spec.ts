import { readSettings } from './settings';

const PRODUCTION = {
  NODE_ENV: 'production',
  BASE_URL: 'https://cohort.example',
  SESSION_SECRET: 's'.repeat(32),
  SMTP_URL: 'smtp://mail.internal',
};
const problemsOf = (settings: NodeJS.ProcessEnv): string => {
  try {
    readSettings({ ...PRODUCTION, ...settings });
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : 'unknown';
  }
};

describe('a connection without TLS', () => {
  it.each([
    ['DATABASE_URL', 'postgresql://cohort_app:x@database.internal:5432/cohort'],
    ['DATABASE_URL', 'postgresql://cohort_app:x@database.internal:5432/cohort?sslmode=prefer'],
    ['DATABASE_OWNER_URL', 'postgresql://cohort_owner:x@10.0.0.5/cohort'],
    ['REDIS_URL', 'redis://:x@queue.internal:6379'],
  ])('stops the start in production: %s %s', (name, address) => {
    const database = { DATABASE_URL: 'postgresql://localhost/cohort', [name]: address };
    expect(problemsOf(database)).toMatch(new RegExp(`^${name}: in production `));
    expect(problemsOf({ ...database, PLAIN_CONNECTIONS: 'database, redis' })).toBe('');
    expect(problemsOf({ ...database, NODE_ENV: 'development' })).toBe('');
  });

  it.each([
    ['DATABASE_URL', 'postgresql://cohort_app:x@database.internal:5432/cohort?sslmode=verify-full'],
    ['DATABASE_URL', 'postgresql://cohort_app:x@localhost:5432/cohort'],
    ['DATABASE_URL', 'postgresql:///cohort?host=/run/postgresql'],
    ['DATABASE_URL', 'postgresql://127.0.0.1/cohort'],
    ['REDIS_URL', 'rediss://:x@queue.internal:6379'],
    ['REDIS_URL', 'redis://[::1]:6379'],
  ])('is not what %s %s is', (name, address) => {
    expect(problemsOf({ DATABASE_URL: 'postgresql://localhost/cohort', [name]: address })).toBe('');
  });

  it('is allowed by names that are known', () => {
    const database = { DATABASE_URL: 'postgresql://database.internal/cohort' };
    expect(problemsOf({ ...database, PLAIN_CONNECTIONS: 'redis,mail' })).toMatch(/^DATABASE_URL: /);
    expect(problemsOf({ ...database, PLAIN_CONNECTIONS: 'database' })).toBe('');
    expect(problemsOf({ PLAIN_CONNECTIONS: 'everything' })).toMatch(/^PLAIN_CONNECTIONS: must be of /);
  });
});
