import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

/** What a sender asks about a few cases must be what a scan asks about all of them. */
describe('obligations of some cases', () => {
  let test: TestApp;
  const ids: string[] = [];

  beforeAll(async () => {
    test = await TestApp.start();
    const kinds = [
      { plan: 'live', reviewDueOn: '2026-11-20' },
      { plan: 'live', planOwner: null },
      { plan: 'live', leadProfessional: null, screenedOn: '2026-01-05' },
      { plan: 'none', cohortSince: '2026-05-01' },
      { plan: 'draft', tier: null },
      { plan: 'live', reviewDueOn: '2027-03-29', screenedOn: '2026-11-01', cohortSince: '2026-11-02' },
    ] as const;
    for (const kind of kinds) ids.push((await makeCase(test, kind)).individualId);
  });
  afterAll(() => test.stop());

  it.each(['2026-11-21', '2027-01-20', '9999-12-31'])('are those of the one definition, until %s', async (until) => {
    const columns = 'kind, subject_id, subject_version, individual_id, due_on, access_keys';
    const all = await test.sql(`SELECT ${columns} FROM obligations($1) ORDER BY 1, 2`, [until]);
    const few = await test.sql(`SELECT ${columns} FROM obligations_of($1, $2) ORDER BY 1, 2`, [until, ids]);
    expect(all.length).toBeGreaterThan(4);
    expect(few).toEqual(all);
    const some = await test.sql(`SELECT ${columns} FROM obligations_of($1, $2) ORDER BY 1, 2`, [
      until,
      ids.slice(0, 2),
    ]);
    expect(some).toEqual(all.filter((row) => ids.slice(0, 2).includes(String(row['individual_id']))));
  });
});
