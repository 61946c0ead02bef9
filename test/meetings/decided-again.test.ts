import { load } from 'cheerio';
import { ChangeTier } from '../../src/cohort';
import { AddItem, DeferItem, HoldMeeting, PlanMeeting } from '../../src/meetings';
import { makeCase, type MadeCase } from '../factories';
import { openTheRoom, somebodyIsThere } from '../support/open-the-room';
import { TEST_NOW, TestApp } from '../support/test-app';
import { actionFields, CHAIR, filled, MEMBER } from './meeting-of-three';
import { withoutCases } from './without-cases';

const NEXT = '2026-12-10';

describe('a decision or a deferral taken back while the meeting is open', () => {
  let test: TestApp;
  let meetingId: string;
  let nextId: string;

  beforeAll(async () => {
    test = await TestApp.start();
    await withoutCases(test);
    const chair = await test.actor(CHAIR);
    const where = { startsAt: '10:00', place: 'Room 1' };
    meetingId = (await test.get(PlanMeeting).run(chair, { ...where, heldOn: '2026-11-21', onRestDay: true })).id;
    nextId = (await test.get(PlanMeeting).run(chair, { ...where, heldOn: NEXT })).id;
    await openTheRoom(test, meetingId);
  });
  afterAll(() => test.stop());
  afterEach(() => test.clock.set(new Date(TEST_NOW)));

  const listed = async (givenName: string): Promise<MadeCase & { itemId: string; path: string }> => {
    const made = await makeCase(test, { givenName, tier: 'high', plan: 'live', reviewDueOn: '2026-11-10' });
    const wanted = { meetingId, individualId: made.individualId };
    const { id: itemId } = await test.get(AddItem).run(await test.actor(CHAIR), wanted);
    return { ...made, itemId, path: `/meetings/${meetingId}/items/${itemId}` };
  };
  const stepUp = { ...filled, decision: 'step_up', newTier: 'critical', rationale: 'Threats this week' };
  const back = { decision: 'step_down', newTier: 'high', rationale: 'The threat was to a namesake' };
  const why = { changeReason: 'Taken on the wrong person’s facts' };
  const decide = async (path: string, fields: object, page = path) =>
    (await test.browse(MEMBER)).submit(`${path}/decision`, { ...fields }, page);
  const stands = async ({ individualId, itemId }: MadeCase & { itemId: string }) => {
    const [row] = await test.sql<Record<string, unknown>>(
      `SELECT c.tier, t.decision, t.tier_before, t.tier_after, t.next_review_on::text AS kept, s.due_on::text AS due,
              (SELECT count(*)::int FROM review_schedules x WHERE x.individual_id = $1 AND x.status = 'active') AS schedules
         FROM meeting_items t JOIN cohort_memberships c ON c.individual_id = $1 AND c.ended_on IS NULL
         JOIN review_schedules s ON s.individual_id = $1 AND s.status = 'active' WHERE t.id = $2`,
      [individualId, itemId],
    );
    return row;
  };
  const itemAt = async (id: string, individualId: string): Promise<{ id: string; status: string; version: number }> => {
    const [item] = await test.sql<{ id: string; status: string; version: number }>(
      'SELECT id, status, version FROM meeting_items WHERE meeting_id = $1 AND individual_id = $2',
      [id, individualId],
    );
    return item ?? { id: '', status: '', version: 0 };
  };
  const byApi = async (itemId: string, version: number, body: object) =>
    (await test.api(CHAIR))
      .post(`/meetings/${meetingId}/items/${itemId}/decision`, body)
      .set('If-Match', `"${version}"`);
  const minutesOf = async (id: string, name: string): Promise<string> => {
    const page = load((await (await test.browse(CHAIR)).get(`/meetings/${id}/minutes`)).text);
    const items = page('[data-qa=minute]').toArray();
    return items.map((one) => page(one).text().replace(/\s+/g, ' ')).find((words) => words.includes(name)) ?? '';
  };

  it('is decided anew by the same form: the record follows, and what it was stands with who, when and why', async () => {
    const made = await listed('Again');
    const owner = { 'actions-1-ownerId': test.userId('officer@tvp.example') };
    expect((await decide(made.path, { ...stepUp, ...actionFields, ...owner })).status).toBe(303);
    const first = await stands(made);
    expect(first).toMatchObject({ tier: 'critical', tier_before: 'high', tier_after: 'critical', schedules: 1 });
    const client = await test.browse(MEMBER);
    expect(load((await client.get(made.path)).text)('[data-qa=decision] a').text()).toBe('Change this decision');
    const changing = load((await client.get(`${made.path}?change=decision`)).text);
    const stays = changing('[data-qa=what-stays]').text();
    expect(stays).toMatch(/The tier is Critical now and was High: to go back, step down/);
    expect(stays).toMatch(/review of 21 November 2026 stays recorded[^]*The action it made stays open/);
    const unasked = await decide(made.path, { ...back, changeReason: ' ' }, `${made.path}?change=decision`);
    expect(unasked.status).toBe(422);
    expect(unasked.text).toContain('Enter why the decision is changed');
    expect(unasked.text).toContain('The threat was to a namesake');
    test.clock.set(new Date('2026-11-21T15:42:00Z'));
    expect((await decide(made.path, { ...back, ...why }, `${made.path}?change=decision`)).status).toBe(303);
    const now = await stands(made);
    expect(now).toMatchObject({ tier: 'high', decision: 'step_down', tier_before: 'critical', schedules: 1 });
    expect(now?.['due']).toBe('2026-12-31');
    expect(now?.['kept']).toBe('2026-12-31');
    expect(first?.['kept']).not.toBe('2026-12-31');
    for (const words of [
      (await (await test.browse(MEMBER)).get(made.path)).text,
      await minutesOf(meetingId, 'Again'),
    ]) {
      expect(words).toMatch(/Replaced at 3:42pm by Mo Lindqvist: Taken on the wrong person’s facts/);
      expect(words).toMatch(/It was: Step up to a higher tier\. From High to Critical/);
      expect(words).toMatch(/Reasons: Threats this week/);
      expect(words).toContain('The threat was to a namesake');
    }
    const api = await (await test.api(CHAIR)).get(`/meetings/${meetingId}/minutes`);
    expect(JSON.stringify(api.body)).toContain('replaced_decision');
  });

  it('loses nothing when two change it at once, nor when somebody decides what stands already without a reason', async () => {
    const made = await listed('Twice');
    await decide(made.path, stepUp);
    const [one, other] = [await test.browse(MEMBER), await test.browse(CHAIR)];
    const page = `${made.path}?change=decision`;
    const open = load((await other.get(page)).text);
    const seen = String(open('form[action$=decision] input[name=version]').val());
    expect((await one.submit(`${made.path}/decision`, { ...back, ...why }, page)).status).toBe(303);
    const late = { decision: 'continue', rationale: 'It holds', changeReason: 'Police said so', version: seen };
    const second = await other.submit(`${made.path}/decision`, late, page);
    expect(second.status).toBe(409);
    expect(second.text).toContain('This changed while you were working');
    expect(load(second.text)('textarea[name=changeReason]').text()).toBe('Police said so');
    expect((await stands(made))?.['decision']).toBe('step_down');
    const version = (await itemAt(meetingId, made.individualId)).version;
    const plain = await byApi(made.itemId, version, { decision: 'continue', rationale: 'x' });
    expect(plain.status).toBe(409);
    const [kept] = await test.sql(
      `SELECT count(*)::int AS replaced FROM meeting_entries WHERE item_id = $1 AND kind = 'replaced_decision'`,
      [made.itemId],
    );
    expect(kept).toEqual({ replaced: 1 });
  });

  it('puts a case back that was put off, and says that it had been', async () => {
    const made = await listed('Later');
    const { version } = await itemAt(meetingId, made.individualId);
    const off = { meetingId, itemId: made.itemId, version, reason: 'The school is away' };
    await test.get(DeferItem).run(await test.actor(CHAIR), off);
    const waiting = await byApi(made.itemId, version + 1, { decision: 'continue', rationale: 'x' });
    expect(waiting.status).toBe(409);
    expect(JSON.stringify(waiting.body)).toContain('Put it back on the agenda first');
    const chair = await test.browse(CHAIR);
    const agenda = load((await chair.get(`/meetings/${meetingId}`)).text);
    expect(agenda('[data-qa=put-back]').attr('action')).toBe(`${made.path}/return-to-agenda`);
    expect(load((await (await test.browse(MEMBER)).get(made.path)).text)('[data-qa=put-back]')).toHaveLength(0);
    expect((await chair.submit(`${made.path}/return-to-agenda`, {}, made.path)).status).toBe(303);
    expect(await itemAt(meetingId, made.individualId)).toMatchObject({ status: 'listed' });
    const again = (await test.api(CHAIR)).post(`${made.path}/return-to-agenda`).set('If-Match', `"${version + 2}"`);
    expect((await again).status).toBe(409);
    expect((await chair.get(made.path)).text).toMatch(/It had been put off by Chika Adair: The school is away/);
    expect((await decide(made.path, filled)).status).toBe(303);
  });

  it('accepts who is new, with tier and strand, or does not, with where they are signposted: in the words of practice', async () => {
    const [accepted, not] = [await listed('Newcomer'), await listed('Elsewhere')];
    await test.sql(`UPDATE meeting_items SET reason = 'new', version = version + 1 WHERE id = ANY ($1)`, [
      [accepted.itemId, not.itemId],
    ]);
    await test.sql(
      `UPDATE cohort_memberships SET strand = CASE WHEN individual_id = $2 THEN NULL ELSE 'at_risk' END, tier = 'critical', version = version + 1
        WHERE individual_id = ANY ($1)`,
      [[accepted.individualId, not.individualId], accepted.individualId],
    );
    const member = await test.browse(MEMBER);
    const $ = load((await member.get(not.path)).text);
    const labels = $('input[name=decision]')
      .toArray()
      .map((one) =>
        $(`label[for="${$(one).attr('id')}"]`)
          .text()
          .trim(),
      );
    expect(labels[0]).toMatch(/^Accept to the cohort, as Critical, /);
    expect(labels.at(-1)).toMatch(/^Do not accept/);
    expect($('input[name=decision][value=step_up]')).toHaveLength(0);
    expect($('[data-qa=decision-form]').text()).toContain('at a higher tier: Critical is the highest tier');
    const strandless = await decide(accepted.path, filled);
    expect([strandless.status, strandless.text.includes('Select the strand they are accepted under')]).toEqual([
      422,
      true,
    ]);
    expect((await decide(accepted.path, { ...filled, newStrand: 'at_risk' })).status).toBe(303);
    const close = {
      ...filled,
      decision: 'close',
      exitReason: 'no_longer_meets_criteria',
      rationale: 'No harm is seen',
    };
    const nowhere = await decide(not.path, close);
    expect([nowhere.status, nowhere.text.includes('Enter where they are signposted')]).toEqual([422, true]);
    expect((await decide(not.path, { ...close, signpostedTo: 'Early help' })).status).toBe(303);
    const [left] = await test.sql(
      'SELECT exit_rationale FROM cohort_memberships WHERE individual_id = $1 AND ended_on IS NOT NULL',
      [not.individualId],
    );
    expect(left).toEqual({ exit_rationale: 'No harm is seen\nSignposted to: Early help' });
    expect(await minutesOf(meetingId, 'Newcomer')).toContain('Accept to the cohort');
  });

  it('says in the minutes the tier and the date of the decision, whatever the record says when they are sealed', async () => {
    const made = await listed('Frozen');
    await decide(made.path, stepUp);
    const kept = (await stands(made))?.['kept'];
    test.clock.set(new Date('2026-11-22T10:00:00Z'));
    const change = { individualId: made.individualId, decision: 'x', evidence: 'y' };
    await test.get(ChangeTier).run(await test.actor(CHAIR), { ...change, tier: 'monitoring' });
    await test.sql(`UPDATE review_schedules SET due_on = '2027-02-01', no_later_than = '2027-02-01', version = version + 1
                     WHERE individual_id = $1 AND status = 'active'`, [made.individualId]); // prettier-ignore
    const [meeting] = await test.sql<{ version: number }>('SELECT version FROM meetings WHERE id = $1', [meetingId]);
    await test.get(HoldMeeting).run(await test.actor(CHAIR), { meetingId, version: meeting?.version ?? 0 });
    expect((await (await test.browse(CHAIR)).get(made.path)).text).not.toContain('Change this decision');
    const after = { decision: 'continue', rationale: 'x', ...why };
    const { version } = await itemAt(meetingId, made.individualId);
    const closed = await byApi(made.itemId, version, after);
    expect(closed.status).toBe(409);
    const draft = await minutesOf(meetingId, 'Frozen');
    const minutes = `/meetings/${meetingId}/minutes`;
    await (await test.browse(CHAIR)).submit(`${minutes}/issue`, {}, minutes);
    test.clock.set(new Date(`${NEXT}T10:30:00Z`));
    await openTheRoom(test, nextId);
    await somebodyIsThere(test, CHAIR);
    expect((await (await test.browse(CHAIR)).submit(`${minutes}/approval`, {}, minutes)).status).toBe(303);
    const sealed = await minutesOf(meetingId, 'Frozen');
    expect(sealed).toBe(draft);
    expect(sealed).toContain('From High to Critical');
    expect(sealed).not.toMatch(/Monitoring|1 February 2027/);
    const api = await (await test.api(CHAIR)).get(minutes);
    const { items } = api.body as { items: { id: string }[] };
    expect(items.find((one) => one.id === made.itemId)).toMatchObject({
      tierBefore: 'high',
      tierAfter: 'critical',
      nextReviewOn: kept,
    });
  });
});
