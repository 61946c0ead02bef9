import { load } from 'cheerio';
import { PlanMeeting } from '../../src/meetings';
import { makeCase, type MadeCase } from '../factories';
import { openTheRoom } from '../support/open-the-room';
import { type PageClient, TestApp } from '../support/test-app';
import { actionFields, CHAIR, filled, MEMBER } from './meeting-of-three';
import { withoutCases } from './without-cases';

const LEAD = 'lead@scf.example';
const WHERE = { onRestDay: true, startsAt: '10:00', place: 'Room 1' };
const NO = { ...filled, rationale: 'Nobody there has taken the case on', transfer: 'not_agreed' };

describe('an exit that the panel does not agree to', () => {
  let test: TestApp;
  let meetingId: string;
  let path: string;
  let made: MadeCase;
  let member: PageClient;

  beforeAll(async () => {
    test = await TestApp.start();
    await withoutCases(test);
    made = await makeCase(test, { tier: 'high', plan: 'live', reviewDueOn: '2026-11-24', cohortSince: '2026-01-01' });
    expect((await ask()).status).toBe(303);
    meetingId = (await test.get(PlanMeeting).run(await test.actor(CHAIR), { ...WHERE, heldOn: '2026-11-21' })).id;
    await openTheRoom(test, meetingId);
    const [item] = await test.sql<{ id: string }>('SELECT id FROM meeting_items WHERE meeting_id = $1', [meetingId]);
    path = `/meetings/${meetingId}/items/${item?.id ?? ''}`;
    member = await test.browse(MEMBER);
  });
  afterAll(() => test.stop());

  const transferPage = () => `/individuals/${made.individualId}/transfer`;
  const ask = async () =>
    (await test.browse(LEAD)).submit(transferPage(), {
      kind: 'moves_out',
      otherAuthority: 'Reading',
      why: 'An aunt there',
    });
  const words = (text: string, part = 'main') => load(text)(part).text().replace(/\s+/g, ' ').trim();
  const standing = async () =>
    (await test.sql(
      `SELECT (SELECT string_agg(m.tier || coalesce(m.exit_reason, ''), ',') FROM cohort_memberships m WHERE m.individual_id = i.id) AS cohort,
              (SELECT string_agg(p.status, ',') FROM plans p WHERE p.individual_id = i.id) AS plans,
              (SELECT count(*)::int FROM review_schedules s WHERE s.individual_id = i.id AND s.status = 'active') AS reviews,
              (SELECT string_agg(t.outcome, ',') FROM case_transfers t WHERE t.individual_id = i.id) AS outcome,
              (SELECT count(*)::int FROM actions a WHERE a.individual_id = i.id AND a.made_in = 'meeting' AND a.status = 'open') AS actions
         FROM individuals i WHERE i.id = $1`,
      [made.individualId],
    ))[0]; // prettier-ignore
  const unchanged = { cohort: 'high', plans: 'live', reviews: 1, outcome: null, actions: 0 };

  it('is no half decision: closed as moved and not agreed at once is refused, with all that came with it', async () => {
    const both = { ...NO, decision: 'close', exitReason: 'moved_area', acceptedBy: 'A. Head' };
    const answer = await member.submit(`${path}/decision`, both, path);
    expect(answer.status).toBe(422);
    expect(words(answer.text)).toContain('The case is closed as moved to another area, so the move is agreed.');
    expect(await standing()).toEqual(unchanged);
  });

  it('leaves the person in the cohort, with plan, next review and what the panel asks for instead', async () => {
    const owner = { 'actions-1-ownerId': test.userId(LEAD) };
    expect((await member.submit(`${path}/decision`, { ...NO, ...actionFields, ...owner }, path)).status).toBe(303);
    expect(await standing()).toEqual({ ...unchanged, outcome: 'not_agreed', actions: 1 });
    expect(words((await (await test.browse(LEAD)).get(`/individuals/${made.individualId}`)).text)).toContain('High');
  });

  it('is told to whoever asked, who may ask again', async () => {
    const lead = await test.browse(LEAD);
    const page = (await lead.get(transferPage())).text;
    expect(words(page, '[data-qa=before]')).toMatch(/^Not agreed, .* Moves to another area: Reading$/);
    expect(words(page)).not.toContain('Waits for the panel');
    expect((await ask()).status).toBe(303);
    expect((await lead.submit(`${transferPage()}/withdrawal`, {}, transferPage())).status).toBe(303);
  });

  it('stands in the minutes, on the page and as a paper, and on the next agenda as no transfer', async () => {
    expect((await (await test.browse(CHAIR)).submit(`/meetings/${meetingId}/closure`, {}, `/meetings/${meetingId}/closing`)).status).toBe(303); // prettier-ignore
    const minutes = words((await member.get(`/meetings/${meetingId}/minutes`)).text);
    expect(minutes).toContain('Moves to another area: not agreed');
    expect(minutes).toContain('Nobody there has taken the case on');
    const next = await test.get(PlanMeeting).run(await test.actor(CHAIR), { ...WHERE, heldOn: '2026-12-19' });
    const reasons = await test.sql('SELECT reason FROM meeting_items WHERE meeting_id = $1', [next.id]);
    expect(reasons).not.toContainEqual({ reason: 'transfer' });
  });
});
