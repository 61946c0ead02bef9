import { migrationClasses, migrationSource } from '../../src/platform/database';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { catalogueOf } from './catalogue';

describe('the migrations', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('go up, down and up again to the same schema, and down leaves nothing behind', async () => {
    const before = await catalogueOf(database.adminUrl);
    const source = await migrationSource(database.ownerUrl).initialize();
    for (const _ of migrationClasses()) await source.undoLastMigration();
    const ofOurs = (await catalogueOf(database.adminUrl)).filter(
      (line) => !/\bmigrations(_id_seq|_pkey)?\b|PK_[0-9a-f]+|^(schema|extensions): /.test(line),
    );
    expect(ofOurs).toEqual([]);
    await source.runMigrations();
    await source.destroy();
    expect(await catalogueOf(database.adminUrl)).toEqual(before);
  }, 120_000);

  it('are named after their class, each with its own time', () => {
    const names = migrationClasses().map((migration) => migration.name);
    expect(names.every((name) => /^[A-Z]\w+\d{13}$/.test(name))).toBe(true);
    expect(new Set(names.map((name) => name.slice(-13))).size).toBe(names.length);
  });
});
