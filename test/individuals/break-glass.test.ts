import { Reader } from '../../src/platform/database';
import { makeCase } from '../factories';
import { TEST_NOW, TestApp } from '../support/test-app';

const OFFICER = 'officer@tvp.example';
const LEAD = 'lead@scf.example';
const MANAGER = 'manager@scf.example';
const GOVERNANCE = 'governance@sbc.example';
const REASON = 'Found bleeding in the street, need next of kin';

describe('break-glass', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterEach(() => test.clock.set(TEST_NOW));
  afterAll(() => test.stop());

  const open = async (body: object, email = OFFICER) =>
    (await test.api(email)).post('/break-glass-grants', { reason: REASON, ...body });
  const opened = async () => {
    const made = await makeCase(test, { planOwner: MANAGER, plan: 'live' });
    const answer = await open({ reference: made.reference });
    expect(answer.status).toBe(201);
    return { ...made, grantId: String(answer.body.id) };
  };

  it('lets a practitioner read one record for two hours by the clock, tells those who answer for it, and shows it', async () => {
    const { individualId, reference } = await makeCase(test, { plan: 'live' });
    const officer = await test.browse(OFFICER);
    expect((await officer.get('/individuals')).text).toContain('Open a record urgently');
    expect((await officer.get(`/individuals/${individualId}`)).status).toBe(404);
    const sent = await officer.submit('/break-glass', { reason: REASON, reference: reference.toLowerCase() });
    expect([sent.status, sent.headers['location']]).toEqual([303, `/individuals/${individualId}`]);
    for (const page of ['', '/plan', '/notes', '/actions', '/reviews', '/people', '/screenings', '/access']) {
      const answer = await officer.get(`/individuals/${individualId}${page}`);
      expect([page, answer.status]).toEqual([page, 200]);
      expect(answer.text).toContain('by urgent access until 21 November 2026');
      expect(answer.text).toContain('End now');
    }
    const manager = await test.browse(MANAGER);
    const told = (await manager.get('/access-notices')).text;
    expect(told).toMatch(/opened this record urgently[\s\S]*Found bleeding/);
    expect((await (await test.browse(LEAD)).get(`/individuals/${individualId}/access`)).text).toContain(REASON);
    expect((await (await test.browse(GOVERNANCE)).get('/access-notices')).text).toContain(reference);
    test.clock.set('2026-11-21T11:59:59Z');
    const later = await test.api(OFFICER);
    expect((await later.get(`/individuals/${individualId}`)).status).toBe(200);
    test.clock.set('2026-11-21T12:00:00Z');
    expect((await later.get(`/individuals/${individualId}`)).status).toBe(404);
    const acts = await test.sql(
      `SELECT reason FROM audit_events WHERE act = 'break_glass.opened' AND individual_id = $1`,
      [individualId],
    );
    expect(acts).toEqual([{ reason: REASON }]);
  });

  it('announces each notice for the post, without the name', async () => {
    const { individualId } = await opened();
    const announced = await test.sql(
      `SELECT 1 FROM outbox_events o JOIN access_notices n ON n.id = o.subject_id
        WHERE o.kind = 'access_notice.made' AND n.individual_id = $1`,
      [individualId],
    );
    const recipients = await test.sql<{ email: string }>(
      `SELECT u.email FROM access_notices n JOIN users u ON u.id = n.recipient_id WHERE n.individual_id = $1 ORDER BY 1`,
      [individualId],
    );
    expect(recipients.map(({ email }) => email)).toEqual([GOVERNANCE, MANAGER]);
    expect(announced.length).toBe(2);
  });

  it('finds by whole name and date of birth, never by part of either', async () => {
    const made = await makeCase(test, { givenName: 'Éloise', familyName: 'Kestrel', dateOfBirth: '2010-02-03' });
    await test.sql(`UPDATE individuals SET search_name = 'eloise kestrel', version = version + 1 WHERE id = $1`, [
      made.individualId,
    ]);
    const who = { givenName: 'eloise', familyName: 'KESTREL', dateOfBirth: '2010-02-03' };
    for (const wrong of [{ familyName: 'Kest' }, { givenName: 'E' }, { dateOfBirth: '2010-02-04' }]) {
      expect((await open({ ...who, ...wrong })).body.type).toBe('/problems/nobody-found');
    }
    expect((await open({ givenName: 'Eloise', familyName: 'Kestrel' })).status).toBe(422);
    expect((await open(who)).body.individualId).toBe(made.individualId);
  });

  it('answers for a restricted person, a stranger and nobody alike, and audits the asking without a name', async () => {
    const hidden = await makeCase(test, { givenName: 'Hidden', familyName: 'Heron', restrictedTo: [LEAD, MANAGER] });
    const about = await open({ reference: hidden.reference });
    const nobody = await open({ reference: 'TC-2026-0000' });
    const strip = ({ body }: { body: object }) => ({ ...body, requestId: '' });
    expect(strip(about)).toEqual(strip(nobody));
    expect((await open({ givenName: 'Hidden', familyName: 'Heron', dateOfBirth: '2009-03-27' })).status).toBe(422);
    expect(await test.sql('SELECT 1 FROM break_glass_grants WHERE individual_id = $1', [hidden.individualId])).toEqual(
      [],
    );
    const asked = await test.sql(
      `SELECT individual_id, reason, fields FROM audit_events WHERE act = 'break_glass.nobody_found' ORDER BY at DESC, id DESC LIMIT 1`,
    );
    expect(asked).toEqual([{ individual_id: null, reason: REASON, fields: ['name', 'dateOfBirth'] }]);
  });

  it('asks for a reason in words before it says anything', async () => {
    const { reference } = await makeCase(test);
    const blank = await (await test.api(OFFICER)).post('/break-glass-grants', { reason: ' ', reference });
    expect(blank.status).toBe(422);
    expect(blank.body.problems).toEqual([{ field: 'reason', message: 'Enter why you need this record now' }]);
    for (const email of ['member@mace.example', GOVERNANCE, 'analyst@sbc.example', 'administrator@sbc.example']) {
      expect((await open({ reference }, email)).status).toBe(403);
    }
  });

  it('reads and changes nothing', async () => {
    const { individualId } = await opened();
    const api = await test.api(OFFICER);
    const officer = await test.actor(OFFICER);
    expect(officer.accessKeys).toEqual(expect.arrayContaining(officer.openGrants ?? ['none']));
    const tries = [
      api.post('/plans', { individualId }),
      api.post('/assignments', { individualId, kind: 'practitioner', userId: test.userId(OFFICER) }),
      api.post(`/individuals/${individualId}/restriction`, { reason: 'x', namedPeople: [] }).set('If-Match', '"1"'),
    ];
    for (const answer of await Promise.all(tries)) expect([403, 404]).toContain(answer.status);
    const page = await test.browse(OFFICER);
    const tokens = await page.hiddenFields(`/individuals/${individualId}/notes`, `/individuals/${individualId}/notes`);
    const day = { 'happenedOn-day': '20', 'happenedOn-month': '11', 'happenedOn-year': '2026' };
    const note = await page.post(`/individuals/${individualId}/notes`, { ...tokens, ...day, basis: 'fact', text: 'x' });
    expect([403, 404]).toContain(note.status);
    expect(await test.sql('SELECT 1 FROM notes WHERE individual_id = $1', [individualId])).toEqual([]);
  });

  it('is ended by its user at once, and by the restriction of the record', async () => {
    const first = await opened();
    const page = await test.browse(OFFICER);
    const ending = `/break-glass-uses/${first.grantId}/ending`;
    expect((await page.submit(ending, {}, `/individuals/${first.individualId}`)).status).toBe(303);
    expect((await page.get(`/individuals/${first.individualId}`)).status).toBe(404);
    const second = await opened();
    await test.sql(
      'UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1',
      [second.individualId, [test.userId(LEAD), test.userId(MANAGER)]],
    );
    expect((await page.get(`/individuals/${second.individualId}`)).status).toBe(404);
    const stranger = await test.api(LEAD);
    expect((await stranger.post(`/break-glass-grants/${second.grantId}/ending`)).status).toBe(404);
  });

  it('ends with the role and with the agency of its user, at once and for good, whatever the guards think', async () => {
    const changes = {
      role: `UPDATE users SET roles = '{analyst}', version = version + 1 WHERE id = $1`,
      account: `UPDATE users SET status = 'disabled', version = version + 1 WHERE id = $1`,
    };
    const before = await test.sql<{ roles: string[] }>('SELECT roles FROM users WHERE id = $1', [test.userId(OFFICER)]);
    for (const change of Object.values(changes)) {
      const { individualId, grantId } = await opened();
      // The actor as a request had it that was let in a moment before: row-level security alone, with the key of the grant.
      const held = await test.actor(OFFICER);
      const statement = {
        name: 'row-of-case',
        text: 'SELECT 1 FROM individuals WHERE id = $1',
        values: [individualId],
      };
      const seen = async () => (await test.get(Reader).many(held, undefined, statement)).length;
      expect([held.accessKeys.includes(grantId), await seen()]).toEqual([true, 1]);
      await test.sql(change, [test.userId(OFFICER)]);
      expect(await seen()).toBe(0);
      const [grant] = await test.sql('SELECT ended_at <= expires_at AS is_over FROM break_glass_grants WHERE id = $1', [
        grantId,
      ]);
      expect(grant).toEqual({ is_over: true });
      await test.sql(`UPDATE users SET roles = $2, status = 'active', version = version + 1 WHERE id = $1`, [
        test.userId(OFFICER),
        before[0]?.roles,
      ]);
      expect((await test.actor(OFFICER)).accessKeys).not.toContain(grantId);
      expect(await seen()).toBe(0);
    }
  });

  it('is reviewed by governance, every use, never by whoever used it', async () => {
    const { grantId } = await opened();
    const governance = await test.browse(GOVERNANCE);
    expect((await governance.get('/break-glass-uses')).text).toContain('To review');
    const path = `/break-glass-uses/${grantId}`;
    const bare = await governance.submit(`${path}/review`, { outcome: 'not_justified', comment: '' }, path);
    expect(bare.text).toContain('Enter what was wrong');
    const kept = await governance.submit(`${path}/review`, { outcome: 'follow_up', comment: 'Call them' }, path);
    expect(kept.status).toBe(303);
    expect((await governance.get(path)).text).toContain('Call them');
    await test.sql(`UPDATE users SET roles = '{governance}', version = version + 1 WHERE email = $1`, [OFFICER]);
    const own = await (
      await test.api(OFFICER)
    )
      .post(`/break-glass-grants/${grantId}/review`, { outcome: 'justified' })
      .set('If-Match', '"2"');
    expect(own.status).toBe(403);
    await test.sql(`UPDATE users SET roles = '{practitioner}', version = version + 1 WHERE email = $1`, [OFFICER]);
  });
});
