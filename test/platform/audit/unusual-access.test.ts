import { load } from 'cheerio';
import { readSettings } from '../../../src/config';
import { WatchAccess } from '../../../src/platform/audit/watch/watch-access';
import { Transactions } from '../../../src/platform/database';
import { SmtpMailer } from '../../../src/platform/mail/smtp-mailer';
import { makeCase } from '../../factories';
import { Mailbox } from '../../reminders/support/mailbox';
import { TestApp } from '../../support/test-app';

const GOVERNANCE = 'governance@sbc.example';
const LEAD = 'lead@scf.example';

describe('unusual access', () => {
  let test: TestApp;
  let mailbox: Mailbox;
  let watch: WatchAccess;

  beforeAll(async () => {
    test = await TestApp.start({ READS_PER_MINUTE: '40' });
    mailbox = await Mailbox.open();
    const settings = readSettings({ DATABASE_URL: test.database.serviceUrl, SMTP_URL: mailbox.smtpUrl });
    watch = new WatchAccess(test.get(Transactions), new SmtpMailer(settings, test.clock), settings);
  });
  afterAll(async () => {
    await mailbox.close();
    await test.stop();
  });
  beforeEach(async () => {
    await test.sql('DELETE FROM unusual_access');
    await test.sql('DELETE FROM audit_keeping');
    await test.sql('ALTER TABLE audit_events DISABLE TRIGGER USER');
    await test.sql('DELETE FROM audit_events');
    await test.sql('ALTER TABLE audit_events ENABLE TRIGGER USER');
    mailbox.received.length = 0;
  });

  const look = async (at: string): Promise<string[]> => {
    test.clock.set(at);
    await watch.run();
    const rows = await test.sql<{ kind: string; counted: number }>(
      'SELECT kind, counted FROM unusual_access ORDER BY kind, raised_at',
    );
    return rows.map(({ kind, counted }) => `${kind} ${counted}`);
  };
  /** So many different records read (or tried), one after the other in so many seconds. */
  const reads = (count: number, from: string, seconds: number, act = 'individual.read', email = LEAD) =>
    test.sql(
      `INSERT INTO audit_events (id, at, actor_id, agency_id, roles, act, subject_type, individual_id)
       SELECT gen_random_uuid(), $2::timestamptz + make_interval(secs => $3::float8 * (n - 1) / $1::int), u.id, u.agency_id, u.roles, $4,
              'individual', gen_random_uuid() FROM generate_series(1, $1::int) n, users u WHERE u.email = $5`,
      [count, from, seconds, act, email],
    );

  it('is five hundred records in ten minutes, wherever the ten minutes lie; not 499, nor in an hour', async () => {
    await reads(499, '2026-11-18T10:00:00Z', 300);
    expect(await look('2026-11-18T10:12:00Z')).toEqual([]);
    await reads(499, '2026-11-18T12:00:00Z', 3600);
    expect(await look('2026-11-18T13:01:00Z')).toEqual([]);
    await reads(500, '2026-11-18T14:03:17Z', 599);
    expect(await look('2026-11-18T15:00:00Z')).toEqual(['many_records 500']);
    expect(await look('2026-11-18T15:01:00Z')).toEqual(['many_records 500']);
  });

  it('is many refusals, and reading at night or at a weekend by London time', async () => {
    await reads(9, '2026-11-18T10:00:00Z', 60, 'individual.read.refused');
    expect(await look('2026-11-18T10:05:00Z')).toEqual([]);
    await reads(1, '2026-11-18T10:05:30Z', 1, 'individual.read.refused');
    expect(await look('2026-11-18T10:06:00Z')).toEqual(['many_refusals 10']);
    await reads(60, '2026-07-15T18:55:00Z', 240, 'individual.read', 'manager@scf.example');
    expect(await look('2026-07-15T19:00:00Z')).toEqual(['many_refusals 10']);
    await reads(50, '2026-07-15T19:01:00Z', 240, 'individual.read', 'manager@scf.example');
    await test.sql(`DELETE FROM audit_keeping`);
    expect(await look('2026-07-15T19:06:00Z')).toEqual(['many_refusals 10', 'out_of_hours 50']);
  });

  it('is a record the agency has never worked; not one of its own, of the panel, or of who made it', async () => {
    test.clock.set('2026-11-18T10:00:00Z');
    const { individualId } = await makeCase(test);
    const readBy = (email: string) =>
      test.sql(
        `INSERT INTO audit_events (id, at, actor_id, agency_id, roles, act, subject_type, individual_id)
         SELECT gen_random_uuid(), '2026-11-18T10:00:00Z', id, agency_id, roles, 'plan.read', 'plan', $2 FROM users WHERE email = $1`,
        [email, individualId],
      );
    for (const email of [LEAD, 'manager@scf.example', 'member@mace.example']) await readBy(email);
    expect(await look('2026-11-18T10:01:00Z')).toEqual([]);
    await readBy('nurse@health.example');
    expect(await look('2026-11-18T10:02:00Z')).toEqual(['outside_agency 1']);
    expect(await look('2026-11-18T10:03:00Z')).toEqual(['outside_agency 1']);
  });

  it('is not an import on a Sunday, however many records it makes; looking at as many is', async () => {
    const made = (act: string, records: boolean, requestId: string) =>
      test.sql(
        `INSERT INTO audit_events (id, at, actor_id, agency_id, roles, act, subject_type, individual_id, request_id)
         SELECT gen_random_uuid(), '2026-11-22T11:00:00Z', u.id, u.agency_id, u.roles, $1, 'individual',
                CASE WHEN $2 THEN gen_random_uuid() END, $3
           FROM generate_series(1, CASE WHEN $2 THEN 600 ELSE 1 END), users u WHERE u.email = 'chair@mace.example'`,
        [act, records, requestId],
      );
    await made('individual.added', true, 'the-import');
    await made('import.confirmed', false, 'the-import');
    expect(await look('2026-11-22T11:05:00Z')).toEqual([]);
    await made('individual.read', true, 'the-looking');
    expect(await look('2026-11-22T11:06:00Z')).toEqual(['many_records 600', 'out_of_hours 600']);
  });

  it('is reading faster than a person: refused for the rest of the minute, raised once; saving is not refused', async () => {
    test.clock.set('2026-11-18T10:00:00Z');
    const page = await test.browse(LEAD);
    const program = await test.api(LEAD);
    const { individualId } = await makeCase(test);
    const statuses: number[] = [];
    for (let read = 0; read < 42; read++) {
      statuses.push((await (read % 2 ? page.get('/individuals') : program.get('/individuals'))).status);
    }
    // One page opened on the way in was a read too, whichever form it was.
    expect(statuses.slice(0, 38)).toEqual(Array.from({ length: 38 }, () => 200));
    expect(statuses.slice(-1)).toEqual([429]);
    const refused = await program.post('/individuals/searches', { text: 'a' });
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '60']);
    const address = {
      lines: '1 Demo Road',
      kind: 'home',
      postcode: 'SL1 1AA',
      fromOn: '2026-01-01',
      source: 'Council',
    };
    expect((await program.post(`/individuals/${individualId}/addresses`, address)).status).toBe(201);
    expect(await test.sql(`SELECT kind, counted, user_id FROM unusual_access`)).toEqual([
      { kind: 'too_fast', counted: 40, user_id: test.userId(LEAD) },
    ]);
    expect((await (await test.api('manager@scf.example')).get('/individuals')).status).toBe(200);
    test.clock.set('2026-11-18T10:01:00Z');
    expect((await page.get('/individuals')).status).toBe(200);
  });

  it('is told to governance once, without a name, and two workers raise it once', async () => {
    await reads(500, '2026-11-18T10:00:00Z', 60);
    test.clock.set('2026-11-18T10:02:00Z');
    await Promise.all([watch.run(), watch.run()]);
    await watch.run();
    expect(await test.sql('SELECT count(*)::int AS count FROM unusual_access')).toEqual([{ count: 1 }]);
    const mails = new Set(mailbox.received.map(({ messageId }) => messageId));
    expect(mails.size).toBe(1);
    expect(mailbox.received[0]?.to).toContain(GOVERNANCE);
    expect(mailbox.received[0]?.raw).not.toMatch(/Lena|Marsh|Children/);
  });

  it('is looked at and explained by governance alone, and what they say is kept and recorded', async () => {
    await reads(500, '2026-11-18T10:00:00Z', 60);
    await look('2026-11-18T10:02:00Z');
    const governance = await test.browse(GOVERNANCE);
    const $ = load((await governance.get('/unusual-access?state=new')).text);
    const link = $('#unusual-access tbody a').first();
    expect(link.text()).toBe('Looked at 500 records in a short time');
    const path = String(link.attr('href'));
    const handling = `${path}/handling`;
    const empty = await governance.submit(handling, { state: 'explained', explanation: '' }, path);
    expect([empty.status, empty.text.includes('Enter what explains it')]).toEqual([422, true]);
    const stale = await governance.hiddenFields(path, handling);
    const saved = await governance.submit(handling, { state: 'explained', explanation: 'Yearly data check' }, path);
    expect([saved.status, saved.headers['location']]).toEqual([303, '/unusual-access']);
    const late = await governance.post(handling, {
      ...stale,
      submissionId: '',
      state: 'looked_at',
      explanation: 'mine',
    });
    expect(late.status === 409 || late.status === 422).toBe(true);
    expect(await test.sql('SELECT state, explanation, handled_by FROM unusual_access')).toEqual([
      { state: 'explained', explanation: 'Yearly data check', handled_by: test.userId(GOVERNANCE) },
    ]);
    expect(await test.sql(`SELECT act FROM audit_events WHERE act LIKE 'unusual_access.explained'`)).toHaveLength(1);
    for (const email of [LEAD, 'chair@mace.example', 'administrator@sbc.example']) {
      expect((await (await test.browse(email)).get(path)).status).toBe(403);
    }
  });
});
