import { TestApp } from '../support/test-app';

const lead = 'lead@scf.example';
const PATH = '/reminder-preferences';

describe('the API of the ladder and of preferences', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('lists the rungs that are climbed, earliest first, to whoever may open the page', async () => {
    const { body } = await (await test.api(lead)).get('/reminder-rungs');
    expect(body.nextCursor).toBeNull();
    expect(body.items).toHaveLength(9);
    expect(body.items[0]).toEqual({
      rung: 'due_in_14_days',
      daysAfterDue: -14,
      audience: 'responsible',
      isImmediate: false,
      coversActions: true,
      version: 1,
    });
    expect(body.items.at(-1)).toMatchObject({
      rung: 'overdue_14_days_lead',
      audience: 'partnership_leads',
      isImmediate: true,
    });
    await test.sql(`UPDATE reminder_rungs SET removed_at = now(), version = version + 1 WHERE rung = 'due_in_14_days'`);
    expect((await (await test.api('administrator@sbc.example')).get('/reminder-rungs')).body.items).toHaveLength(8);
    expect((await (await test.api('analyst@sbc.example')).get('/reminder-rungs')).status).toBe(403);
  });

  it('keeps a person’s own choices, what is left out as it was, audited, and refuses a stale or empty one', async () => {
    const api = await test.api(lead);
    const first = await api.get(PATH);
    expect(first.body).toEqual({ alsoImmediate: true, days: [1, 2, 3, 4, 5, 6, 7], version: 0 });
    expect(first.headers['etag']).toBe('"0"');
    const keep = (version: string, body: object) => api.patch(PATH, body).set('If-Match', version);
    const kept = await keep('"0"', { days: [1, 4] });
    expect([kept.status, kept.headers['etag'], kept.body]).toEqual([
      200,
      '"1"',
      { alsoImmediate: true, days: [1, 4], version: 1 },
    ]);
    expect((await keep('"1"', { alsoImmediate: false })).body).toEqual({
      alsoImmediate: false,
      days: [1, 4],
      version: 2,
    });
    expect((await keep('"1"', { days: [2] })).status).toBeGreaterThanOrEqual(409);
    for (const days of [[], [0], [8], [1, 1], ['monday'], 'monday'])
      expect((await keep('"2"', { days })).status).toBe(422);
    expect((await api.patch(PATH, { days: [2] })).status).toBe(428);
    expect((await api.get(PATH)).body).toEqual({ alsoImmediate: false, days: [1, 4], version: 2 });
    const acts = await test.sql(`SELECT actor_id FROM audit_events WHERE act = 'reminder.preferences_kept'`);
    expect(acts).toEqual([{ actor_id: test.userId(lead) }, { actor_id: test.userId(lead) }]);
  });

  it('is each person’s own, and nobody’s without cases', async () => {
    const officer = await test.api('officer@tvp.example');
    expect((await officer.get(PATH)).body.version).toBe(0);
    // Nobody who saw nothing chosen saw version 3.
    const stale = await officer.patch(PATH, { days: [1] }).set('If-Match', '"3"');
    expect([409, 412]).toContain(stale.status);
    const none = 'SELECT count(*)::int AS n FROM reminder_preferences WHERE user_id = $1';
    expect(await test.sql(none, [test.userId('officer@tvp.example')])).toEqual([{ n: 0 }]);
    expect((await (await test.api('administrator@sbc.example')).get(PATH)).status).toBe(403);
  });
});
