import { load } from 'cheerio';
import { ApprovePlan, planPaths, SubmitPlan } from '../../src/plans';
import { TestApp } from '../support/test-app';
import { acts, addAction, submittedPlan, textOf, versionOf } from './arrange';

describe('a plan on paper, and two editions side by side', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const live = async () => {
    const made = await submittedPlan(test, { planOwner: 'officer@tvp.example' });
    const { planId } = made;
    const manager = await test.actor('manager@scf.example');
    await test.get(ApprovePlan).run(manager, { planId, version: await versionOf(test, planId) });
    return made;
  };
  const post = async (email: string, planId: string, path: string, body: object) =>
    (await test.api(email))
      .post(`/plans/${planId}/${path}`, body)
      .set('If-Match', `"${await versionOf(test, planId)}"`)
      .expect(201);

  it('compares two editions part by part, and says which one superseded the other', async () => {
    const made = await live();
    const { planId, individualId: id } = made;
    await post('lead@scf.example', planId, 'risks', { factor: 'New threats', direction: 'to_self', level: 'low' });
    const lead = await test.actor('lead@scf.example');
    await test.get(SubmitPlan).run(lead, { planId, version: await versionOf(test, planId) });
    const manager = await test.actor('manager@scf.example');
    await test.get(ApprovePlan).run(manager, { planId, version: await versionOf(test, planId) });
    const client = await test.browse('lead@scf.example');
    expect((await client.get(planPaths.plan(id))).text).toContain('Superseded by edition 2');
    const page = await client.get(planPaths.comparison(id, 1, 2));
    expect(textOf(page.text, 'main')).toContain('What changed (2)');
    expect(textOf(page.text, '[data-qa=compared]')).toContain(
      'Risk Added Edition 1 Not in this edition. Edition 2 New threats',
    );
    expect(textOf(page.text, '[data-qa=compared]')).toContain('What answers the risk: New threats Added');
    const compared = await (await test.api('lead@scf.example')).get(`/plans/${planId}/editions/2/comparison/1`);
    expect(compared.body.items.at(-2)).toMatchObject({ part: 'Risk', after: null, change: 'removed' });
    expect((await client.get(planPaths.comparison(id, 1, 3))).status).toBe(404);
    const nurse = await test.api('nurse@health.example');
    expect((await nurse.get(`/plans/${planId}/editions/1/comparison/2`)).status).toBe(404);
  });

  it('prints what every agency may read, with the marking, and leaves out what must be asked about', async () => {
    const { planId, individualId: id, ...made } = await live();
    const risk = { factor: 'Covert threat', direction: 'from_others', level: 'high' };
    await post('officer@tvp.example', planId, 'risks', { ...risk, visibility: 'police_only' });
    await post('officer@tvp.example', planId, 'risks', { ...risk, factor: 'Ask us first', mayBePassedOn: false });
    await addAction(
      test,
      { planId, individualId: id, ...made },
      {
        description: 'Covert watch',
        owner: 'officer@tvp.example',
        visibility: 'police_only',
      },
    );
    const page = await (await test.browse('lead@scf.example')).get(planPaths.print(id));
    const sheet = textOf(page.text, '.app-sheet');
    expect(sheet).toMatch(/^OFFICIAL-SENSITIVE Support plan/);
    for (const words of ['Get home without looking over my shoulder', 'Arrange a mentor', 'Printed by Lena Marsh']) {
      expect(sheet).toContain(words);
    }
    expect(page.text).not.toMatch(/Covert|Ask us first/);
    expect(page.text).toContain('1 part is left out');
    const police = await (await test.browse('officer@tvp.example')).get(planPaths.print(id));
    expect(police.text).toContain('Ask us first');
    expect(police.text).not.toContain('Covert');
    expect(await acts(test, id)).toContain('plan.printed');
  });

  it('shows the person and the family no score, no risk, no challenge and nothing the other said', async () => {
    const { planId, individualId: id } = await live();
    await post('lead@scf.example', planId, 'risks', {
      factor: 'A threat',
      direction: 'from_others',
      level: 'very_high',
    });
    await post('lead@scf.example', planId, 'entries', { section: 'carer_view', text: 'I am worried sick' });
    await post('lead@scf.example', planId, 'actions', {
      description: 'Warrant',
      kind: 'enforce',
      ownerId: test.userId('officer@tvp.example'),
      dueOn: '2026-12-10',
    });
    const lead = await test.browse('lead@scf.example');
    const forPerson = textOf((await lead.get(planPaths.versionToShow(id))).text, '.app-sheet');
    const forFamily = textOf((await lead.get(`${planPaths.versionToShow(id)}?for=family`)).text, '.app-sheet');
    for (const sheet of [forPerson, forFamily]) {
      expect(sheet).toContain('Arrange a mentor');
      expect(sheet).toMatch(/The plan as it is on 21 November 2026\.$/);
      expect(sheet).not.toMatch(/A threat|Very high|High|Tier|Warrant|Unmet|band/);
    }
    expect(forPerson).toContain('They keep asking about the knife');
    // The words of a goal are the young person's own: not for whoever they may be afraid of.
    expect(forPerson).toContain('Get home without looking over my shoulder');
    expect(forFamily).not.toContain('looking over my shoulder');
    expect(forPerson).not.toContain('worried sick');
    expect(forFamily).toContain('worried sick');
    expect(forFamily).not.toContain('knife');
    expect((await (await test.browse('dsl@school.example')).get(planPaths.versionToShow(id))).status).toBe(404);
  });

  it('names each person once, and shows as said only what was said', async () => {
    const { individualId, planId } = await submittedPlan(test, { planOwner: 'lead@scf.example' });
    const lead = await test.browse('lead@scf.example');
    const shown = async () => textOf((await lead.get(planPaths.versionToShow(individualId))).text, '.app-sheet');
    const people = load((await lead.get(planPaths.versionToShow(individualId))).text)('.app-sheet__list').first();
    expect(people.find('li')).toHaveLength(1);
    const notAsked = (minutes: number) =>
      test.sql(
        `INSERT INTO plan_entries (id, plan_id, individual_id, section, voice_answer, text, author_id, recorded_at)
         VALUES (gen_random_uuid(), $1, $2, 'voice', 'could_not_ask', 'Could not be asked: not at home', $3, $4)`,
        [
          planId,
          individualId,
          test.userId('lead@scf.example'),
          new Date(test.clock.now().getTime() + minutes * 60_000),
        ],
      );
    await notAsked(1);
    expect(await shown()).toContain('They keep asking about the knife');
    expect(await shown()).not.toContain('ould not be asked');
    await test.sql(`DELETE FROM plan_entries WHERE plan_id = $1 AND voice_answer <> 'could_not_ask'`, [planId]);
    expect(await shown()).toContain('We have not heard yet what you think of this plan. Please tell one of us.');
    expect(await shown()).not.toContain('ould not be asked');
  });

  it('tells the family what was done of what was promised, and calls a draft a draft', async () => {
    const made = await submittedPlan(test, {});
    const lead = await test.browse('lead@scf.example');
    const path = planPaths.versionToShow(made.individualId);
    const shown = async () => textOf((await lead.get(path)).text, '.app-sheet');
    expect(await shown()).toMatch(/A draft of 21 November 2026: it is not agreed yet\.$/);
    const api = await test.api('lead@scf.example');
    const { items } = (await api.get(`/actions?individualId=${made.individualId}`)).body;
    for (const { id, version } of items) {
      const closed = await api
        .post(`/actions/${id}/closure`, { status: 'done', outcome: 'Met twice' })
        .set('If-Match', `"${version}"`);
      expect(closed.status).toBe(201);
    }
    expect(await shown()).toMatch(/Nothing more is agreed at the moment\. What people have done Arrange a mentor/);
  });
});
