import { load } from 'cheerio';
import { PlanMeeting } from '../../src/meetings';
import { openTheRoom, somebodyIsThere } from '../support/open-the-room';
import { type PageClient, TestApp } from '../support/test-app';
import { CHAIR, MEMBER } from './meeting-of-three';
import { ENTRY, ENTRY_FORM, somebodyAccepted } from './somebody-accepted';
import { withoutCases } from './without-cases';

const WHERE = { onRestDay: true, startsAt: '14:30', place: 'Room 1' };
const AGAINST = {
  reason: 'Early help stays with the family',
  deciders: 'Mr Demo, police',
  anyDissent: 'no',
  tellsReferrer: 'Ms Head',
};

describe('whoever was accepted and awaits the cohort decision, at the panel', () => {
  let test: TestApp;
  let meetingId: string;
  let member: PageClient;
  let people: Record<'enters' | 'refused' | 'late' | 'before' | 'against', string>;

  beforeAll(async () => {
    test = await TestApp.start();
    await withoutCases(test);
    people = {
      enters: await somebodyAccepted(test, 'Enters', '2010-05-01'),
      refused: await somebodyAccepted(test, 'Refused', '2010-05-02'),
      late: await somebodyAccepted(test, 'Late', '2010-05-03'),
      before: await somebodyAccepted(test, 'Before', '2010-05-04'),
      against: await somebodyAccepted(test, 'Against', '2010-05-05'),
    };
    meetingId = await plan('2026-11-21');
    member = await test.browse(MEMBER);
  });
  afterAll(() => test.stop());

  const plan = async (heldOn: string): Promise<string> =>
    (await test.get(PlanMeeting).run(await test.actor(CHAIR), { ...WHERE, heldOn })).id;
  const words = (text: string, part = 'main') => load(text)(part).text().replace(/\s+/g, ' ').trim();
  const read = async (path: string, part?: string) => words((await member.get(path)).text, part);
  const itemOf = async (individualId: string, meeting = meetingId) => {
    const [item] = await test.sql<{ id: string; status: string; decision: string; reason: string; off: string }>(
      'SELECT id, status, decision, reason, taken_off_on::text AS off FROM meeting_items WHERE meeting_id = $1 AND individual_id = $2',
      [meeting, individualId],
    );
    return item;
  };
  const pathOf = async (individualId: string) =>
    `/meetings/${meetingId}/items/${(await itemOf(individualId))?.id ?? ''}`;

  it('is an item of the agenda: why, since when and by when, what is asked, and no count beside it', async () => {
    const agenda = await read(`/meetings/${meetingId}`);
    expect(agenda).toContain('Enters Quarrington');
    expect(agenda).toContain(
      'Referral accepted on 21 November 2026: waits for the cohort decision, due 4 December 2026',
    );
    expect(agenda).not.toContain('accepted people wait');
    const page = await read(await pathOf(people.enters));
    expect(page).toContain('The question for the panel: Do they enter the cohort');
    const { body } = await (await test.api(MEMBER)).get(`/meetings/${meetingId}`);
    expect(body.items).toHaveLength(5);
    expect(body.items[0]).toMatchObject({ reason: 'cohort_decision', tier: null, status: 'listed' });
    expect(await read(`/meetings/${meetingId}/returns`)).toContain('Do they enter the cohort');
  });

  it('says on its sheet, in the room and on paper, what the referral says and why it was accepted', async () => {
    const path = await pathOf(people.enters);
    const said =
      'Seen with a knife at the gate RF-2026-0001, 21 November 2026. It happened on 18 November 2026. Accepted on 21 November 2026: Two agencies see it';
    expect(await read(path, '[data-qa=referral]')).toBe(said);
    const pack = `/meetings/${meetingId}/pack`;
    const made = await member.submit(`/meetings/${meetingId}/pack-copies`, { format: 'print' }, pack);
    const sheet = (await read(made.headers['location'] ?? '')).split('Enters Quarrington').at(-1);
    expect(sheet).toContain(
      'RF-2026-0001, 21 November 2026. It happened on 18 November 2026. Seen with a knife at the gate',
    );
    expect(sheet).toContain('Accepted on 21 November 2026: Two agencies see it');
  });

  it('drops off the agenda when the decision is made before the meeting, either way, by whoever may', async () => {
    const api = await test.api(CHAIR);
    expect((await api.post('/cohort-memberships', { individualId: people.before, ...ENTRY })).status).toBe(201);
    const { body } = await api.get('/cohort-decisions');
    const owed = body.items.find((one: { individualId: string }) => one.individualId === people.against);
    const refusal = { reason: 'Early help', deciders: ['Ms Demo, council'] };
    expect((await api.post(`/cohort-decisions/${owed.id}/refusal`, refusal).set('If-Match', '"1"')).status).toBe(201);
    for (const id of [people.before, people.against]) expect((await itemOf(id))?.off).toBe('2026-11-21');
    const agenda = await read(`/meetings/${meetingId}`);
    expect(agenda).not.toContain('Before Quarrington');
    expect(agenda).not.toContain('Against Quarrington');
    expect((await member.get(await pathOf(people.before))).status).toBe(404);
  });

  it('is put on again by hand, as somebody of the cohort', async () => {
    const added = await (await test.api(MEMBER)).post(`/meetings/${meetingId}/items`, { individualId: people.before });
    expect(added.status).toBe(201);
    expect(await itemOf(people.before)).toMatchObject({ status: 'listed', reason: 'added', off: null });
  });

  it('is decided as nothing else, not before the meeting is open, and by nobody who has no seat', async () => {
    const path = await pathOf(people.enters);
    const early = await member.submit(`${path}/cohort-entry`, ENTRY_FORM, `${path}/cohort-entry`);
    expect([early.status, early.text]).toEqual([409, expect.stringContaining('has not been opened')]);
    await openTheRoom(test, meetingId);
    await somebodyIsThere(test, MEMBER);
    const as = { decision: 'continue', rationale: 'Yes' };
    const other = await (await test.api(MEMBER)).post(`${path}/decision`, as).set('If-Match', '"1"');
    expect([other.status, JSON.stringify(other.body)]).toEqual([409, expect.stringContaining('enters or does not')]);
    for (const door of ['cohort-entry', 'cohort-refusal']) {
      for (const email of ['manager@scf.example', 'lead@scf.example'])
        expect((await (await test.browse(email)).get(`${path}/${door}`)).status).toBe(403);
      expect((await (await test.browse(MEMBER)).get(`${await pathOf(people.before)}/${door}`)).status).toBe(409);
    }
  });

  it('asks why without a quorum, and keeps what was typed', async () => {
    const kinds = async (value: string) =>
      test.sql(`UPDATE panels SET quorum_kinds = $1, version = version + 1`, [value]);
    await kinds('{probation}');
    const path = `${await pathOf(people.enters)}/cohort-entry`;
    expect(await read(path, '[data-qa=without-quorum]')).toContain('We decide without a quorum because');
    const answer = await member.submit(path, { ...ENTRY_FORM, considered: 'Early help of the school' }, path);
    expect([answer.status, answer.text]).toEqual([422, expect.stringContaining('The meeting is not quorate')]);
    expect(answer.text).toContain('Early help of the school');
    await kinds('{}');
  });

  it('enters by the item: the room has filled in who decides and the day, and it comes back with the decision landed', async () => {
    const path = await pathOf(people.enters);
    expect(load((await member.get(path)).text)('[data-qa=entry-decision] a').map((_, a) => a.attribs['href']).get()).toEqual([`${path}/cohort-entry`, `${path}/cohort-refusal`]); // prettier-ignore
    const form = load((await member.get(`${path}/cohort-entry`)).text);
    expect(form('[name=deciders]').text()).toMatch(/Lena Moor|, /);
    expect(form('[name=startedOn-day]').val()).toBe('21');
    const saved = await member.submit(`${path}/cohort-entry`, ENTRY_FORM, `${path}/cohort-entry`);
    expect([saved.status, saved.headers['location']]).toEqual([303, path]);
    const page = await read(path);
    expect(page).toContain('Decided: they enter the cohort. Nobody is named on the case yet');
    expect(page).toContain('Enters the cohort. Recorded by');
    expect(page).not.toContain('Change this decision');
    const [stay] = await test.sql('SELECT m.tier, m.dissent, m.considered, m.panel_id = t.panel_id AS here, d.outcome FROM cohort_memberships m JOIN meeting_items t ON t.individual_id = m.individual_id JOIN cohort_decisions d ON d.individual_id = m.individual_id WHERE m.individual_id = $1', [people.enters]); // prettier-ignore
    expect(stay).toEqual({
      ...{ tier: 'high', dissent: 'The school would wait', considered: 'Early help alone' },
      ...{ here: true, outcome: 'entered' },
    });
  });

  it('does not enter by the item: the panel keeps its item, and not the record', async () => {
    const path = await pathOf(people.refused);
    const saved = await member.submit(`${path}/cohort-refusal`, AGAINST, `${path}/cohort-refusal`);
    expect([saved.status, saved.headers['location']]).toEqual([303, path]);
    const page = await read(path);
    expect(page).toContain('Does not enter the cohort');
    expect(page).toContain('Did not enter the cohort. The record is no longer open to the panel.');
    expect((await member.get(`/individuals/${people.refused}`)).status).toBe(404);
    expect((await member.get(`${path}/cohort-refusal`)).status).toBe(404);
  });

  it('is put off with a reason, and comes to the next agenda as what it is; who entered is not new there', async () => {
    const chair = await test.browse(CHAIR);
    const path = await pathOf(people.late);
    expect((await chair.submit(`${path}/deferral`, { reason: 'The school was away' }, path)).status).toBe(303);
    expect((await chair.submit(`/meetings/${meetingId}/closure`, {}, `/meetings/${meetingId}/closing`)).status).toBe(303); // prettier-ignore
    const next = await plan('2026-11-28');
    expect((await itemOf(people.late, next))?.reason).toBe('cohort_decision');
    expect(await read(`/meetings/${next}`)).toContain('Put off on 21 November 2026: The school was away');
    expect((await itemOf(people.enters, next))?.reason).toBe('no_plan');
    expect(await itemOf(people.refused, next)).toBeUndefined();
  });

  it('stands in the minutes with all it rests on, and in the figures of looking back', async () => {
    const minutes = await read(`/meetings/${meetingId}/minutes`);
    for (const said of [
      'Enters the cohort',
      'They need a plan',
      'In the cohort from 21 November 2026 as High',
      'Criteria met:',
      '18 November 2026: Seen with a knife',
      'Considered and rejected: Early help alone',
      'The school would wait',
      'Does not enter the cohort',
      'Early help stays with the family',
      'Ms Head',
    ])
      expect(minutes).toContain(said);
    expect(minutes).not.toContain('Against Quarrington');
    const figures = await (await test.api(MEMBER)).get('/meetings/figures');
    const timed = figures.body.items.find((one: { label: string }) => one.label.startsWith('Minutes a case'));
    expect(timed.list).toHaveLength(2);
  });
});
