import { load } from 'cheerio';
import { SETTINGS, type Settings } from '../../src/config';
import { PlanMeeting } from '../../src/meetings';
import { Transactions } from '../../src/platform/database';
import type { Message } from '../../src/platform/mail';
import { type OutboxEvent, OutboxListeners } from '../../src/platform/queue';
import { TellOfChair } from '../../src/reminders/tell-of-chair';
import { RecordAbsence } from '../../src/users';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { CHAIR, MEMBER } from './meeting-of-three';
import { withoutCases } from './without-cases';

/** Sits on the panel as well. */
const OTHER = 'officer@tvp.example';

describe('whoever is named to chair a meeting, and whoever was before', () => {
  let test: TestApp;
  let meetingId: string;
  let telling: TellOfChair;
  const sent: Message[] = [];

  beforeAll(async () => {
    test = await TestApp.start();
    await withoutCases(test);
    await makeCase(test, { givenName: 'Overdue', plan: 'live', reviewDueOn: '2026-11-10' });
    await test.sql(`UPDATE users SET roles = '{panel_member}', version = version + 1 WHERE email = $1`, [OTHER]);
    await test.sql(
      'INSERT INTO panel_members (id, panel_id, user_id, started_at) VALUES (gen_random_uuid(), $1, $2, $3)',
      [test.partnership.panelId, test.userId(OTHER), test.clock.now()],
    );
    const meeting = { heldOn: '2026-11-21', startsAt: '14:30', place: 'Room 1', onRestDay: true };
    meetingId = (await test.get(PlanMeeting).run(await test.actor(CHAIR), meeting)).id;
    const mailer = { isSetUp: true, atOnce: 1, send: async (message: Message) => void sent.push(message) };
    const settings = test.app.get<Settings>(SETTINGS, { strict: false });
    telling = new TellOfChair(test.get(Transactions), mailer, new OutboxListeners(), settings);
  });
  afterAll(() => test.stop());

  const name = async (by: string, who: string, reason?: string) => {
    const [meeting] = await test.sql<{ version: number }>('SELECT version FROM meetings WHERE id = $1', [meetingId]);
    const body = { chairId: test.userId(who), reason };
    const { status } = await (await test.api(by)).post(`/meetings/${meetingId}/chair`, body).set('If-Match', `"${meeting?.version}"`); // prettier-ignore
    expect(status).toBe(201);
  };
  /** What is sent of everything announced until now, each carried twice as after a crash. */
  const mails = async () => {
    sent.length = 0;
    const events = await test.sql<OutboxEvent>(
      `SELECT id, kind, subject_id AS "subjectId" FROM outbox_events WHERE kind = 'meeting.chair_named' ORDER BY at, id`,
    );
    for (const event of [...events, ...events]) await telling.run(event);
    return [...new Map(sent.map((message) => [message.messageId, message])).values()];
  };
  const inbox = async (email: string) =>
    load((await (await test.browse(email)).get('/reminders')).text)('[data-qa=chair-namings] li')
      .map((_, one) => load(one).text().replace(/\s+/g, ' ').split('. Open')[0])
      .get();
  const meetingWords = 'the meeting of Multi-Agency Child Exploitation panel on 21 November 2026 at 2:30pm';
  const chairs = (by: string) =>
    `${by} named you to chair ${meetingWords}. You run it until it is closed or somebody else is named`;
  const chairsNoMore = (by: string) =>
    `${by} named somebody else to chair ${meetingWords}. You do not chair it any more`;

  it('hears it once, by mail and in the inbox: panel, day, time and by whom, and nothing of a case', async () => {
    await name(CHAIR, MEMBER);
    const [only, ...more] = await mails();
    expect([only?.to, more]).toEqual([MEMBER, []]);
    expect(only?.subject).toBe('You are named to chair a meeting of your panel');
    expect(only?.text).toContain(chairs('Chika Adair'));
    expect(only?.text).toContain(`/meetings/${meetingId}/room`);
    expect(`${only?.subject}${only?.text}`).not.toMatch(/Overdue|TC-/);
    expect(await inbox(MEMBER)).toEqual([chairs('Chika Adair')]);
    for (const email of [CHAIR, OTHER, 'lead@scf.example']) expect(await inbox(email)).toEqual([]);
  });

  it('is not told again by what changes nothing', async () => {
    await name(CHAIR, MEMBER);
    expect(await mails()).toHaveLength(1);
  });

  it('hears that somebody else was named, and so does the next one, once for each naming', async () => {
    await name(CHAIR, OTHER);
    const told = await mails();
    expect(told.map(({ to }) => to)).toEqual(expect.arrayContaining([MEMBER, MEMBER, OTHER]));
    expect(told).toHaveLength(3);
    const last = told.find(({ subject, to }) => to === MEMBER && subject.includes('any more'));
    expect(last?.text).toContain(chairsNoMore('Chika Adair'));
    expect([await inbox(MEMBER), await inbox(OTHER)]).toEqual([[chairsNoMore('Chika Adair')], [chairs('Chika Adair')]]);
  });

  it('is not told of what they did themself; of who was named while no chair is there, both are', async () => {
    await name(OTHER, MEMBER);
    expect(await inbox(OTHER)).toEqual([]);
    expect(await mails()).toHaveLength(4);
    for (const email of [CHAIR, MEMBER])
      await test.get(RecordAbsence).run(await test.actor(email), { startsOn: '2026-11-21', endsOn: '2026-11-21', kind: 'other' }); // prettier-ignore
    await name(OTHER, OTHER, 'Both are ill');
    expect(await mails()).toHaveLength(5);
    expect(await inbox(MEMBER)).toEqual([chairsNoMore('Owen Tarrant')]);
    expect(JSON.stringify(await mails())).not.toContain('Both are ill');
  });

  it('hears nothing of a meeting that is over, nor once their seat has ended; nobody but the service may ask', async () => {
    const [naming] = await test.sql<{ id: string }>('SELECT id FROM meeting_chair_namings LIMIT 1');
    const asking = async () =>
      test.get(Transactions).act(await test.actor(MEMBER), (tx) => tx.query('SELECT * FROM told_of_chair_naming($1)', [naming?.id])); // prettier-ignore
    await expect(asking()).rejects.toThrow();
    await test.sql('UPDATE panel_members SET ended_at = now() WHERE user_id = $1', [test.userId(OTHER)]);
    expect((await mails()).map(({ to }) => to)).not.toContain(OTHER);
    await test.sql(`UPDATE meetings SET status = 'held', closed_at = now(), version = version + 1`);
    expect([await mails(), await inbox(MEMBER)]).toEqual([[], []]);
  });
});
