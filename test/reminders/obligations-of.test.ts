import fc from 'fast-check';
import { SYSTEM_ACTOR } from '../../src/platform/access';
import { Transactions } from '../../src/platform/database';
import { newId } from '../../src/shared/ids';
import { addDays, weekday } from '../../src/shared/day';
import { bankHolidays, dueWorkingDay } from '../../src/shared/working-days';
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
    const closed = await makeCase(test, { plan: 'live', cohortSince: '2026-01-05' });
    await test.sql(
      `UPDATE plans SET status = 'closed', closed_at = '2026-10-30T23:30:00Z', version = version + 1 WHERE id = $1`,
      [closed.planId],
    );
    ids.push(closed.individualId);
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

  const scan = () =>
    test
      .get(Transactions)
      .act(SYSTEM_ACTOR, (tx) =>
        tx.query<object>('SELECT owe_reminders($1, $2, 7, $3)', ['2026-11-21', '2026-11-21T08:00:00Z', bankHolidays()]),
      );

  const COLUMNS = 'kind, subject_id, subject_version, individual_id, due_on, access_keys';
  const rowsOf = (name: string, until: string) =>
    test.sql(`SELECT ${COLUMNS} FROM ${name}($1) ORDER BY 1, 2, 3`, [until]);

  const check = () =>
    test
      .get(Transactions)
      .act(SYSTEM_ACTOR, (tx) =>
        tx.query<{ wrong: number }>('SELECT check_kept_obligations($1, $2) AS wrong', [
          '2026-11-21',
          '2026-11-21T00:10:00Z',
        ]),
      );

  it('fall due on working days, also where six months end on a Saturday, a Sunday or a bank holiday', async () => {
    await scan();
    const days = Array.from({ length: 800 }, (_, at) => addDays('2026-01-01', at));
    const moved = await test.sql<{ day: string; due: string }>(
      `SELECT d::text AS day, working_day_on_or_before(d)::text AS due FROM unnest($1::date[]) d ORDER BY 1`,
      [days],
    );
    expect(moved.map(({ due }) => due)).toEqual(days.map(dueWorkingDay));
    // Six months on: Saturday 21 November 2026, Good Friday 26 March 2027; and a Sunday's entry, never screened.
    const dueOf = async (screenedOn: string | undefined, cohortSince: string) => {
      const { individualId } = await makeCase(test, { screenedOn, cohortSince, plan: 'live' });
      const found = await test.sql<{ kind: string; due: string }>(
        `SELECT o.kind, o.due_on::text AS due FROM obligations_of('9999-12-31', ARRAY[$1::uuid]) o
          WHERE o.kind IN ('screening','validation') ORDER BY 1`,
        [individualId],
      );
      await scan();
      return found.map(({ due }) => due);
    };
    expect(await dueOf('2026-05-21', '2026-05-22')).toEqual(['2026-11-20', '2026-11-20']);
    expect(await dueOf('2026-09-26', '2026-09-26')).toEqual(['2027-03-25', '2027-03-25']);
    expect(await dueOf(undefined, '2026-11-15')).toEqual(['2026-11-16', '2027-05-14']);
    const kept = await test.sql<{ due: string }>(
      `SELECT due_on::text AS due FROM kept_obligations WHERE kind IN ('screening','validation')`,
    );
    expect(kept.filter(({ due }) => weekday(due) > 5)).toEqual([]);
    expect(await check()).toEqual([{ wrong: 0 }]);
  });

  it('are compared once a day with what is kept: what was passed by a trigger is found, put right and shown', async () => {
    await scan();
    expect(await check()).toEqual([{ wrong: 0 }]);
    const page = async () => (await test.browse('administrator@sbc.example')).get('/reminder-deliveries');
    expect((await page()).text).toContain('last on 21 November 2026. Everything matched.');
    // Wrong in the three ways it can be: missing, outdated, of a case that is owed nothing.
    const wrong = [ids[0], ids[3], ids[5]];
    await test.sql(`SET session_replication_role = replica`);
    await test.sql(`DELETE FROM kept_obligations WHERE individual_id = $1`, [wrong[0]]);
    await test.sql(`UPDATE kept_obligations SET due_on = due_on + 1 WHERE individual_id = $1`, [wrong[1]]);
    await test.sql(`INSERT INTO kept_obligations VALUES ($1, 'no_plan', $1, 7, '2026-11-01')`, [wrong[2]]);
    await test.sql(`SET session_replication_role = origin`);
    // A case that changed since the last scan is not worked out yet, and not wrong.
    await test.sql(`INSERT INTO changed_cases (individual_id) VALUES ($1)`, [wrong[2]]);
    expect(await check()).toEqual([{ wrong: 2 }]);
    expect((await page()).text).toContain('reminders about 2 cases were made from something out of date');
    await scan();
    expect(await check()).toEqual([{ wrong: 0 }]);
    expect(await rowsOf('obligations_kept', '9999-12-31')).toEqual(await rowsOf('obligations', '9999-12-31'));
  });

  it('are asked again before a message is made, except of somebody with hundreds: of those the scan has just said', async () => {
    const lease = async (count: number) => {
      const id = newId();
      await test.sql(
        `INSERT INTO reminders (id, kind, subject_id, subject_version, individual_id, recipient_id, told_as, rung, due_on, owed_at, status, lease_id)
         SELECT gen_random_uuid(), 'screening', gen_random_uuid(), 1, $1, u.id, 'plan_owner', 'overdue', '2019-01-01', now(), 'owed', $2
           FROM users u CROSS JOIN generate_series(1, $3) WHERE u.email = 'lead@scf.example'`,
        [ids[0], id, count],
      );
      return id;
    };
    const claim = async (count: number) => {
      const given = await lease(count);
      const rows = await test
        .get(Transactions)
        .act(SYSTEM_ACTOR, (tx) =>
          tx.query<object>('SELECT * FROM claim_reminders($1::uuid[], $2::uuid[], $3, now(), 52)', [
            [given],
            [newId()],
            '2026-11-21',
          ]),
        );
      return rows.length;
    };
    // Nothing of the sort is owed.
    expect([await claim(300), await claim(301)]).toEqual([0, 301]);
    await scan();
    expect(await test.sql(`SELECT 1 FROM reminders WHERE due_on = '2019-01-01' AND status <> 'suppressed'`)).toEqual(
      [],
    );
  });

  /** What anybody may do to a case, in whatever slice: each changes what it owes. */
  const CHANGES: ((id: string, day: string) => Promise<unknown>)[] = [
    (id) =>
      test.sql(
        `UPDATE assignments SET ended_at = now(), version = version + 1 WHERE individual_id = $1 AND ended_at IS NULL`,
        [id],
      ),
    (id, day) =>
      test.sql(
        `UPDATE review_schedules SET due_on = $2, window_from = least(window_from, $2), no_later_than = NULL, version = version + 1 WHERE individual_id = $1 AND status = 'active'`,
        [id, day],
      ),
    (id) =>
      test.sql(
        `UPDATE review_schedules SET status = 'cancelled', version = version + 1 WHERE individual_id = $1 AND status = 'active'`,
        [id],
      ),
    (id, day) =>
      test.sql(
        `INSERT INTO screenings (id, individual_id, screened_on, exploitation_band, violence_band, source, screened_by, agency_id, recorded_at)
         SELECT $2, $1, least($3::date, '2026-11-21'), 'emerging', 'medium', 'imported', u.id, u.agency_id, now() FROM users u WHERE u.email = 'lead@scf.example'`,
        [id, newId(), day],
      ),
    (id) =>
      test.sql(
        `UPDATE cohort_memberships SET ended_on = greatest(started_on, '2026-11-21'), exit_reason = 'moved_area', version = version + 1 WHERE individual_id = $1 AND ended_on IS NULL`,
        [id],
      ),
    (id) =>
      test.sql(
        `UPDATE plans SET status = 'closed', closed_at = now(), version = version + 1 WHERE individual_id = $1 AND status <> 'closed'`,
        [id],
      ),
  ];

  it('are kept for the scan as the one definition says, whatever changed, and for every day', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            at: fc.nat(ids.length - 1),
            change: fc.nat(CHANGES.length - 1),
            day: fc.integer({ min: 1, max: 28 }).map((day) => `2026-10-${String(day).padStart(2, '0')}`),
          }),
          { minLength: 1, maxLength: 3 },
        ),
        async (changes) => {
          for (const { at, change, day } of changes) await CHANGES[change]?.(ids[at] ?? '', day);
          await scan();
          for (const until of ['2026-11-21', '2027-02-01', '9999-12-31'])
            expect(await rowsOf('obligations_kept', until)).toEqual(await rowsOf('obligations', until));
        },
      ),
      { numRuns: 12 },
    );
    expect(await test.sql('SELECT count(*)::int AS n FROM changed_cases')).toEqual([{ n: 0 }]);
  });
});
