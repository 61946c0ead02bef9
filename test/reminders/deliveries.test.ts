import { load } from 'cheerio';
import { WorkerHeartbeat } from '../../src/platform/queue/worker-heartbeat';
import { Transactions } from '../../src/platform/database';
import { WorkerWatch } from '../../src/platform/queue';
import { newId } from '../../src/shared/ids';
import { makeCase, type MadeCase } from '../factories';
import { TestApp } from '../support/test-app';

const administrator = 'administrator@sbc.example';

describe('reminders that did not arrive', () => {
  let test: TestApp;
  let made: MadeCase;
  let failedId: string;

  beforeAll(async () => {
    test = await TestApp.start();
    made = await makeCase(test, { plan: 'live', reviewDueOn: '2026-11-20', givenName: 'Hidden', familyName: 'Name' });
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    await test.sql('DELETE FROM reminders; DELETE FROM worker_heartbeat; DELETE FROM address_bounces');
    failedId = await add('failed', 'overdue');
    await add('suppressed', 'due_today');
  });

  async function add(status: 'failed' | 'suppressed', rung: string): Promise<string> {
    const id = newId();
    await test.sql(
      `INSERT INTO reminders (id, kind, subject_id, subject_version, individual_id, recipient_id, told_as, rung, due_on, status, status_reason,
                              owed_at, attempts, last_error, instead_of, redirect_reason)
       VALUES ($1, 'review', $2, 1, $3, $4, 'plan_owner', $5, '2026-11-20', $6, $7, '2026-11-21T07:00:00Z', 52, 'EENVELOPE 550', $8, 'away')`,
      [
        id,
        made.scheduleId,
        made.individualId,
        test.userId('lead@scf.example'),
        rung,
        status,
        status === 'suppressed' ? 'review_recorded' : null,
        test.userId('manager@scf.example'),
      ],
    );
    return id;
  }

  const statusOf = async (id: string) =>
    (
      await test.sql<{ status: string; attempts: number }>('SELECT status, attempts FROM reminders WHERE id = $1', [id])
    )[0];

  it('shows reference, recipient, for whom, reason and attempts, counts, and no name of a case', async () => {
    const page = await (await test.browse(administrator)).get('/reminder-deliveries');
    expect(page.status).toBe(200);
    const $ = load(page.text);
    const row = $('#deliveries tbody tr').text();
    expect(row).toContain(made.reference);
    expect(row).toMatch(/To .+ for .+, who was away then/);
    expect(row).toContain('The mail server did not take the address (EENVELOPE 550), tried 52 times');
    expect($('#counts').text()).toContain('1 failed');
    expect(page.text).not.toContain('Hidden');
    const other = await (await test.browse(administrator)).get('/reminder-deliveries?view=suppressed');
    expect(load(other.text)('#deliveries tbody').text()).toContain('the review was recorded');
    expect(load(other.text)('#deliveries button')).toHaveLength(0);
  });

  it('tells nothing but that it exists of a restricted case, and nothing at all to who works cases', async () => {
    await test.sql('UPDATE individuals SET is_restricted = true, version = version + 1 WHERE id = $1', [
      made.individualId,
    ]);
    const page = await (await test.browse(administrator)).get('/reminder-deliveries');
    expect(page.text).not.toContain(made.reference);
    expect(page.text).toContain('Restricted case');
    await test.sql('UPDATE individuals SET is_restricted = false, version = version + 1 WHERE id = $1', [
      made.individualId,
    ]);
    expect((await (await test.browse('lead@scf.example')).get('/reminder-deliveries')).status).toBe(403);
    // The database refuses by itself, whoever asks.
    const lead = await test.actor('lead@scf.example');
    const ask = test
      .get(Transactions)
      .act(lead, (tx) => tx.query(`SELECT * FROM undelivered_reminders('failed', NULL, NULL, 10)`));
    await expect(ask).rejects.toThrow('Only administrators and governance');
  });

  it('is tried again by an administrator, once, audited, and the address is believed again', async () => {
    await test.sql(
      `INSERT INTO address_bounces (user_id, email, answer, bounced_at) VALUES ($1, 'lead@scf.example', 'EENVELOPE 550', now())`,
      [test.userId('lead@scf.example')],
    );
    const browser = await test.browse(administrator);
    const action = `/reminder-deliveries/${failedId}/retries`;
    expect((await browser.submit(action, {}, '/reminder-deliveries')).status).toBe(303);
    expect(await statusOf(failedId)).toEqual({ status: 'owed', attempts: 0 });
    const [audit] = await test.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM audit_events WHERE act = 'reminder.tried_again' AND subject_id = $1`,
      [failedId],
    );
    expect(audit?.n).toBe(1);
    expect(await test.sql('SELECT 1 FROM address_bounces WHERE cleared_at IS NULL')).toEqual([]);
  });

  it('answers the API alike: listed, tried again once, then 404; governance may look only', async () => {
    const api = await test.api(administrator);
    const listed = await api.get('/reminder-deliveries');
    expect(listed.body.items).toEqual([
      expect.objectContaining({ id: failedId, reference: made.reference, attempts: 52, lastError: 'EENVELOPE 550' }),
    ]);
    const governance = await test.api('governance@sbc.example');
    expect((await governance.get('/reminder-deliveries')).status).toBe(200);
    expect((await governance.post(`/reminder-deliveries/${failedId}/retries`)).status).toBe(403);
    expect((await api.post(`/reminder-deliveries/${failedId}/retries`)).status).toBe(201);
    expect((await api.post(`/reminder-deliveries/${failedId}/retries`)).status).toBe(404);
  });

  it('raises the alarm when no worker has beaten for five minutes, and ends it at the next beat', async () => {
    const watch = test.get(WorkerWatch);
    const browser = await test.browse(administrator);
    const look = async (page: string) => {
      await watch.look();
      return (await browser.get(page)).text;
    };
    const beat = (ago: string) =>
      test.sql(
        `INSERT INTO worker_heartbeat (beat_at) VALUES (now() - $1::interval)
         ON CONFLICT ON CONSTRAINT worker_heartbeat_pk DO UPDATE SET beat_at = excluded.beat_at`,
        [ago],
      );
    await beat('4 minutes 50 seconds');
    expect(await look('/users')).not.toContain('No reminder can be sent');
    await beat('5 minutes 10 seconds');
    expect(await look('/users')).toContain('No reminder can be sent');
    expect(await look('/reminder-deliveries')).toContain('No e-mail can be sent now');
    expect((await test.anonymous().get('/health/ready')).body).toMatchObject({ status: 'ok', worker: 'missing' });
    // Not for who cannot have it mended.
    expect((await (await test.browse('lead@scf.example')).get('/individuals')).text).not.toContain(
      'No reminder can be',
    );
    await new WorkerHeartbeat(test.get(Transactions)).beat();
    expect(await look('/users')).not.toContain('No reminder can be sent');
    expect((await test.anonymous().get('/health/ready')).body).not.toHaveProperty('worker');
  });

  it('raises the alarm when no message has left for five minutes, and ends it when one does', async () => {
    const watch = test.get(WorkerWatch);
    const browser = await test.browse('manager@scf.example');
    const look = async (): Promise<string> => {
      await watch.look();
      return (await browser.get('/reviews')).text;
    };
    const away = (ago: string) => test.sql('UPDATE worker_heartbeat SET mail_away_since = now() - $1::interval', [ago]);
    await new WorkerHeartbeat(test.get(Transactions)).beat();
    await away('4 minutes 50 seconds');
    expect(await look()).not.toContain('No e-mail has left');
    await away('5 minutes 10 seconds');
    expect(await look()).toContain('No e-mail has left this service since');
    const deliveries = await (await test.browse(administrator)).get('/reminder-deliveries');
    expect(deliveries.text).toContain('the mail server does not take it. Everything waits');
    expect((await test.anonymous().get('/health/ready')).body).toMatchObject({ status: 'ok', mail: 'away' });
    await test.sql('UPDATE worker_heartbeat SET mail_away_since = NULL');
    expect(await look()).not.toContain('No e-mail has left');
  });

  it('shows administrators the addresses that take no mail, at the top, and believes one again when told to', async () => {
    await test.sql(
      `INSERT INTO address_bounces (user_id, email, answer, bounced_at) VALUES ($1, 'lead@scf.example', 'EENVELOPE 550', now())
       ON CONFLICT ON CONSTRAINT address_bounces_pk DO UPDATE SET cleared_at = NULL, cleared_by = NULL`,
      [test.userId('lead@scf.example')],
    );
    const governance = await (await test.browse('governance@sbc.example')).get('/reminder-deliveries');
    expect(governance.text).not.toContain('lead@scf.example');
    const browser = await test.browse(administrator);
    const { text } = await browser.get('/reminder-deliveries');
    const words = 'lead@scf.example: The mail server did not take the address (EENVELOPE 550)';
    expect(text.indexOf(words)).toBeGreaterThan(0);
    expect(text.indexOf(words)).toBeLessThan(text.indexOf('id="counts"'));
    const clearance = `/reminder-rungs/addresses/${test.userId('lead@scf.example')}/clearance`;
    const { headers } = await browser.submit(clearance, {}, '/reminder-deliveries');
    expect(headers['location']).toBe('/reminder-deliveries');
    expect((await browser.get('/reminder-deliveries')).text).not.toContain('lead@scf.example: 550');
  });
});
