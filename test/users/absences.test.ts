import { CancelAbsence, RecordAbsence } from '../../src/users';
import { TestApp } from '../support/test-app';

const lead = 'lead@scf.example';
const manager = 'manager@scf.example';
const officer = 'officer@tvp.example';

describe('absences', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());
  afterEach(() => test.sql('DELETE FROM absences'));

  const leave = { kind: 'leave', startsOn: '2026-11-23', endsOn: '2026-11-27' } as const;
  const record = async (email: string, more: object = {}) =>
    test.get(RecordAbsence).run(await test.actor(email), { ...leave, ...more });

  it('are recorded on a page by the person, with somebody of the agency to stand in, audited, and cancelled there', async () => {
    const client = await test.browse(lead);
    const fields = {
      kind: 'leave',
      'startsOn-day': '23',
      'startsOn-month': '11',
      'startsOn-year': '2026',
      delegateId: test.userId(manager),
    };
    expect((await client.submit('/absences', fields)).status).toBe(303);
    const [kept] = await test.sql<{ id: string }>('SELECT id, starts_on::text, ends_on, delegate_id FROM absences');
    expect(kept).toMatchObject({ starts_on: '2026-11-23', ends_on: null, delegate_id: test.userId(manager) });
    expect((await client.submit(`/absences/${kept?.id}/cancellation`, {}, '/absences')).status).toBe(303);
    const acts = await test.sql(`SELECT act FROM audit_events WHERE act LIKE 'user.absence%' ORDER BY at`);
    expect(acts).toEqual([{ act: 'user.absence_recorded' }, { act: 'user.absence_cancelled' }]);
  });

  it('are recorded by a manager for the agency, and not for another', async () => {
    await record(manager, { userId: test.userId(lead) });
    await expect(record('manager@tvp.example', { userId: test.userId(lead) })).rejects.toThrow('permission');
    await expect(record(officer, { userId: test.userId(lead) })).rejects.toThrow('permission');
  });

  it('refuse a stranger as delegate, days in the wrong order, and days that overlap', async () => {
    await expect(record(lead, { delegateId: test.userId(officer) })).rejects.toMatchObject({
      problems: [{ field: 'delegateId' }],
    });
    await expect(record(lead, { endsOn: '2026-11-20' })).rejects.toMatchObject({ problems: [{ field: 'endsOn' }] });
    await record(lead);
    await expect(record(lead, { startsOn: '2026-11-27', endsOn: '2026-11-30' })).rejects.toThrow('overlap');
  });

  it('are over the API the caller’s own and, for a manager, the agency’s; why is nobody else’s business', async () => {
    const { id } = await record(lead);
    const ids = async (email: string) =>
      (await (await test.api(email)).get('/absences')).body.items.map((item: { id: string }) => item.id);
    expect(await ids(lead)).toEqual([id]);
    expect(await ids(manager)).toEqual([id]);
    expect(await ids(officer)).toEqual([]);
    await expect(test.get(CancelAbsence).run(await test.actor(officer), { id, version: 1 })).rejects.toMatchObject({
      status: 404,
    });
    const api = await test.api(lead);
    expect((await api.post(`/absences/${id}/cancellation`).set('If-Match', '"7"')).status).toBe(409);
    expect((await api.post(`/absences/${id}/cancellation`).set('If-Match', '"1"')).status).toBe(200);
    expect(await ids(lead)).toEqual([]);
  });
});
