import { load } from 'cheerio';
import { migrationClasses, migrationSource } from '../../src/platform/database';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

/** The last migration of the first release. */
const FIRST_RELEASE = 1795305600100;
/** Until then a person had one draft of a referral, under the address of its form. */
const OWN_ADDRESSES = 1795305600880;
const KEPT = [
  'individuals',
  'plans',
  'review_schedules',
  'reviews',
  'notes',
  'actions',
  'assignments',
  'users',
  'reminder_rungs',
];

// The owner of a table is held by FORCE ROW LEVEL SECURITY too: an UPDATE in a migration may touch no row and say nothing.
describe('a database of the first release', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('keeps every row on its way to the newest, and what the newest derives is there', async () => {
    const { individualId, scheduleId, planId } = await makeCase(test, { plan: 'live', reviewDueOn: '2026-11-20' });
    await makeCase(test, { plan: 'live', reviewDueOn: '2026-12-20', restrictedTo: ['lead@scf.example'] });
    const lead = await test.browse('lead@scf.example');
    const notes = `/individuals/${individualId}/notes`;
    const today = { 'happenedOn-day': '20', 'happenedOn-month': '11', 'happenedOn-year': '2026' };
    expect((await lead.submit(notes, { ...today, basis: 'fact', text: 'Kept' })).status).toBe(303);
    const counts = async () => {
      const result: Record<string, number | undefined> = {};
      for (const table of KEPT)
        result[table] = (await test.sql<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n;
      return result;
    };
    const before = await counts();

    const source = await migrationSource(test.database.ownerUrl).initialize();
    const newer = migrationClasses().filter(({ name }) => Number(name.slice(-13)) > FIRST_RELEASE);
    for (const _ of newer) await source.undoLastMigration();
    await test.sql(`INSERT INTO sessions (sid, sess, expire) VALUES ('old', '{}', now() + interval '1 hour')`);
    await test.sql(`UPDATE review_schedules SET status = 'completed', version = version + 1 WHERE id = $1`, [
      scheduleId,
    ]);
    await test.sql(
      `INSERT INTO reviews (id, schedule_id, plan_id, individual_id, held_on, deadline_on, person_view_answer, person_view,
                            summary, decision, rationale, held_by, recorded_by, recorded_at)
       VALUES (gen_random_uuid(), $1, $2, $3, '2026-11-20', '2026-11-20', 'agrees', '', 'x', 'continue', 'x', $4, $4, now())`,
      [scheduleId, planId, individualId, test.userId('lead@scf.example')],
    );
    await source.runMigrations();
    await source.destroy();

    expect(await counts()).toEqual({ ...before, reviews: Number(before['reviews']) + 1 });
    const history = await test.sql(
      'SELECT version, act, to_status FROM review_schedule_changes WHERE schedule_id = $1 ORDER BY version',
      [scheduleId],
    );
    expect(history).toEqual([
      { version: 1, act: 'started', to_status: 'active' },
      { version: 2, act: 'completed', to_status: 'completed' },
    ]);
    expect(
      await test.sql(`SELECT 1 FROM reviews r JOIN review_schedules s ON s.id = r.schedule_id WHERE r.rule <> s.rule`),
    ).toEqual([]);
    expect(await test.sql('SELECT supplied_by FROM notes WHERE supplied_by IS NULL')).toEqual([]);
    expect(
      await test.sql('SELECT id FROM individuals WHERE created_by IS NOT NULL AND added_in_agency_id IS NULL'),
    ).toEqual([]);
    expect(
      await test.sql(`SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
                        AND relname <> 'migrations' AND NOT (relrowsecurity AND relforcerowsecurity)`),
    ).toEqual([]);
    expect((await lead.get(notes)).status).toBe(303);
    expect((await (await test.browse('lead@scf.example')).get(notes)).text).toContain('Kept');
  }, 120_000);

  it('gives a referral begun in an older release an address of its own, with all that was written', async () => {
    const begun = { givenName: 'Orrin', familyName: 'Tallowfield', reason: 'Seen with a knife at the gate' };
    const referrer = await test.browse('dsl@school.example');
    const kept = await referrer.submit('/referrals', { ...begun, step: 'later' }, '/referrals/new');
    expect(kept.status).toBe(303);
    const source = await migrationSource(test.database.ownerUrl).initialize();
    const since = migrationClasses().filter(({ name }) => Number(name.slice(-13)) >= OWN_ADDRESSES);
    for (const _ of since) await source.undoLastMigration();
    expect(await test.sql(`SELECT form_path FROM drafts`)).toEqual([{ form_path: '/referrals' }]);
    await source.runMigrations();
    await source.destroy();
    const list = load((await referrer.get('/referrals')).text);
    const address = String(list('[data-qa=draft-referrals] tbody a').attr('href'));
    expect(address).toMatch(/^\/referrals\/begun\/[0-9a-f-]{36}$/);
    const form = load((await referrer.get(address)).text);
    expect([form('#givenName').val(), form('#reason').val()]).toEqual([begun.givenName, begun.reason]);
  }, 120_000);
});
