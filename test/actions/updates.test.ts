import { actionPaths } from '../../src/actions';
import { makeCase, type MadeCase } from '../factories';
import { addAction, textOf } from '../plans/arrange';
import { TestApp } from '../support/test-app';

describe('how an action goes', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const actionOf = async (owner: string, visibility = 'all_agencies'): Promise<MadeCase & { actionId: string }> => {
    const made = await makeCase(test, { plan: 'live' });
    await addAction(test, made, { description: 'Ring the school', owner, visibility });
    const [row] = await test.sql<{ id: string }>('SELECT id FROM actions WHERE individual_id = $1', [
      made.individualId,
    ]);
    return { ...made, actionId: row?.id ?? '' };
  };

  it('is said by its owner in another agency, who sees the action and not the case', async () => {
    const { actionId, individualId } = await actionOf('dsl@school.example');
    const owner = await test.browse('dsl@school.example');
    const page = actionPaths.one(actionId);
    const before = await owner.get(page);
    const { submissionId: _once, ...hidden } = await owner.hiddenFields(page, actionPaths.updates(actionId));
    expect(before.text).not.toContain(individualId);
    const blank = await owner.post(actionPaths.updates(actionId), { ...hidden, standing: 'blocked', text: ' ' });
    expect(blank.status).toBe(422);
    expect(textOf(blank.text, '.govuk-error-summary')).toContain('Enter how it goes');
    const wrong = { standing: 'blocked', text: 'Nobody answers', percentComplete: '140' };
    expect((await owner.post(actionPaths.updates(actionId), { ...hidden, ...wrong })).text).toContain(
      'How much is done must be a whole number from 0 to 100',
    );
    const told = { ...hidden, ...wrong, percentComplete: '40%' };
    expect((await owner.post(actionPaths.updates(actionId), told)).status).toBe(303);
    const after = await owner.get(page);
    expect(textOf(after.text, '[data-qa=updates]')).toContain(
      'Blocked: cannot go on without help, 40% done Nobody answers',
    );
    expect(textOf((await owner.get(actionPaths.mine)).text, '#my-actions')).toContain('Blocked');
    const lead = await test.browse('lead@scf.example');
    expect(textOf((await lead.get(actionPaths.ofCase(individualId))).text, '#open-actions')).toContain('40% done');
    expect((await owner.get(`/individuals/${individualId}/plan`)).status).toBe(404);
  });

  it('keeps every word of it, newest first, moves no deadline and is audited', async () => {
    const { actionId } = await actionOf('dsl@school.example');
    const owner = await test.api('dsl@school.example');
    const update = (body: object) => owner.post(`/actions/${actionId}/updates`, body);
    expect((await update({ standing: 'slipping', percentComplete: 20, text: 'Waits for the head' })).status).toBe(201);
    test.clock.set(new Date(test.clock.now().getTime() + 60_000));
    expect((await update({ standing: 'on_track', percentComplete: 60, text: 'Met on Monday' })).status).toBe(201);
    const read = await owner.get(`/actions/${actionId}`);
    expect(read.body).toMatchObject({
      version: 1,
      standing: 'on_track',
      percentComplete: 60,
      updates: [
        { text: 'Met on Monday', by: 'Dawn Sefton' },
        { text: 'Waits for the head', standing: 'slipping' },
      ],
    });
    expect(
      await test.sql(`SELECT act FROM audit_events WHERE subject_id = $1 AND act = 'action.updated'`, [actionId]),
    ).toHaveLength(2);
    for (const wrong of [
      { standing: 'fine', text: 'x' },
      { standing: 'on_track' },
      { standing: 'blocked', text: 'x', percentComplete: 100 },
    ]) {
      expect((await update(wrong)).status).toBe(422);
    }
    const closed = await owner
      .post(`/actions/${actionId}/closure`, { status: 'done', outcome: 'Agreed' })
      .set('If-Match', '"1"');
    expect(closed.status).toBe(201);
    expect((await update({ standing: 'on_track', text: 'More' })).status).toBe(409);
  });

  it('is said by nobody else, and read by nobody who may not read the action', async () => {
    const { actionId } = await actionOf('dsl@school.example');
    const body = { standing: 'on_track', text: 'x' };
    for (const [email, status] of [
      ['nurse@health.example', 404],
      ['officer@tvp.example', 404],
      ['member@mace.example', 403],
      ['lead@scf.example', 201],
    ] as const) {
      expect([email, (await (await test.api(email)).post(`/actions/${actionId}/updates`, body)).status]).toEqual([
        email,
        status,
      ]);
    }
    const kept = await actionOf('officer@tvp.example', 'police_only');
    const officer = await test.api('officer@tvp.example');
    expect((await officer.post(`/actions/${kept.actionId}/updates`, body)).status).toBe(201);
    expect((await (await test.api('lead@scf.example')).get(`/actions/${kept.actionId}`)).status).toBe(404);
    expect(await test.sql('SELECT 1 FROM action_updates WHERE action_id = $1', [kept.actionId])).toHaveLength(1);
  });
});
