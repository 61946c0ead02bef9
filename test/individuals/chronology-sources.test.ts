import { AddPlanAction, ReturnPlan, SubmitPlan } from '../../src/plans';
import { CloseAction, UpdateAction } from '../../src/actions';
import { AddNote } from '../../src/notes';
import { Transactions } from '../../src/platform/database';
import { makeCase, type MadeCase } from '../factories';
import { submittedPlan, versionOf } from '../plans/arrange';
import { type ApiClient, TestApp } from '../support/test-app';

const LEAD = 'lead@scf.example';
const MANAGER = 'manager@scf.example';
const OFFICER = 'officer@tvp.example';
const CHAIR = 'chair@mace.example';

interface Entry {
  what: string;
  title: string;
  text: string | null;
  agency: string | null;
  source: string | null;
}

describe('what the chronology is read from', () => {
  let test: TestApp;
  let school: ApiClient;
  let chair: ApiClient;

  beforeAll(async () => {
    test = await TestApp.start();
    school = await test.api('dsl@school.example');
    chair = await test.api(CHAIR);
  });
  afterAll(() => test.stop());

  const entries = async (email: string, id: string, kind: string): Promise<Entry[]> =>
    (await (await test.api(email)).get(`/individuals/${id}/chronology?kind=${kind}`)).body.items;
  const anHourLater = (): void => test.clock.set(new Date(test.clock.now().getTime() + 3_600_000));
  const known = { isExperiencing: null, isPerpetrating: true, isTold: 'no' };
  /** A referral of the school about somebody it knows, triaged. */
  const referred = async (made: MadeCase, names: object, reason: string, decision: string): Promise<string> => {
    const about = { ...names, ...known, individualId: made.individualId, kind: 'proactive', reason };
    const { status, body } = await school.post('/referrals', about);
    expect({ status, body }).toMatchObject({ status: 201 });
    anHourLater();
    const triage = { decision, reason: `The panel thinks: ${reason}`, answer: `We say: ${reason}` };
    expect((await chair.post(`/referrals/${body.id}/triage`, triage).set('If-Match', '"1"')).status).toBe(201);
    anHourLater();
    return body.id;
  };
  const seenBy = async (email: string, table: string, column: string, id: string): Promise<number> => {
    const actor = await test.actor(email);
    const found = await test
      .get(Transactions)
      .act(actor, (tx) => tx.query(`SELECT 1 FROM ${table} t WHERE t.${column} = $1`, [id]));
    return found.length;
  };

  it('says to whoever works the case who referred, why, and what was answered; the reasons of triage stay the panel’s', async () => {
    const names = { givenName: 'Perran', familyName: 'Tollgate' };
    const people = { leadProfessional: LEAD, planOwner: 'dsl@school.example' };
    const made = await makeCase(test, { ...names, ...people });
    const accepted = await referred(made, names, 'Followed home twice', 'accept');
    const refused = await referred(made, names, 'A rumour', 'no_further_action');

    const lead = await entries(LEAD, made.individualId, 'referral');
    expect(lead).toEqual([
      expect.objectContaining({
        title: 'Referral triaged: accepted for screening',
        text: 'We say: Followed home twice',
      }),
      expect.objectContaining({
        ...{ title: 'Referred: a worry', text: 'Followed home twice' },
        ...{ agency: 'Chalvey Demo Academy', source: expect.any(String) },
      }),
    ]);
    const panel = await entries(CHAIR, made.individualId, 'referral');
    expect(panel.map(({ text }) => text)).toEqual([
      'The panel thinks: A rumour',
      'A rumour',
      'The panel thinks: Followed home twice',
      'Followed home twice',
    ]);
    // The database alone holds it, whatever the statement asks.
    expect(await seenBy(LEAD, 'referrals', 'id', accepted)).toBe(1);
    expect(await seenBy(LEAD, 'referrals', 'id', refused)).toBe(0);
    expect(await seenBy(LEAD, 'referral_decisions', 'referral_id', accepted)).toBe(0);
    expect(await seenBy('nurse@health.example', 'referrals', 'id', accepted)).toBe(0);
    // Reading it in the chronology opens no referral.
    expect((await (await test.browse(LEAD)).get(`/referrals/${accepted}`)).status).toBe(404);
  });

  it('keeps each return of a plan with its comment, also when it was sent again', async () => {
    const made = await submittedPlan(test);
    const [lead, manager] = [await test.actor(LEAD), await test.actor(MANAGER)];
    const seen = async () => ({ planId: made.planId, version: await versionOf(test, made.planId) });
    await test.get(ReturnPlan).run(manager, { ...(await seen()), comment: 'Say who moves the family' });
    anHourLater();
    await test.get(SubmitPlan).run(lead, await seen());
    await test.get(ReturnPlan).run(manager, { ...(await seen()), comment: 'And by when' });
    await test.get(SubmitPlan).run(lead, await seen());
    const returns = (await entries(LEAD, made.individualId, 'plan')).filter(({ what }) => what === 'returned');
    expect(returns.map(({ title, text }) => [title, text])).toEqual([
      ['Plan returned for edits', 'And by when'],
      ['Plan returned for edits', 'Say who moves the family'],
    ]);
    expect(await seenBy(LEAD, 'plan_returns', 'plan_id', made.planId)).toBe(2);
    expect(await seenBy('nurse@health.example', 'plan_returns', 'plan_id', made.planId)).toBe(0);
    await expect(test.sql(`UPDATE plan_returns SET comment = 'Other'`)).rejects.toThrow();
  });

  it('says how an action goes to whoever reads the action', async () => {
    const made = await makeCase(test, { leadProfessional: LEAD, planOwner: OFFICER, plan: 'live' });
    const officer = await test.actor(OFFICER);
    const action = { kind: 'disrupt' as const, dueOn: '2026-12-10', ownerId: test.userId(OFFICER) };
    const add = async (description: string, visibility: 'all_agencies' | 'police_only') => {
      const seen = { planId: made.planId, version: await versionOf(test, made.planId) };
      const { id } = await test.get(AddPlanAction).run(officer, seen, { ...action, description, visibility });
      anHourLater();
      await test.get(UpdateAction).run(officer, { id, standing: 'on_track', percentComplete: 40, text: 'Half way' });
    };
    await add('Warn the older boys', 'all_agencies');
    await add('Search a flat', 'police_only');
    const progress = async (email: string) =>
      (await entries(email, made.individualId, 'action')).filter(({ what }) => what === 'progress');
    const open = { title: 'Action, how it goes: on track, 40% done', text: 'Warn the older boys\nHalf way' };
    expect(await progress(LEAD)).toEqual([expect.objectContaining(open)]);
    expect((await progress(OFFICER)).map(({ text }) => text)).toEqual([
      'Search a flat\nHalf way',
      'Warn the older boys\nHalf way',
    ]);
  });

  it('stands newest first within a day as well', async () => {
    const made = await makeCase(test, { leadProfessional: LEAD, plan: 'live' });
    const lead = await test.actor(LEAD);
    const note = (text: string) =>
      test
        .get(AddNote)
        .run(lead, { individualId: made.individualId, text, basis: 'fact', happenedOn: test.clock.today() });
    const seen = { planId: made.planId, version: await versionOf(test, made.planId) };
    const action = { kind: 'support' as const, dueOn: '2026-12-10', ownerId: test.userId(LEAD) };
    const { id } = await test.get(AddPlanAction).run(lead, seen, { ...action, description: 'Ring the aunt' });
    anHourLater();
    await note('In the morning');
    anHourLater();
    await test.get(CloseAction).run(lead, { id, version: 1, status: 'done', outcome: 'Rang her' });
    anHourLater();
    await note('In the afternoon');
    const { body } = await (await test.api(LEAD)).get(`/individuals/${made.individualId}/chronology`);
    const ours = (body.items as Entry[]).map(({ text }) => text).filter((text) => text !== null);
    expect(ours.slice(0, 4)).toEqual([
      'In the afternoon',
      'Ring the aunt\nRang her',
      'In the morning',
      'Ring the aunt',
    ]);
  });
});
