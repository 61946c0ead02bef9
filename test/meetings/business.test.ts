import { load } from 'cheerio';
import { AddItem, HoldMeeting, PlanMeeting } from '../../src/meetings';
import { SETTINGS, type Settings } from '../../src/config';
import { Transactions } from '../../src/platform/database';
import type { Message } from '../../src/platform/mail';
import { type OutboxEvent, OutboxListeners } from '../../src/platform/queue';
import { ApprovePlan } from '../../src/plans';
import { TellOfPapers } from '../../src/reminders/tell-of-papers';
import { MakeReferral, TriageReferral } from '../../src/referrals';
import { makeCase } from '../factories';
import { type PageClient, TestApp } from '../support/test-app';
import { planRow, submittedPlan, versionOf } from '../plans/arrange';
import { actionFields, CHAIR, filled, meetingOfThree, type MeetingOfThree, MEMBER } from './meeting-of-three';

describe('the business of a meeting beside its decisions', () => {
  let test: TestApp;
  let made: MeetingOfThree;
  let itemPath: string;
  let chair: PageClient;
  let member: PageClient;

  beforeAll(async () => {
    test = await TestApp.start();
    made = await meetingOfThree(test);
    itemPath = await made.itemPath('Overdue');
    [chair, member] = await Promise.all([test.browse(CHAIR), test.browse(MEMBER)]);
  });
  afterAll(() => test.stop());

  const page = (name: string) => `/meetings/${made.meetingId}/${name}`;

  it('brings the lead professional’s question to the case’s sheet, and keeps it out of the next decision', async () => {
    const question = `/individuals/${made.overdue.individualId}/panel-question`;
    const lead = await test.browse('lead@scf.example');
    expect((await lead.get(`/individuals/${made.overdue.individualId}`)).text).toContain(question);
    expect((await lead.submit(question, { text: ' ' })).status).toBe(422);
    expect((await lead.submit(question, { text: 'Can housing move the family?' })).status).toBe(303);
    const asked = async () => load((await member.get(itemPath)).text)('[data-qa=question]').text();
    expect(await asked()).toContain('Can housing move the family?');
    await lead.submit(question, { text: 'Who pays for the taxi?' });
    expect(await asked()).toContain('Who pays for the taxi?');
    expect((await (await test.browse('nurse@health.example')).get(question)).status).toBe(404);
    const [audited] = await test.sql(
      `SELECT count(*)::int AS n FROM audit_events WHERE act = 'panel_question.asked' AND individual_id = $1`,
      [made.overdue.individualId],
    );
    expect(audited).toEqual({ n: 2 });
    expect((await member.submit(`${itemPath}/decision`, filled, itemPath)).status).toBe(303);
    test.clock.set(new Date('2026-11-21T10:05:00Z'));
    await lead.submit(question, { text: 'Asked after the decision' });
    expect(await asked()).toContain('Who pays for the taxi?');
  });

  it('offers the locations and themes the panel knows, and spells the same one as before: kept ones to their own', async () => {
    const { id: laterId } = await test
      .get(PlanMeeting)
      .run(await test.actor(CHAIR), { heldOn: '2026-12-10', startsAt: '10:00', place: 'Room 1' });
    for (const meetingId of [made.meetingId, laterId]) {
      const hints = load((await member.get(`/meetings/${meetingId}/topics`)).text)('.govuk-hint').text();
      expect(hints).toContain('A place or a pattern: no person’s name');
    }
    const police = `INSERT INTO meeting_topics (id, meeting_id, panel_id, kind, title, visibility, added_by, added_at)
      SELECT gen_random_uuid(), m.id, m.panel_id, 'location', 'The safe house', 'police_only', m.created_by, now() FROM meetings m WHERE m.id = $1`;
    await test.sql(police, [made.meetingId]);
    await member.submit(page('topics'), { kind: 'location', title: 'Chalvey Rec' }, page('topics'));
    const later = `/meetings/${laterId}/topics`;
    const offered = async () => {
      const $ = load((await member.get(later)).text);
      expect($('#title').attr('list')).toBe('known-topics');
      return $('#known-topics option')
        .toArray()
        .map((one) => $(one).attr('value'));
    };
    expect(await offered()).toEqual(['Chalvey Rec']);
    expect((await member.submit(later, { kind: 'location', title: ' chalvey  rec' }, later)).status).toBe(303);
    expect(await offered()).toEqual(['Chalvey Rec']);
    expect(await test.sql(`SELECT DISTINCT title FROM meeting_topics WHERE title ILIKE '%rec'`)).toEqual([
      { title: 'Chalvey Rec' },
    ]);
    const twice = await member.submit(later, { kind: 'location', title: 'Chalvey rec' }, later);
    expect([twice.status, twice.text.includes('This is on the agenda already')]).toEqual([422, true]);
    const planless = load((await member.get(await made.itemPath('Planless'))).text);
    expect(planless('#entry-locations-hint').text().trim()).toBe('Spoken of before: Chalvey Rec');
  });

  it('says on the agenda how many referrals wait and how long, and at home what one’s own actions are', async () => {
    test.clock.set(new Date('2026-11-09T10:00:00Z'));
    await test.get(MakeReferral).run(await test.actor('nurse@health.example'), {
      givenName: 'Ref',
      familyName: 'Erred',
      kind: 'proactive',
      reason: 'New older friends',
      isExperiencing: true,
      isPerpetrating: null,
      isTold: 'yes',
    });
    const { id } = await test.get(MakeReferral).run(await test.actor('nurse@health.example'), {
      ...{ givenName: 'Ac', familyName: 'Cepted', kind: 'proactive', reason: 'New older friends', isTold: 'yes' },
      ...{ isExperiencing: true, isPerpetrating: null },
    });
    const accepted = {
      id,
      version: 1,
      decision: 'accept',
      reason: 'Two agencies see it',
      answer: 'We take this on',
    } as const;
    await test.get(TriageReferral).run(await test.actor(CHAIR), accepted);
    test.clock.set(new Date('2026-11-21T10:05:00Z'));
    const $ = load((await member.get(`/meetings/${made.meetingId}`)).text);
    expect($('[data-qa=referrals]').text().trim()).toBe('1 referral waits for a decision, for 12 days.');
    expect($('[data-qa=referrals] a').attr('href')).toBe('/referrals');
    expect($('[data-qa=accepted] a').attr('href')).toBe('/cohort-decisions');
    expect($('[data-qa=accepted]').text().trim()).toBe(
      '1 accepted person waits for a cohort decision and is not on this agenda.',
    );
    const planless = await made.itemPath('Planless');
    const owned = { ...filled, ...actionFields, 'actions-1-ownerId': test.userId(MEMBER) };
    expect((await member.submit(`${planless}/decision`, owned, planless)).status).toBe(303);
    const home = load((await member.get('/meetings')).text);
    expect(home('[data-qa=my-actions] li').text().replace(/\s+/g, ' ')).toMatch(
      /1 December 2026.* Find a safe club TC-/,
    );
    expect(home('a[href="/account/calendar"]')).toHaveLength(1);
    expect(load((await chair.get('/meetings')).text)('[data-qa=my-actions]')).toHaveLength(0);
  });

  it('has locations and themes on its agenda and in its minutes; of two who write at once the second keeps their words', async () => {
    const topic = { kind: 'location', title: 'The underpass by the bus station' };
    expect((await member.submit(page('topics'), { ...topic, title: '' })).status).toBe(422);
    expect((await member.submit(page('topics'), topic)).status).toBe(303);
    expect(load((await chair.get(`/meetings/${made.meetingId}`)).text)('[data-qa=topics]').text()).toContain(
      topic.title,
    );
    const [row] = await test.sql<{ id: string }>('SELECT id FROM meeting_topics WHERE title = $1', [topic.title]);
    const action = page(`topics/${row?.id ?? ''}/outcome`);
    const seenByChair = await chair.hiddenFields(page('topics'), action);
    expect((await member.submit(action, { outcome: 'Lights by Friday' }, page('topics'))).status).toBe(303);
    const late = await chair.post(action, { ...seenByChair, outcome: 'Patrol at four' });
    expect(late.status).toBe(409);
    expect(load(late.text)('textarea[name=outcome]').val()).toBe('Patrol at four');
    expect(load((await chair.get(page('minutes'))).text)('[data-qa=topic]').text()).toContain('Lights by Friday');
    expect((await (await test.browse('lead@scf.example')).get(page('topics'))).status).toBe(403);
  });

  it('approves the plan that waits for the panel and moves the strand with the decision, by the verbs of plan and cohort', async () => {
    const waiting = await submittedPlan(test, { tier: 'critical' });
    const { planId, individualId } = waiting;
    const version = await versionOf(test, planId);
    await test.get(ApprovePlan).run(await test.actor('manager@scf.example'), { planId, version });
    const { id } = await test.get(AddItem).run(await test.actor(CHAIR), { meetingId: made.meetingId, individualId });
    const path = page(`items/${id}`);
    const box = load((await chair.get(path)).text)('input[name=approvesPlan]').val();
    const { decision, rationale } = filled;
    const asked = { decision, rationale, newStrand: 'active', approvesPlan: String(box) };
    const stale = await chair.submit(`${path}/decision`, { ...asked, approvesPlan: '1' }, path);
    expect(stale.status).toBe(409);
    expect(await test.sql('SELECT status FROM meeting_items WHERE id = $1', [id])).toEqual([{ status: 'listed' }]);
    expect((await chair.submit(`${path}/decision`, asked, path)).status).toBe(303);
    expect(await planRow(test, planId)).toMatchObject({ status: 'live', current_edition: 1 });
    const [cohort] = await test.sql(
      'SELECT tier, strand FROM cohort_memberships WHERE individual_id = $1 AND ended_on IS NULL',
      [individualId],
    );
    expect(cohort).toEqual({ tier: 'critical', strand: 'active' });
    const due = await test.sql(`SELECT 1 FROM review_schedules WHERE plan_id = $1 AND status = 'active'`, [planId]);
    expect(due).toHaveLength(1);
    // What the item does not say of itself stands in the minutes, and among the decisions that go round.
    const minute = load((await chair.get(page('minutes'))).text)(`[data-qa=minute]:contains("edition 1")`);
    const list = load((await chair.get(page('decisions'))).text)(`[data-qa=decision]:has(a[href="${path}"])`);
    for (const place of [minute, list]) {
      expect(place.text()).toContain('The panel approved the plan: edition 1.');
      expect(place.text()).toMatch(/Strand: from ‘.+’ to ‘Active’\./);
    }
  });

  it('says in the minutes which next review the whole decision made: the strand that moved with it may bring it forward', async () => {
    const { individualId } = await makeCase(test, { plan: 'live', tier: 'medium', reviewDueOn: '2026-11-20' });
    const { id } = await test.get(AddItem).run(await test.actor(CHAIR), { meetingId: made.meetingId, individualId });
    const path = page(`items/${id}`);
    const saved = await chair.submit(`${path}/decision`, { ...filled, newStrand: 'active' }, path);
    expect(saved.status).toBe(303);
    // Twelve weeks by the tier, six by the strand.
    expect(
      await test.sql(`SELECT due_on, rule FROM review_schedules WHERE individual_id = $1 AND status = 'active'`, [
        individualId,
      ]),
    ).toEqual([{ due_on: '2026-12-31', rule: 'Active strand: every 6 weeks' }]);
    expect((await chair.get(String(saved.headers['location']))).text).toContain('Next review due 31 December 2026');
    const minutes = load((await chair.get(page('minutes'))).text);
    const item = minutes(`[data-qa=minute]:has(a[href="/individuals/${individualId}/review-date"])`);
    expect(item.text()).toMatch(/Next review due 31 December 2026\./);
  });

  it('mails the members that papers went round: no name, no case, no paper; and nobody else', async () => {
    const [meeting] = await test.sql<{ version: number }>('SELECT version FROM meetings WHERE id = $1', [
      made.meetingId,
    ]);
    await test.get(HoldMeeting).run(await test.actor(CHAIR), {
      meetingId: made.meetingId,
      version: meeting?.version ?? 0,
    });
    for (const step of ['action-list/issue', 'minutes/issue']) {
      expect((await chair.submit(page(step), {}, page('minutes'))).status).toBe(303);
    }
    const events = await test.sql<OutboxEvent>(
      `SELECT id, kind, subject_id AS "subjectId" FROM outbox_events WHERE subject_id = $1 AND kind LIKE 'meeting.%' ORDER BY at, id`,
      [made.meetingId],
    );
    expect(events.map(({ kind }) => kind)).toEqual(['meeting.action_list_issued', 'meeting.minutes_issued']);
    const sent: Message[] = [];
    const mailer = { isSetUp: true, atOnce: 1, send: async (message: Message) => void sent.push(message) };
    const settings = test.app.get<Settings>(SETTINGS, { strict: false });
    const telling = new TellOfPapers(test.get(Transactions), mailer, new OutboxListeners(), settings);
    for (const event of events) await telling.run(event);
    const seats = await test.sql<{ email: string }>(
      `SELECT u.email FROM panel_members m JOIN users u ON u.id = m.user_id
        WHERE m.ended_at IS NULL AND u.status = 'active' AND u.roles && ARRAY['panel_member','panel_chair']`,
    );
    expect(sent.map(({ to }) => to).sort()).toEqual([...seats, ...seats].map(({ email }) => email).sort());
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(sent.length);
    for (const { subject, text } of sent) {
      expect(subject + text).not.toMatch(/Overdue|Secret|Planless|TC-|Lindqvist|Adair|underpass/);
      expect(text).toContain(page(subject.includes('action list') ? 'decisions' : 'minutes'));
    }
    const asked = test
      .get(Transactions)
      .act(await test.actor(CHAIR), (tx) => tx.query('SELECT * FROM told_of_papers($1)', [made.meetingId]));
    await expect(asked).rejects.toThrow();
  });
});
