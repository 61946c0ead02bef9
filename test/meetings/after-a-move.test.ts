import type { Settings } from '../../src/config';
import { SETTINGS } from '../../src/config';
import { DeferItem } from '../../src/meetings';
import { ReturnInformation } from '../../src/meetings/pack/return-information';
import { Transactions } from '../../src/platform/database';
import type { Message } from '../../src/platform/mail';
import { type OutboxEvent, OutboxListeners } from '../../src/platform/queue';
import { TellOfPapers } from '../../src/reminders/tell-of-papers';
import type { MadeCase } from '../factories';
import { TEST_NOW, TestApp } from '../support/test-app';
import { CHAIR, MEMBER } from './meeting-of-three';
import { twoMeetings } from './two-meetings';

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
    ({ first, second, owed, secret } = await begin());
  });
  afterEach(() => test.clock.set(new Date(TEST_NOW)));

  const { begin, plan, versionOf, cancel, move, itemOf, page } = twoMeetings(() => test);

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
});
