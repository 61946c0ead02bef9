import { load } from 'cheerio';
import { SETTINGS, type Settings } from '../../src/config';
import { Transactions } from '../../src/platform/database';
import type { Message } from '../../src/platform/mail';
import { type OutboxEvent, OutboxListeners } from '../../src/platform/queue';
import { ReturnPlan } from '../../src/plans';
import { TellOfReturn } from '../../src/reminders/tell-of-return';
import { newId } from '../../src/shared/ids';
import { makeCase, type MadeCase } from '../factories';
import { TestApp } from '../support/test-app';

const lead = 'lead@scf.example';
const manager = 'manager@scf.example';

describe('the inbox of reminders', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  async function remind(made: MadeCase, email: string, more: Record<string, unknown> = {}): Promise<string> {
    const row = { rung: 'overdue', told_as: 'plan_owner', status: 'owed', owed_at: '2026-11-21T06:00:00Z', ...more };
    const id = newId();
    const columns = {
      id,
      kind: 'review',
      subject_id: made.scheduleId,
      individual_id: made.individualId,
      recipient_id: test.userId(email),
    };
    const all: Record<string, unknown> = { subject_version: 1, due_on: '2026-11-18', ...columns, ...row };
    const names = Object.keys(all);
    await test.sql(
      `INSERT INTO reminders (${names.join(', ')}) VALUES (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
      Object.values(all),
    );
    return id;
  }

  const overdue = (more: object = {}) => makeCase(test, { plan: 'live', reviewDueOn: '2026-11-18', ...more });

  it('shows what it is about, why, and what became of the mail, newest first', async () => {
    const made = await overdue({ givenName: 'Inbox' });
    await remind(made, lead, {
      rung: 'due_today',
      status: 'suppressed',
      status_reason: 'newer_rung',
      owed_at: '2026-11-18',
    });
    await remind(made, lead, { status: 'sent', sent_at: '2026-11-21T09:32:00Z', message_id: 'm' });
    await remind(made, lead, {
      rung: 'overdue_7_days_panel',
      told_as: 'panel_chair',
      status: 'failed',
      attempts: 3,
      owed_at: '2026-11-21T07:00:00Z',
    });
    const page = await (await test.browse(lead)).get('/reminders');
    expect(page.status).toBe(200);
    const $ = load(page.text);
    const rows = $('#reminders tbody tr')
      .toArray()
      .map((row) => $(row).text().replace(/\s+/g, ' '));
    expect(rows).toHaveLength(3);
    expect(rows[0]).toContain('could not be delivered: tried 3 times');
    expect(rows[1]).toContain('Inbox Demo');
    expect(rows[1]).toContain('Overdue by 3 days');
    expect(rows[1]).toContain('You are told because you own the plan.');
    expect(rows[1]).toContain('High tier: within 6 weeks');
    expect(rows[1]).toContain('E-mailed 21 November 2026 at 9:32am');
    expect(rows[2]).toContain('Not e-mailed: a later reminder took its place');
    expect($('#reminders a').first().attr('href')).toBe(`/individuals/${made.individualId}/reviews`);
    expect($('title').text()).not.toContain('Inbox');
  });

  it('never shows what its reader may not see any more, nor anybody else’s', async () => {
    const made = await overdue({ givenName: 'Hidden' });
    await remind(made, manager, { rung: 'overdue_manager', told_as: 'agency_manager' });
    expect((await (await test.browse(lead)).get('/reminders')).text).not.toContain('Hidden');
    expect((await (await test.browse(manager)).get('/reminders')).text).toContain('Hidden Demo');
    await test.sql(
      'UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1',
      [made.individualId, [test.userId(lead)]],
    );
    expect((await (await test.browse(manager)).get('/reminders')).text).not.toContain('Hidden');
    expect(JSON.stringify((await (await test.api(manager)).get('/reminders')).body)).not.toContain(made.individualId);
  });

  it('is a list of ids and words over the API, a page at a time', async () => {
    const nurse = 'nurse@health.example';
    const made = await overdue({ leadProfessional: nurse, planOwner: nurse });
    const ids: string[] = [];
    for (let version = 1; version <= 27; version += 1) {
      ids.push(
        await remind(made, nurse, {
          subject_version: version,
          owed_at: `2026-10-${String(version).padStart(2, '0')}T00:00:00.123456Z`,
        }),
      );
    }
    const api = await test.api(nurse);
    const first = await api.get('/reminders');
    expect(first.status).toBe(200);
    expect(first.body.items).toHaveLength(25);
    expect(first.body.items[0]).toMatchObject({
      id: ids[26],
      individualId: made.individualId,
      reviewScheduleId: made.scheduleId,
      rung: 'overdue',
      toldAs: 'plan_owner',
      dueOn: '2026-11-18',
      status: 'owed',
      statusReason: null,
      sentAt: null,
    });
    const second = await api.get(`/reminders?cursor=${String(first.body.nextCursor)}`);
    expect(second.body.items.map((item: { id: string }) => item.id)).toEqual([ids[1], ids[0]]);
    expect(second.body.nextCursor).toBeNull();
    expect((await api.get('/reminders?cursor=nonsense')).status).toBe(422);
  });

  it('is narrowed by what it is about and what still waits, with how many there are, and says when mail goes', async () => {
    const officer = 'officer@tvp.example';
    const made = await overdue({ leadProfessional: officer, planOwner: officer });
    for (let version = 1; version <= 26; version += 1) await remind(made, officer, { subject_version: version });
    await remind(made, officer, { kind: 'no_plan', subject_id: made.individualId });
    const page = await test.browse(officer);
    const shown = async (query: string) => {
      const $ = load((await page.get(`/reminders${query}`)).text);
      return { $, caption: $('#reminders-caption').text(), rows: $('#reminders tbody tr').length };
    };
    const all = await shown('');
    expect([all.caption, all.rows]).toEqual(['What you have been reminded of, newest first (27)', 25]);
    expect(all.$('[data-qa=when-sent]').text()).toContain('goes out once a day, from midnight');
    const waiting = await shown('?about=review&show=waiting');
    expect([waiting.caption, waiting.rows]).toEqual(['What you have been reminded of, newest first (26)', 25]);
    const next = await shown(String(waiting.$('a[rel=next]').attr('href')).replace('/reminders', ''));
    expect([next.rows, next.$('#about option[selected]').text()]).toEqual([1, 'Review of the plan']);
    const over = await shown('?about=no_plan&show=over');
    expect([over.caption, over.rows]).toEqual(['What you have been reminded of, newest first (1)', 1]);
    expect((await shown('?about=action')).$('main').text()).toContain('No reminder is like that');
    expect((await shown('?about=nonsense&show=nonsense')).rows).toBe(25);
  });

  it('says that a plan was returned, to those who lead and own it, until it is sent again', async () => {
    const made = await makeCase(test, {
      givenName: 'Sentback',
      plan: 'awaiting_approval',
      planOwner: 'dsl@school.example',
    });
    const sent: Message[] = [];
    const mailer = { isSetUp: true, atOnce: 1, send: async (message: Message) => void sent.push(message) };
    const telling = new TellOfReturn(
      test.get(Transactions),
      mailer,
      new OutboxListeners(),
      test.app.get<Settings>(SETTINGS, { strict: false }),
    );
    const [plan] = await test.sql<{ version: number }>('SELECT version FROM plans WHERE id = $1', [made.planId]);
    const seen = { planId: made.planId, version: plan?.version ?? 0 };
    await test.get(ReturnPlan).run(await test.actor(manager), { ...seen, comment: 'Say who drives' });
    const [event] = await test.sql<OutboxEvent>(
      `SELECT id, kind, subject_id AS "subjectId" FROM outbox_events WHERE kind = 'plan.returned' AND subject_id = $1`,
      [made.planId],
    );
    if (!event) throw new Error('Nothing was announced.');
    await telling.run(event);
    expect(sent.map(({ to }) => to).sort()).toEqual(['dsl@school.example', lead]);
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(2);
    for (const { subject, text } of sent) expect(subject + text).not.toMatch(/Sentback|Say who|TC-/);
    const section = async (email: string) =>
      load((await (await test.browse(email)).get('/reminders')).text)('[data-qa=returned-plans]').text();
    expect(await section(lead)).toContain('Sentback Demo');
    expect(await section('member@mace.example')).toBe('');
    await test.sql(`UPDATE plans SET return_comment = NULL, returned_by = NULL, version = version + 1 WHERE id = $1`, [
      made.planId,
    ]);
    await telling.run(event);
    expect([await section(lead), sent.length]).toEqual(['', 2]);
    // Nobody but the service may ask who answers for a plan.
    const asked = test
      .get(Transactions)
      .act(await test.actor(lead), (tx) => tx.query('SELECT * FROM told_of_returned_plan($1)', [made.planId]));
    await expect(asked).rejects.toThrow();
  });

  it('is not for those without cases', async () => {
    for (const email of ['analyst@sbc.example', 'governance@sbc.example', 'administrator@sbc.example']) {
      expect((await (await test.browse(email)).get('/reminders')).status).toBe(403);
      expect((await (await test.api(email)).get('/reminders')).status).toBe(403);
    }
    expect((await test.anonymous().get('/reminders')).headers['location']).toBe('/sign-in');
  });
});
