import { load } from 'cheerio';
import { PlanMeeting } from '../../src/meetings';
import { ApprovePlan, planPaths } from '../../src/plans';
import { TestApp } from '../support/test-app';
import { submittedPlan, textOf, versionOf } from './arrange';

describe('a live plan that says more than its approved edition', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  beforeEach(() => test.clock.set('2026-11-21T10:00:00Z'));
  afterAll(() => test.stop());

  const live = async () => {
    const made = await submittedPlan(test, { planOwner: 'officer@tvp.example', reviewDueOn: '2026-11-10' });
    const manager = await test.actor('manager@scf.example');
    await test.get(ApprovePlan).run(manager, { planId: made.planId, version: await versionOf(test, made.planId) });
    return made;
  };
  const post = async (planId: string, path: string, body: object) =>
    (await test.api('lead@scf.example'))
      .post(`/plans/${planId}/${path}`, body)
      .set('If-Match', `"${await versionOf(test, planId)}"`)
      .expect(201);
  const later = () => test.clock.set('2026-11-21T12:00:00Z');
  const read = async (path: string, who = 'lead@scf.example') => (await (await test.browse(who)).get(path)).text;

  it('prints at the head and at each part what nobody has approved, and nothing of it before there is any', async () => {
    const { planId, individualId } = await live();
    const before = await read(planPaths.print(individualId));
    expect(before).toContain('approved by');
    expect(before).not.toMatch(/not approved|Not yet approved/);
    later();
    await post(planId, 'risks', { factor: 'Threats at the station', direction: 'from_others', level: 'high' });
    const sheet = await read(planPaths.print(individualId));
    expect(textOf(sheet, '.app-sheet__facts')).toMatch(
      /Live, edition 1, approved by .+, with changes since that are not approved/,
    );
    expect(textOf(sheet, '[data-qa=changes]')).toContain('Risk added: Threats at the station');
    const marked = load(sheet)('.app-sheet__columns li').filter((_, line) => load(line).text().includes('Not yet'));
    expect(marked).toHaveLength(1);
    expect(marked.text()).toContain('Threats at the station');
    expect(textOf(await read(planPaths.plan(individualId)), '[data-qa=changes]')).toContain('and not yet approved');
  });

  it('is marked the same at the panel', async () => {
    const { planId, individualId } = await live();
    later();
    await post(planId, 'risks', { factor: 'Threats at the station', direction: 'from_others', level: 'high' });
    const chair = await test.actor('chair@mace.example');
    const meeting = { heldOn: '2026-11-21', onRestDay: true, startsAt: '14:00', place: 'Room 1' };
    const { id } = await test.get(PlanMeeting).run(chair, meeting);
    const [item] = await test.sql<{ id: string }>(
      'SELECT id FROM meeting_items WHERE meeting_id = $1 AND individual_id = $2',
      [id, individualId],
    );
    const page = await read(`/meetings/${id}/items/${item?.id}`, 'chair@mace.example');
    expect(textOf(page, '[data-qa=not-approved]')).toBe(
      'It has changes since its last approval that are not approved.',
    );
    expect(textOf(page, 'main')).toContain('Threats at the station Not yet approved.');
  });

  it('shows a family nothing of the police, of others’ harm or that nobody approved, and says so before', async () => {
    const { planId, individualId } = await live();
    const path = `${planPaths.versionToShow(individualId)}?for=family`;
    expect(textOf(await read(path), '[data-qa=left-out]')).toContain('This plan has nothing of it.');
    const action = { dueOn: '2026-12-10', ownerId: test.userId('officer@tvp.example') };
    await post(planId, 'actions', { ...action, kind: 'inform', description: 'Tell the gang unit' });
    await post(planId, 'actions', { ...action, kind: 'safeguard', description: 'Flag the address' });
    const then = { thenThis: 'Call the duty officer', who: 'Lena Marsh' };
    await post(planId, 'contingencies', { ...then, kind: 'retaliation', ifThis: 'his brother goes after them' });
    await post(planId, 'contingencies', { ...then, kind: 'missing', ifThis: 'he is not home by ten' });
    await post(planId, 'goals', { wordsOfThePerson: 'A job', practitionerWording: 'An apprenticeship' });
    const again = async () => read(path);
    const first = await again();
    expect(textOf(first, '.app-sheet')).toContain('Arrange a mentor');
    for (const words of ['gang unit', 'Flag the address', 'his brother', 'home by ten', 'apprenticeship']) {
      expect(first).not.toContain(words);
    }
    expect(textOf(first, '[data-qa=left-out]')).toBe(
      'Left out of this version, and on the plan: 2 actions of the police; 1 part about disruption, enforcement or retaliation; 2 parts that nobody has approved yet.',
    );
  });
});
