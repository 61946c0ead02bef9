import { Client } from 'pg';
import { makeCase } from '../../factories';
import { TestApp } from '../../support/test-app';

const LEAD = 'lead@scf.example';

describe('no audit row, no answer', () => {
  let test: TestApp;
  let individualId: string;

  beforeAll(async () => {
    test = await TestApp.start();
    ({ individualId } = await makeCase(test, { givenName: 'Canaryname' }));
  });
  afterAll(() => test.stop());

  const count = async (table: 'audit_events' | 'notes'): Promise<number> => {
    const [row] = await test.sql<{ count: number }>(
      table === 'notes'
        ? 'SELECT count(*)::int AS count FROM notes'
        : 'SELECT count(*)::int AS count FROM audit_events',
    );
    return row?.count ?? -1;
  };
  const note = {
    text: 'Seen at the park',
    basis: 'fact',
    'happenedOn-day': '20',
    'happenedOn-month': '11',
    'happenedOn-year': '2026',
  };

  it.each([
    [
      'the right to write it is gone',
      'REVOKE INSERT (act) ON audit_events FROM cohort_app',
      'GRANT INSERT (act) ON audit_events TO cohort_app',
    ],
    [
      'a rule of the table refuses it',
      `ALTER TABLE audit_events ADD CONSTRAINT refuse_all CHECK (act = 'nothing') NOT VALID`,
      'ALTER TABLE audit_events DROP CONSTRAINT refuse_all',
    ],
    [
      'the table is gone',
      'ALTER TABLE audit_events RENAME TO audit_elsewhere',
      'ALTER TABLE audit_elsewhere RENAME TO audit_events',
    ],
  ])('reads and writes answer 503 and show and save nothing when %s', async (_, breakIt, mendIt) => {
    const lead = await test.browse(LEAD);
    const api = await test.api(LEAD);
    const form = await lead.hiddenFields(`/individuals/${individualId}/notes`, `/individuals/${individualId}/notes`);
    const [notes, rows] = [await count('notes'), await count('audit_events')];
    await test.sql(breakIt);
    try {
      const page = await lead.get(`/individuals/${individualId}`);
      const read = await api.get(`/individuals/${individualId}`);
      const list = await lead.get('/individuals');
      const written = await lead.post(`/individuals/${individualId}/notes`, { ...form, ...note });
      const added = await api.post('/individuals', { givenName: 'New', familyName: 'Person' });
      expect([page.status, read.status, list.status, written.status, added.status]).toEqual([503, 503, 503, 503, 503]);
      expect([page.text, read.text, list.text, written.text].join()).not.toContain('Canaryname');
      expect(read.body).toMatchObject({ status: 503, type: '/problems/audit-unavailable' });
    } finally {
      await test.sql(mendIt);
    }
    expect([await count('notes'), await count('audit_events')]).toEqual([notes, rows]);
    expect((await lead.get(`/individuals/${individualId}`)).status).toBe(200);
  });

  it('writes as many rows as requests were served', async () => {
    const lead = await test.browse(LEAD);
    const before = await count('audit_events');
    const pages = ['', '/plan', '/notes', '/actions', '/reviews', '/people', '/readers'];
    for (const page of pages) {
      const rows = await count('audit_events');
      expect((await lead.get(`/individuals/${individualId}${page}`)).status).toBe(200);
      expect([page, await count('audit_events')]).toEqual([page, rows + 1]);
    }
    expect((await lead.get('/individuals')).status).toBe(200);
    expect(await count('audit_events')).toBe(before + pages.length + 1);
    const [row] = await test.sql(
      `SELECT agency_id, roles, act, subject_type, individual_id, request_id IS NOT NULL AS has_request, host(address) AS address
         FROM audit_events WHERE act = 'plan.read'`,
    );
    expect(row).toEqual({
      agency_id: test.partnership.agencies['scf'],
      roles: ['practitioner'],
      act: 'plan.read',
      subject_type: 'individual',
      individual_id: individualId,
      has_request: true,
      address: '127.0.0.1',
    });
  });

  it.each(['audit_events', 'audit_seals'])('lets the service neither change nor remove a row of %s', async (table) => {
    const service = new Client({ connectionString: test.database.serviceUrl });
    await service.connect();
    const refusals = [];
    for (const sql of [`UPDATE ${table} SET hash = hash`, `DELETE FROM ${table}`, `TRUNCATE ${table}`]) {
      const column = table === 'audit_events' ? sql.replaceAll('hash', 'act') : sql;
      refusals.push(
        await service.query(column).then(
          () => 'done',
          (error: { code?: string }) => error.code,
        ),
      );
    }
    await service.end();
    expect(refusals).toEqual(['42501', '42501', '42501']);
    await expect(test.sql(`TRUNCATE ${table}`)).rejects.toMatchObject({ code: 'TC002' });
  });

  it('lets the service choose no place in the chain', async () => {
    const service = new Client({ connectionString: test.database.serviceUrl });
    await service.connect();
    const userId = test.userId(LEAD);
    await service.query(`SELECT set_config('app.user_id', $1, false)`, [userId]);
    const insert = `INSERT INTO audit_events (id, at, actor_id, agency_id, roles, act, subject_type, position)
      VALUES (gen_random_uuid(), now(), '${userId}', '${userId}', '{}', 'x', 'y', 1)`;
    await expect(service.query(insert)).rejects.toMatchObject({ code: '42501' });
    await service.end();
  });
});
