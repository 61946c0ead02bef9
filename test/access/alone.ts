import type { TestApp } from '../support/test-app';
import { AccessRules, RouteAccessGuard } from '../../src/platform/access';
import { Reader, Transaction } from '../../src/platform/database';

/** Puts row-level security aside in this database, as its owner could and the service cannot: what is left are the guards. */
export async function withoutRowSecurity(test: TestApp): Promise<void> {
  const tables = await test.sql<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity`,
  );
  for (const { name } of tables) await test.sql(`ALTER TABLE "${name}" DISABLE ROW LEVEL SECURITY`);
}

/**
 * Puts every guard of the service aside in this application: the routes let everybody in who is signed in, the rules
 * agree to everything, and the reads no longer ask for the reader's keys. What is left is row-level security.
 */
export async function withoutGuards(test: TestApp): Promise<void> {
  jest.spyOn(RouteAccessGuard.prototype, 'canActivate').mockReturnValue(true);
  const rules = test.get(AccessRules);
  jest.spyOn(rules, 'may').mockReturnValue(true);
  jest.spyOn(rules, 'ensureMay').mockReturnValue(undefined);
  withoutKeysInStatements(test);
}

/** The statements no longer ask for the reader's keys. */
export function withoutKeysInStatements(test: TestApp): void {
  const reader = test.get(Reader);
  const read = reader.read.bind(reader);
  jest
    .spyOn(reader, 'read')
    .mockImplementation((actor, entry, ...statements) =>
      read(
        actor,
        entry,
        ...statements.map((sent) => ({ ...sent, name: `${sent.name}-alone`, text: withoutKeys(sent.text) })),
      ),
    );
  const query = Transaction.prototype.query;
  jest.spyOn(Transaction.prototype, 'query').mockImplementation(function (
    this: Transaction,
    sql: string,
    values?: unknown[],
  ) {
    return query.call(this, withoutKeys(sql), values) as never;
  });
}

/** `access_keys && $2::uuid[]` becomes true, and still uses the parameter. */
export const withoutKeys = (sql: string): string =>
  sql.replace(
    /(?:\w+\.)?access_keys && (\$\d+(?:::uuid\[\])?)/g,
    (_, keys: string) => `${keys.replace(/::.*/, '')}::uuid[] IS NOT NULL`,
  );
