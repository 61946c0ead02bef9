import { DataSource } from 'typeorm';
import { TestApp } from '../support/test-app';

/** Constraints, indexes and comments are the migrations' alone: an entity says what a row holds, not what guards it. */
const OF_THE_MIGRATIONS = [
  /^ALTER TABLE "\w+" (ADD|DROP) CONSTRAINT /,
  /^(CREATE|DROP) (UNIQUE )?INDEX /,
  /^COMMENT ON /,
  /^ALTER TABLE "\w+" RENAME CONSTRAINT /,
];

/** Columns that no entity holds, with the reason. */
const UNMAPPED: Record<string, string> = {
  'individuals.match_keys': 'made by the database from the names and the date of birth, and compared there alone',
  'individuals.merged_into': 'set and read by the functions of merges alone',
  'cohort_memberships.set_aside_by':
    'set and read by the functions of merges, and by the exclusion of overlapping periods',
  'cohort_decisions.set_aside_by': 'set by the functions of merges, and read by the view of what is owed',
  'cohort_decisions.asked_again_on':
    'set by the database with the end of a period, and read by the view of what is owed',
  'meeting_items.came_by_merge':
    'set by the functions of merges, and read by the rule of one item a person and meeting',
  'individuals.added_in_agency_id': 'kept and read by the database alone: who sees a record whose adder has left',
};

describe('entities and the migrated database', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('agree on columns, types, defaults and what may be missing', async () => {
    const entities = test.get(DataSource).entityMetadatas.map((entity) => entity.target);
    const owner = await new DataSource({
      type: 'postgres',
      url: test.database.ownerUrl,
      entities: entities.filter((target) => typeof target === 'function'),
    }).initialize();
    const { upQueries } = await owner.driver.createSchemaBuilder().log();
    await owner.destroy();
    const pending = upQueries
      .map(({ query }) => query)
      .filter((query) => !OF_THE_MIGRATIONS.some((pattern) => pattern.test(query)))
      .filter((query) => !(unmappedColumn(query) in UNMAPPED));
    expect(pending).toEqual([]);
  });
});

function unmappedColumn(query: string): string {
  const [, table, column] = /^ALTER TABLE "(\w+)" DROP COLUMN "(\w+)"/.exec(query) ?? [];
  return `${table}.${column}`;
}
