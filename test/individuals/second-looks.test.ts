import { load } from 'cheerio';
import { SYSTEM_ACTOR } from '../../src/platform/access';
import { Transactions } from '../../src/platform/database';
import { bankHolidays } from '../../src/shared/working-days';
import { makeCase } from '../factories';
import { type ApiClient, TestApp } from '../support/test-app';

const LEAD = 'lead@scf.example';
const MANAGER = 'manager@scf.example';
const OFFICER = 'officer@tvp.example';
const OTHER = 'manager@tvp.example';
const ZED = {
  kind: 'suspected_exploiter',
  name: 'A man called Zed',
  source: 'School',
  basis: 'allegation',
  reliability: 'untested',
  reviewOn: '2026-12-01',
};

describe('looking again at a relationship', () => {
  let test: TestApp;
  let lead: ApiClient;
  let officer: ApiClient;

  beforeAll(async () => {
    test = await TestApp.start();
    [lead, officer] = [await test.api(LEAD), await test.api(OFFICER)];
  });
  afterAll(() => test.stop());

  const relate = async (api: ApiClient, id: string, more: object = {}): Promise<string> =>
    String((await api.post(`/individuals/${id}/relationships`, { ...ZED, ...more })).body.id);
  const look = (api: ApiClient, id: string, relationshipId: string, body: object, version = 1) =>
    api
      .post(`/individuals/${id}/relationships/${relationshipId}/second-looks`, { note: 'Asked the school', ...body })
      .set('If-Match', `"${version}"`);
  const standing = async (id: string) =>
    (await lead.get(`/individuals/${id}/situation`)).body.relationships.filter(
      ({ untilOn }: { untilOn: string | null }) => untilOn === null,
    );
  const scan = (day: string) =>
    test
      .get(Transactions)
      .act(SYSTEM_ACTOR, (tx) =>
        tx.query<object>('SELECT owe_reminders($1, $2, 7, $3)', [day, `${day}T08:00:00Z`, bankHolidays()]),
      );
  const told = (subject: string, status = 'owed') =>
    test.sql(
      `SELECT u.email, m.told_as FROM reminders m JOIN users u ON u.id = m.recipient_id
        WHERE m.kind = 'relationship_review' AND m.subject_id = $1 AND m.status = $2 ORDER BY u.email, m.told_as`,
      [subject, status],
    );

  it('is asked of the lead professional on a list and by the ladder, and answered on a page', async () => {
    const { individualId: id } = await makeCase(test, { planOwner: OFFICER });
    const relationshipId = await relate(lead, id);
    await relate(lead, id, { kind: 'friend', name: 'Far away', reviewOn: '2027-06-01' });
    const browser = await test.browse(LEAD);
    expect((await browser.get('/individuals')).text).toContain('1 relationship to look at again');
    const due = load((await browser.get('/second-looks')).text);
    const form = `/individuals/${id}/relationships/${relationshipId}/second-look`;
    expect(due('#looks tbody a').attr('href')).toBe(form);
    expect(due('#looks tbody').text()).not.toContain('Far away');
    expect((await lead.get('/second-looks')).body.items).toEqual([
      expect.objectContaining({ id: relationshipId, individualId: id, reviewOn: '2026-12-01' }),
    ]);
    expect((await (await test.api('nurse@health.example')).get('/second-looks')).body.items).toEqual([]);

    await scan('2026-12-02');
    expect(await told(relationshipId)).toEqual([
      { email: LEAD, told_as: 'lead_professional' },
      { email: MANAGER, told_as: 'agency_manager' },
      { email: OTHER, told_as: 'agency_manager' },
      { email: OFFICER, told_as: 'plan_owner' },
    ]);
    expect((await browser.get('/reminders')).text).toContain('Relationship to look at again');
    expect((await browser.get(`/individuals/${id}/due-dates/relationship_review`)).text).toContain(
      'The day that was set to ask whether it is still true',
    );

    const days = { 'nextOn-day': '', 'nextOn-month': '', 'nextOn-year': '' };
    const until = { 'untilOn-day': '', 'untilOn-month': '', 'untilOn-year': '' };
    const { kind, name, basis, reliability, source } = ZED;
    const typed = { ...days, ...until, ...{ kind, name, basis, reliability, source }, detail: '' };
    const empty = await browser.submit(form, { ...typed, outcome: 'confirmed', note: 'Seen on Friday' }, form);
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Enter a day to look again');
    expect(empty.text).toContain('Seen on Friday');
    const next = { ...typed, 'nextOn-day': '1', 'nextOn-month': '3', 'nextOn-year': '2027', outcome: 'confirmed' };
    const changed = await browser.submit(form, { ...next, note: 'Seen', name: 'Zed Q' }, form);
    expect(changed.text).toContain('select that it is put another way');
    const saved = await browser.submit(form, { ...next, note: 'Seen on Friday' }, form);
    expect([saved.status, saved.headers['location']]).toEqual([303, `/individuals/${id}/second-looks`]);
    const shown = load((await browser.get(`/individuals/${id}/second-looks`)).text);
    expect(shown('[data-qa=look]').text()).toMatch(/still true[\s\S]*Seen on Friday[\s\S]*due by 1 December 2026/);
    expect(await standing(id)).toContainEqual(expect.objectContaining({ id: relationshipId, reviewOn: '2027-03-01' }));
    expect(await told(relationshipId)).toEqual([]);
    const audit = await test.sql(
      `SELECT individual_id FROM audit_events WHERE act = 'individual.relationship_confirmed' AND subject_id = $1`,
      [relationshipId],
    );
    expect(audit).toEqual([{ individual_id: id }]);
    expect((await look(lead, id, relationshipId, { outcome: 'confirmed', nextOn: '2027-04-01' })).status).toBe(409);
  });

  it('puts it another way and keeps what was said before, or ends it', async () => {
    const { individualId: id } = await makeCase(test, { planOwner: OFFICER });
    const first = await relate(lead, id);
    const none = await look(lead, id, first, { outcome: 'amended', nextOn: '2027-03-01' });
    expect([none.status, none.body.problems[0].field]).toEqual([422, 'outcome']);
    const named = { outcome: 'amended', nextOn: '2027-03-01', kind: 'exploiter', basis: 'fact' };
    const second = String((await look(lead, id, first, named)).body.id);
    expect(second).not.toBe(first);
    expect(await standing(id)).toEqual([
      expect.objectContaining({ id: second, kind: 'exploiter', name: ZED.name, basis: 'fact', source: 'School' }),
    ]);
    expect((await look(lead, id, first, { outcome: 'confirmed', nextOn: '2027-03-01' }, 2)).status).toBe(409);
    expect((await look(lead, id, second, { outcome: 'ended', untilOn: '2026-12-24' })).status).toBe(422);
    expect((await look(lead, id, second, { outcome: 'ended', untilOn: '2026-11-20' })).status).toBe(201);
    expect(await standing(id)).toEqual([]);
    const { items } = (await lead.get(`/individuals/${id}/second-looks`)).body;
    expect(items.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['ended', 'amended']);
  });

  it('is neither asked of nor shown to whoever may not read it', async () => {
    const { individualId: id } = await makeCase(test, { planOwner: OFFICER });
    const secret = await relate(officer, id, { name: 'Named by a source', visibility: 'police_only' });
    expect((await lead.get('/second-looks')).text).not.toContain(secret);
    expect((await officer.get('/second-looks')).text).toContain(secret);
    await scan('2026-12-02');
    expect((await told(secret)).map((row) => row['email'])).toEqual([OTHER, OFFICER]);
    for (const path of ['/reminders/sent', `/individuals/${id}/second-looks`]) {
      expect((await (await test.browse(MANAGER)).get(path)).text).not.toContain('Named by a source');
    }
    const confirmed = { outcome: 'confirmed', nextOn: '2027-03-01' };
    expect((await look(lead, id, secret, confirmed)).status).toBe(404);
    expect((await look(await test.api('chair@mace.example'), id, secret, confirmed)).status).toBe(404);
    expect((await look(officer, id, secret, confirmed)).status).toBe(201);
    expect((await lead.get(`/individuals/${id}/second-looks`)).body.items).toEqual([]);
  });
});
