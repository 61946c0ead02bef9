import { CaseActions } from '../../src/actions';
import { ClosePlan, PlanClosed, StartPlan } from '../../src/plans';
import { DomainEvents, Transactions } from '../../src/platform/database';
import { makeCase, type MadeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { addAction, announced, planRow } from './arrange';

describe('closing a plan', () => {
  let test: TestApp;
  const heard: object[] = [];
  let failNext = false;

  beforeAll(async () => {
    test = await TestApp.start();
    test.get(DomainEvents).on(PlanClosed, async (_, event) => {
      heard.push(event);
      if (failNext) throw new Error('The last step failed');
    });
  });
  afterAll(() => test.stop());

  const close = async (email: string, made: MadeCase) =>
    test.get(Transactions).act(await test.actor(email), (tx) => test.get(ClosePlan).within(tx, made));
  const caseWithActions = async (): Promise<MadeCase> => {
    const made = await makeCase(test, { plan: 'live' });
    await addAction(test, made, { description: 'Arrange a mentor' });
    await addAction(test, made, { description: 'Call the family', owner: 'dsl@school.example' });
    await addAction(test, made, {
      description: 'Watch the address',
      owner: 'officer@tvp.example',
      visibility: 'police_only',
    });
    return made;
  };
  const actionsOf = ({ individualId }: MadeCase) =>
    test.sql<{ id: string; description: string }>(
      'SELECT id, description, status, outcome, closed_at, version FROM actions WHERE individual_id = $1 ORDER BY id',
      [individualId],
    );
  const trail = (made: MadeCase) =>
    test.sql(
      `SELECT e.act, e.actor_id, a.description FROM audit_events e JOIN actions a ON a.id = e.subject_id
        WHERE e.individual_id = $1 ORDER BY a.id`,
      [made.individualId],
    );

  it.each(['lead@scf.example', 'manager@scf.example', 'member@mace.example', 'chair@mace.example'])(
    'by %s ends the open actions as no longer needed, each audited, and leaves what it cannot see with its agency',
    async (email) => {
      const made = await caseWithActions();
      const seen = await test.get(CaseActions).of(await test.actor(email), made.individualId);
      expect(seen).toHaveLength(2);
      await close(email, made);
      const ended = {
        status: 'no_longer_needed',
        outcome: 'The plan was closed on 21 November 2026',
        closed_at: test.clock.now(),
        version: 2,
      };
      const actions = await actionsOf(made);
      expect(actions).toMatchObject([
        { description: 'Arrange a mentor', ...ended },
        { description: 'Call the family', ...ended },
        { description: 'Watch the address', status: 'open', outcome: null, version: 1 },
      ]);
      const by = { act: 'action.closed', actor_id: test.userId(email) };
      expect(await trail(made)).toEqual([
        { ...by, description: 'Arrange a mentor' },
        { ...by, description: 'Call the family' },
      ]);
      expect(await announced(test, actions[0]?.id ?? '')).toEqual(['action.closed']);
    },
  );

  it('leaves alone the actions of others, and how an action ended before', async () => {
    const other = await caseWithActions();
    const made = await caseWithActions();
    const [done] = await actionsOf(made);
    await test.sql(
      `UPDATE actions SET status = 'done', outcome = 'Met twice', closed_at = now(), version = 2 WHERE id = $1`,
      [done?.id],
    );
    await close('chair@mace.example', made);
    expect((await actionsOf(made))[0]).toMatchObject({ status: 'done', outcome: 'Met twice', version: 2 });
    expect(await actionsOf(other)).toMatchObject([{ status: 'open' }, { status: 'open' }, { status: 'open' }]);
  });

  it('ends nothing for people outside the case, or when the last step fails', async () => {
    const made = await caseWithActions();
    for (const email of ['dsl@school.example', 'nurse@health.example', 'officer@tvp.example']) {
      await expect(close(email, made)).rejects.toMatchObject({ status: 404 });
    }
    await test.sql(`UPDATE panel_members SET ended_at = now() WHERE user_id = $1`, [
      test.userId('member@mace.example'),
    ]);
    await expect(close('member@mace.example', made)).rejects.toMatchObject({ status: 404 });
    failNext = true;
    await expect(close('chair@mace.example', made)).rejects.toThrow('The last step failed');
    failNext = false;
    expect(await planRow(test, made.planId)).toMatchObject({ status: 'live' });
    expect(await actionsOf(made)).toMatchObject([{ status: 'open' }, { status: 'open' }, { status: 'open' }]);
    expect(await trail(made)).toEqual([]);
  });

  it('closes a plan, says so to those who listen, and opens the way for a new one', async () => {
    const made = await makeCase(test, { plan: 'live' });
    const { planId, individualId } = made;
    heard.length = 0;
    await close('chair@mace.example', made);
    expect(heard).toEqual([new PlanClosed(planId, individualId)]);
    expect(await planRow(test, planId)).toMatchObject({ status: 'closed' });
    await expect(close('chair@mace.example', made)).rejects.toMatchObject({ status: 409 });
    await test.get(StartPlan).run(await test.actor('lead@scf.example'), { individualId });
  });
});
