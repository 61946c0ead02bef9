import { load } from 'cheerio';
import type { Settings } from '../../src/config';
import { SETTINGS } from '../../src/config';
import { BuildAgenda, ChangeMeeting, DeferItem, PlanMeeting } from '../../src/meetings';
import { ReturnInformation } from '../../src/meetings/pack/return-information';
import { Transactions } from '../../src/platform/database';
import type { Message } from '../../src/platform/mail';
import { type OutboxEvent, OutboxListeners } from '../../src/platform/queue';
import { TellOfPapers } from '../../src/reminders/tell-of-papers';
import { makeCase, type MadeCase } from '../factories';
import { TEST_NOW, TestApp } from '../support/test-app';
import { CHAIR, MEMBER } from './meeting-of-three';
import { withoutCases } from './without-cases';

describe('after a meeting was moved or cancelled', () => {
  let test: TestApp;
  let first: string;
  let second: string;
  let owed: MadeCase;
  let secret: MadeCase;

  beforeAll(async () => {
    test = await TestApp.start();
    await test.sql(
      `INSERT INTO panel_agencies (id, panel_id, agency_id, added_by, started_at)
       SELECT gen_random_uuid(), $1, a.id, $2, '2026-01-01' FROM agencies a WHERE a.kind = 'health'`,
      [test.partnership.panelId, test.userId(CHAIR)],
    );
  });
  afterAll(() => test.stop());

  beforeEach(async () => {
    await test.sql('TRUNCATE meetings, outbox_events CASCADE');
    await withoutCases(test);
    const due = {
      plan: 'live',
      dateOfBirth: '2010-06-01',
      cohortSince: '2026-01-05',
      reviewDueOn: '2026-11-10',
    } as const;
    owed = await makeCase(test, { givenName: 'Owed', ...due });
    secret = await makeCase(test, { givenName: 'Secret', ...due });
    first = await plan('2026-11-26');
    second = await plan('2026-12-10');
    await test.sql(
      'UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1',
      [secret.individualId, [test.userId(MEMBER)]],
    );
  });
  afterEach(() => test.clock.set(new Date(TEST_NOW)));

  const plan = async (heldOn: string): Promise<string> =>
    (await test.get(PlanMeeting).run(await test.actor(CHAIR), { heldOn, startsAt: '10:00', place: 'Room 1' })).id;
  const versionOf = async (table: 'meetings' | 'meeting_items', id: string): Promise<number> =>
    (await test.sql<{ version: number }>(`SELECT version FROM ${table} WHERE id = $1`, [id]))[0]?.version ?? 0;
  const cancel = async (meetingId: string) =>
    test.get(ChangeMeeting).cancel(await test.actor(CHAIR), {
      meetingId,
      version: await versionOf('meetings', meetingId),
      reason: 'Snow',
    });
  const move = async (meetingId: string, heldOn: string) =>
    test.get(ChangeMeeting).move(await test.actor(CHAIR), {
      meetingId,
      version: await versionOf('meetings', meetingId),
      ...{ heldOn, startsAt: '14:00', place: 'Hall', reason: 'The room is taken' },
    });
  const itemOf = async (meetingId: string, made: MadeCase) =>
    (
      await test.sql<{ id: string; status: string; reason: string }>(
        'SELECT id, status, reason FROM meeting_items WHERE meeting_id = $1 AND individual_id = $2',
        [meetingId, made.individualId],
      )
    )[0];
  const page = async (email: string, path: string): Promise<string> =>
    load((await (await test.browse(email)).get(path)).text)('main')
      .text()
      .replace(/\s+/g, ' ');

  it('mails everybody seated once of each change, with no name and no reason, and nobody else', async () => {
    await move(first, '2026-11-27');
    await cancel(first);
    const events = await test.sql<OutboxEvent>(
      `SELECT id, kind, subject_id AS "subjectId" FROM outbox_events WHERE kind IN ('meeting.moved','meeting.cancelled') ORDER BY at, id`,
    );
    const sent: Message[] = [];
    const mailer = { isSetUp: true, atOnce: 1, send: async (message: Message) => void sent.push(message) };
    const settings = test.app.get<Settings>(SETTINGS, { strict: false });
    const telling = new TellOfPapers(test.get(Transactions), mailer, new OutboxListeners(), settings);
    for (const event of events) await telling.run(event);
    const seats = await test.sql(
      `SELECT 1 FROM panel_members m JOIN users u ON u.id = m.user_id
        WHERE m.ended_at IS NULL AND u.status = 'active' AND u.roles && ARRAY['panel_member','panel_chair']`,
    );
    expect(seats.length).toBeGreaterThan(1);
    expect(sent).toHaveLength(2 * seats.length);
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(sent.length);
    for (const { subject, text } of sent) {
      expect(subject).toMatch(/is cancelled|has moved/);
      expect(subject + text).not.toMatch(/Owed|Secret|Snow|taken|Hall/);
    }
  });

  it('asks for returns by the new day, counts one that came before the move by that day, and asks none of a cancelled one', async () => {
    test.clock.set(new Date('2026-11-24T10:00:00Z'));
    expect(await page(MEMBER, '/meetings')).toContain(
      'owes MACE on 26 November 2026 a return on 2 cases, due by 23 November',
    );
    const itemId = (await itemOf(first, owed))?.id ?? '';
    await test
      .get(ReturnInformation)
      .run(await test.actor(MEMBER), { meetingId: first, returns: [{ itemId, text: 'Seen twice' }] });
    expect(await page(MEMBER, `/meetings/${first}/items/${itemId}`)).toContain('Late');
    await move(first, '2026-12-03');
    expect(await page(MEMBER, '/meetings')).toContain(
      'owes MACE on 3 December 2026 a return on 1 case, due by 30 November',
    );
    expect(await page(MEMBER, `/meetings/${first}/items/${itemId}`)).not.toContain('Late');
    await cancel(first);
    for (const email of [MEMBER, CHAIR])
      expect((await page(email, '/meetings')).split('Cancelled meetings')[0]).not.toContain('3 December');
    expect(await page(MEMBER, `/meetings/${first}/returns`)).not.toContain('Send to the panel');
  });

  it('leaves nothing waiting on it, whoever cancelled it, and owes it once: not again when it was decided since', async () => {
    await cancel(second);
    await cancel(first);
    expect((await itemOf(first, secret))?.status).toBe('deferred');
    const third = await plan('2026-11-25');
    expect((await itemOf(third, owed))?.status).toBe('listed');
    await test.sql(
      `UPDATE meeting_items SET status = 'decided', decision = 'continue', rationale = 'Fine', decided_by = $2, decided_at = $3,
              version = version + 1 WHERE id = $1`,
      [(await itemOf(third, owed))?.id, test.userId(CHAIR), new Date('2026-11-25T11:00:00Z')],
    );
    await test.sql('UPDATE review_schedules SET due_on = $2, version = version + 1 WHERE individual_id = $1', [
      owed.individualId,
      '2027-06-01',
    ]);
    await test.sql(
      `UPDATE meetings SET status = 'held', closed_at = '2026-11-25T12:00Z', version = version + 1 WHERE id = $1`,
      [third],
    );
    test.clock.set(new Date('2026-11-26T10:00:00Z'));
    const fourth = await plan('2026-12-03');
    expect(await itemOf(fourth, owed)).toBeUndefined();
  });

  it('brings back what was cancelled after a later meeting was held, though no rule lists it', async () => {
    await test.sql('UPDATE review_schedules SET due_on = $2, version = version + 1 WHERE individual_id = $1', [
      owed.individualId,
      '2027-06-01',
    ]);
    await test.sql(
      `UPDATE meetings SET status = 'held', closed_at = '2026-12-10T12:00Z', version = version + 1 WHERE id = $1`,
      [second],
    );
    test.clock.set(new Date('2026-12-11T10:00:00Z'));
    await cancel(first);
    const next = await plan('2026-12-17');
    expect(await itemOf(next, owed)).toMatchObject({ status: 'listed', reason: (await itemOf(first, owed))?.reason });
    expect((await itemOf(next, owed))?.reason).not.toBe('added');
  });

  it('owes what it had listed to the next planned meeting, not to one that is open', async () => {
    const third = await plan('2026-12-17');
    await test.sql('UPDATE meetings SET started_at = $2, version = version + 1 WHERE id = $1', [
      second,
      test.clock.now(),
    ]);
    await cancel(first);
    expect(await itemOf(second, owed)).toBeUndefined();
    expect((await itemOf(third, owed))?.status).toBe('listed');
  });

  it('keeps why a case was put off, and does not say it was on the day that fell out', async () => {
    const id = (await itemOf(first, owed))?.id ?? '';
    const put = {
      meetingId: first,
      itemId: id,
      version: await versionOf('meeting_items', id),
      reason: 'The school is away',
    };
    await test.get(DeferItem).run(await test.actor(CHAIR), put);
    await cancel(first);
    const agenda = await page(CHAIR, `/meetings/${second}`);
    expect(agenda).toContain('Put off from a meeting that was cancelled: The school is away');
    expect(agenda).not.toContain('26 November');
  });

  it('takes what it was to speak of beside its cases to the next meeting, or to the first that is planned', async () => {
    const member = await test.browse(MEMBER);
    const topic = { kind: 'location', title: 'The clinic door', visibility: 'health_only' };
    await member.submit(`/meetings/${first}/topics`, topic);
    await cancel(first);
    expect(await page(MEMBER, `/meetings/${second}/topics`)).toContain('The clinic door');
    expect(await page(CHAIR, `/meetings/${second}/topics`)).not.toContain('The clinic door');
    await cancel(second);
    const third = await plan('2026-12-17');
    expect(await page(MEMBER, `/meetings/${third}/topics`)).toContain('The clinic door');
    expect(await page(MEMBER, `/meetings/${second}/topics`)).not.toContain('The clinic door');
  });

  it('takes neither topics nor what was passed on to a meeting that is open, but to the next planned one', async () => {
    const member = await test.browse(MEMBER);
    await member.submit(`/meetings/${first}/topics`, { kind: 'theme', title: 'Mopeds', visibility: 'all_agencies' });
    const third = await plan('2026-12-17');
    const above = '00000000-0000-7000-8000-0000000000a3';
    await test.sql(
      `INSERT INTO panels (id, name, abbreviation, level, created_at) VALUES ($1, 'Silver panel', 'SILVER', 'silver', now())`,
      [above],
    );
    const from = (await itemOf(first, secret))?.id ?? '';
    await test.sql(
      `INSERT INTO panel_escalations (id, individual_id, from_panel_id, to_panel_id, from_item_id, item_id, question, rationale, made_by, made_at)
       VALUES (gen_random_uuid(), $1, $2, $3, $4, NULL, 'Is it safe?', 'We cannot say', $5, now())`,
      [secret.individualId, above, test.partnership.panelId, from, test.userId(MEMBER)],
    );
    await test.sql('UPDATE meetings SET started_at = $2, version = version + 1 WHERE id = $1', [
      second,
      test.clock.now(),
    ]);
    await cancel(first);
    expect(await page(MEMBER, `/meetings/${third}/topics`)).toContain('Mopeds');
    expect(await page(MEMBER, `/meetings/${second}/topics`)).not.toContain('Mopeds');
    const [landed] = await test.sql<{ meeting_id: string }>(
      'SELECT t.meeting_id FROM panel_escalations e JOIN meeting_items t ON t.id = e.item_id',
    );
    expect(landed?.meeting_id).toBe(third);
  });

  it('lands an escalation on an earlier day than the cancelled one, also from under a chair who may not see it', async () => {
    const from = (await itemOf(first, owed))?.id ?? '';
    const above = '00000000-0000-7000-8000-0000000000a2';
    await test.sql(
      `INSERT INTO panels (id, name, abbreviation, level, created_at) VALUES ($1, 'Gold panel', 'GOLD', 'gold', now())`,
      [above],
    );
    await test.sql('UPDATE meeting_items SET panel_id = $2, version = version + 1 WHERE id = $1', [from, above]);
    await cancel(first);
    await test.sql(
      `INSERT INTO panel_escalations (id, individual_id, from_panel_id, to_panel_id, from_item_id, item_id, question, rationale, made_by, made_at)
       VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, 'Is it safe?', 'We cannot say', $6, now())`,
      [
        secret.individualId,
        above,
        test.partnership.panelId,
        from,
        (await itemOf(second, secret))?.id,
        test.userId(MEMBER),
      ],
    );
    await cancel(second);
    const earlier = await plan('2026-12-01');
    expect((await itemOf(earlier, secret))?.status).toBe('listed');
    await test.get(BuildAgenda).run(await test.actor(CHAIR), { meetingId: earlier });
    expect(await page(CHAIR, '/meetings')).not.toContain('escalated by');
  });
});
