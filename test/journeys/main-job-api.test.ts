import { Transactions } from '../../src/platform/database';
import { OweReminders } from '../../src/reminders/owe-reminders';
import { sample } from '../imports/sample';
import { answerList, installDemonstrationTool } from '../screenings/answers';
import { type ApiClient, TestApp } from '../support/test-app';
import { COMPULSORY, made, remindersOfReview } from './main-job-calls';

const LEAD = 'lead@scf.example';
const MANAGER = 'manager@scf.example';

// High tier: within six weeks. 2 January 2027 is a Saturday after a bank holiday, so it is due on 31 December.
const FIRST_DUE = '2026-12-31';
const MEETING = '2026-12-21';
const NEXT_DUE = '2027-02-01';
const DAY_AFTER = '2027-02-02';
const LAST_DUE = '2027-03-16';

/** The main job as an outside program does it, over /api/v1. The clock, the scan and installing the tool have no address. */
describe('the main job over the API', () => {
  let test: TestApp;
  let individualId = '';
  let plan = '';
  let planVersion = 1;

  beforeAll(async () => {
    test = await TestApp.start();
    await installDemonstrationTool(test);
  });
  afterAll(() => test.stop());

  /** Changes the plan as it was last seen, and keeps the version it has then. */
  const write = async (client: ApiClient, path: string, body: object = {}): Promise<string> => {
    const answer = await client.post(`${plan}/${path}`, body).set('If-Match', `"${planVersion}"`);
    if (answer.status > 201) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    planVersion = Number(answer.body.version);
    return String(answer.body.id);
  };

  const schedules = async (client: ApiClient, more = '') =>
    (await client.get(`/review-schedules?individualId=${individualId}${more}`)).body.items;

  const reminders = (client: ApiClient) => remindersOfReview(client, individualId);

  const scan = (): Promise<number> => new OweReminders(test.get(Transactions), { remindAgainDays: 7 }).run();

  it('2. imports the spreadsheet after a preview, and makes nothing twice', async () => {
    const chair = await test.api('chair@mace.example');
    const upload = () => made(chair.send('post', '/imports').attach('file', sample.content, 'cohort.csv'));
    const confirm = async (id: string) => {
      const { body, headers } = await chair.get(`/imports/${id}`);
      const sending = chair.post(`/imports/${id}/confirmation`, { previewKey: body.preview.previewKey });
      return { preview: body.preview, answer: await sending.set('If-Match', String(headers['etag'])) };
    };
    const people = () => test.sql('SELECT id FROM individuals');
    const { id } = await upload();
    expect(await people()).toHaveLength(0);
    const first = await confirm(id);
    expect(first.preview.heldBack).not.toHaveLength(0);
    expect([first.answer.status, first.answer.body.made]).toEqual([201, first.preview.counts.made]);
    expect(await people()).toHaveLength(first.answer.body.made);
    const again = await confirm((await upload()).id);
    expect(again.preview.counts).toMatchObject({ made: 0, added: 0 });
    expect(again.preview.counts.importedBefore).toBeGreaterThanOrEqual(first.answer.body.made);
    expect([again.answer.status, again.answer.text]).toEqual([409, expect.stringContaining('nothing to import')]);
    expect(await people()).toHaveLength(first.answer.body.made);
  }, 120_000);

  it('3. lets a lead professional add a person, name the owners and screen them', async () => {
    const lead = await test.api(LEAD);
    const person = { givenName: 'Journey', familyName: 'Demo', dateOfBirth: '2010-03-27' };
    individualId = (await made(lead.post('/individuals', person))).id;
    for (const [kind, email] of [
      ['lead_professional', LEAD],
      ['plan_owner', 'nurse@health.example'],
    ] as const) {
      await made(lead.post('/assignments', { individualId, kind, userId: test.userId(email) }));
    }
    const tools = (await lead.get('/screening-tools')).body.items;
    const tool = tools.find(({ status }: { status: string }) => status === 'in_force');
    const answers = answerList({ weapon_carried: 'yes', money_owed: 'unknown', online_contact: 'blank' });
    const screening = { individualId, toolVersionId: tool.id, screenedOn: '2026-11-20', answers };
    const { id } = await made(lead.post('/screenings', screening));
    const { body } = await lead.get(`/screenings/${id}`);
    expect(body).toMatchObject({
      exploitationBand: 'none_identified',
      violenceBand: 'medium',
      answers: { questions: { money_owed: { answer: 'unknown' } } },
      result: { notKnown: 1, unanswered: 1 },
    });
    expect((await lead.get(`/individuals/${individualId}`)).body).toMatchObject({
      leadProfessional: { name: 'Lena Marsh' },
      planOwner: { name: 'Nadia Holm' },
    });
  });

  it('3. lets them write the plan and send it for approval', async () => {
    const lead = await test.api(LEAD);
    plan = `/plans/${(await made(lead.post('/plans', { individualId }))).id}`;
    for (const domain of COMPULSORY) await write(lead, 'needs', { domain, status: 'unmet', detail: 'Help asked for' });
    await write(lead, 'risks', { factor: 'Debt to older people', direction: 'from_others', level: 'high' });
    const goalId = await write(lead, 'goals', {
      wordsOfThePerson: 'Get home without looking over my shoulder',
      practitionerWording: 'No new threat for twelve weeks',
    });
    for (const email of ['dsl@school.example', 'officer@tvp.example']) {
      const ownerId = test.userId(email);
      await write(lead, 'actions', {
        description: 'Safe way home',
        kind: 'safeguard',
        ownerId,
        dueOn: MEETING,
        goalId,
      });
    }
    const voice = { section: 'voice', voiceAnswer: 'partly', text: 'They keep asking about the knife' };
    await write(lead, 'entries', voice);
    await write(lead, 'submission');
    expect((await lead.get(plan)).body).toMatchObject({
      status: 'awaiting_approval',
      missing: [],
      actions: expect.arrayContaining([
        expect.objectContaining({ ownerName: 'Dawn Sefton' }),
        expect.objectContaining({ ownerName: 'Owen Tarrant' }),
      ]),
    });
  });

  it('4. lets a manager take them into the cohort, return the plan and approve it', async () => {
    const manager = await test.api(MANAGER);
    const lead = await test.api(LEAD);
    const entry = { tier: 'high', isExperiencing: true, isPerpetrating: null, startedOn: '2026-11-20' };
    const grounds = { decision: 'Accepted: harm is recent', evidence: 'Injury seen', evidenceOn: '2026-11-16' };
    const [method] = (await manager.get('/identification-methods')).body.items;
    const rest = {
      criteriaMet: [method.criteria[0].id],
      evidenceKind: 'incident',
      deciders: ['Martin Oyelaran, children’s services'],
      dissent: null,
      considered: 'Early help alone: the harm is too recent',
    };
    await made(manager.post('/cohort-memberships', { individualId, ...entry, ...grounds, ...rest }));
    await write(manager, 'return', { comment: 'Say who tells the family.' });
    expect((await lead.get(plan)).body).toMatchObject({ status: 'draft', returnComment: 'Say who tells the family.' });
    await write(lead, 'submission');
    expect((await lead.post(`${plan}/approval`).set('If-Match', `"${planVersion}"`)).status).toBe(403);
    await write(manager, 'approval');
    expect((await lead.get(plan)).body).toMatchObject({ status: 'live', approvedBy: 'Martin Oyelaran' });
    expect(await schedules(manager)).toMatchObject([
      { status: 'active', dueOn: FIRST_DUE, rule: 'High tier: every 6 weeks', state: 'later' },
    ]);
  });

  it('5. lets a panel member decide the case at the meeting, which moves the review', async () => {
    test.clock.set(`${MEETING}T10:00:00Z`);
    const chair = await test.api('chair@mace.example');
    const meeting = await made(chair.post('/meetings', { heldOn: MEETING, startsAt: '10:00', place: 'Online' }));
    expect((await chair.post(`/meetings/${meeting.id}/agenda`)).body).toEqual({ added: 0 });
    const member = await test.api('member@mace.example');
    const people = { chairId: test.userId('chair@mace.example'), minuteTakerId: test.userId('member@mace.example') };
    await chair.post(`/meetings/${meeting.id}/opening`, people).set('If-Match', '"1"');
    const agenda = (await member.get(`/meetings/${meeting.id}`)).body.items;
    const item = agenda.find((one: { individualId: string }) => one.individualId === individualId);
    expect(item).toMatchObject({ name: 'Journey Demo', reviewDueOn: FIRST_DUE });
    const [active] = await schedules(member);
    const decision = {
      scheduleId: active.id,
      decision: 'continue',
      rationale: 'The plan is new and the threat is real.',
      withoutQuorumReason: 'School could not come and the threat is real.',
      personViewAnswer: 'partly',
      personView: 'I want to be moved.',
      actions: [
        { description: 'Ask for a transfer', kind: 'safeguard', ownerId: test.userId(LEAD), dueOn: '2027-01-08' },
      ],
    };
    const decided = await member
      .post(`/meetings/${meeting.id}/items/${item.id}/decision`, decision)
      .set('If-Match', `"${item.version}"`);
    expect([decided.status, decided.body.nextDueOn]).toEqual([201, NEXT_DUE]);
    expect(await schedules(member)).toMatchObject([
      { dueOn: FIRST_DUE, status: 'completed' },
      { dueOn: NEXT_DUE, status: 'active' },
    ]);
    const actions = (await member.get(`/actions?individualId=${individualId}`)).body.items;
    expect(actions).toContainEqual(expect.objectContaining({ description: 'Ask for a transfer' }));
  });

  it('6. does not call it overdue on the day it is due', async () => {
    test.clock.set(`${NEXT_DUE}T10:00:00Z`);
    await scan();
    const manager = await test.api(MANAGER);
    expect(await schedules(manager, `&status=active&dueBefore=${NEXT_DUE}`)).toEqual([]);
    expect(await schedules(manager, '&status=active')).toMatchObject([{ state: 'due_today', daysOverdue: 0 }]);
    expect(await reminders(manager)).toEqual([]);
    expect(await reminders(await test.api(LEAD))).toMatchObject([{ rung: 'due_today', toldAs: 'lead_professional' }]);
  });

  it('6. tells the manager the day after, with the reason', async () => {
    test.clock.set(`${DAY_AFTER}T10:00:00Z`);
    await scan();
    const manager = await test.api(MANAGER);
    expect(await schedules(manager, `&status=active&dueBefore=${DAY_AFTER}`)).toMatchObject([
      { state: 'overdue', daysOverdue: 1 },
    ]);
    const told = {
      rung: 'overdue_manager',
      toldAs: 'agency_manager',
      dueOn: NEXT_DUE,
      rule: 'High tier: every 6 weeks',
      status: 'owed',
    };
    expect(await reminders(manager)).toMatchObject([told]);
    await scan();
    expect(await reminders(manager)).toHaveLength(1);
  });

  it('6. ends the reminder when the review is recorded', async () => {
    const lead = await test.api(LEAD);
    const [active] = await schedules(lead, '&status=active');
    const review = {
      individualId,
      scheduleId: active.id,
      scheduleVersion: active.version,
      heldOn: DAY_AFTER,
      personViewAnswer: 'partly',
      personView: 'Better at school.',
      summary: 'No new threat.',
      decision: 'continue',
      rationale: 'It works.',
      attendees: [],
    };
    expect(await made(lead.post('/reviews', review))).toMatchObject({ nextDueOn: LAST_DUE });
    const manager = await test.api(MANAGER);
    expect(await reminders(manager)).toMatchObject([{ status: 'suppressed', statusReason: 'review_recorded' }]);
    await scan();
    expect((await reminders(manager)).filter(({ status }) => status === 'owed')).toEqual([]);
    expect(await schedules(manager, `&status=active&dueBefore=${DAY_AFTER}`)).toEqual([]);
  });
});
