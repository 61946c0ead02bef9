import { ChooseOwners, ConfirmHandover, PrepareHandover, UndoHandover } from '../../src/handovers';
import { Transactions } from '../../src/platform/database';
import { OweReminders } from '../../src/reminders/owe-reminders';
import { NotFound } from '../../src/shared/errors';
import { makeCase } from '../factories';
import { TEST_NOW, TestApp } from '../support/test-app';
import { assigned, colleague, end, holders, openAction } from './arrange';

const MANAGER = 'manager@scf.example';

describe('handing over what somebody holds', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());
  afterEach(() => test.clock.set(new Date(TEST_NOW)));

  /** A leaver with one case as lead, an action in it and a part in another; and who could follow them. */
  const leaver = async () => {
    const gone = await colleague(test, 'Gail Leaver', 'scf');
    const next = await colleague(test, 'Nils Next', 'scf');
    const first = await makeCase(test, { leadProfessional: null });
    await assigned(test, first.individualId, 'lead_professional', gone);
    const actionId = await openAction(test, first.individualId, gone);
    const second = await makeCase(test);
    await assigned(test, second.individualId, 'practitioner', gone);
    await end(test, gone);
    return { gone, next, first, second, actionId };
  };

  const prepared = async (fromUserId: string, email = MANAGER) => {
    const actor = await test.actor(email);
    const { id } = await test.get(PrepareHandover).run(actor, { fromUserId });
    return { actor, id };
  };

  const confirmed = async (fromUserId: string, forAll: string) => {
    const { actor, id } = await prepared(fromUserId);
    await test.get(ChooseOwners).run(actor, { id, version: 1, forAll, each: {} });
    await test.get(ConfirmHandover).run(actor, { id, version: 2 });
    return { actor, id };
  };

  it('moves every part and action in one transaction, keeps who was responsible when, and writes it down', async () => {
    const { gone, next, first, second, actionId } = await leaver();
    const { id } = await confirmed(gone, next);
    expect(await holders(test, first.individualId)).toEqual([
      { kind: 'lead_professional', user_id: next },
      { kind: 'plan_owner', user_id: test.userId(MANAGER) },
    ]);
    expect((await holders(test, second.individualId)).filter(({ user_id }) => user_id === next)).toHaveLength(1);
    expect(
      await test.sql(
        'SELECT user_id, ended_at IS NULL AS open FROM assignments WHERE user_id = ANY ($1) ORDER BY open',
        [[gone, next]],
      ),
    ).toEqual([
      { user_id: gone, open: false },
      { user_id: gone, open: false },
      { user_id: next, open: true },
      { user_id: next, open: true },
    ]);
    expect(await test.sql('SELECT owner_id, version FROM actions WHERE id = $1', [actionId])).toEqual([
      { owner_id: next, version: 2 },
    ]);
    expect(
      await test.sql('SELECT old_owner_id, new_owner_id FROM action_owner_changes WHERE action_id = $1', [actionId]),
    ).toEqual([{ old_owner_id: gone, new_owner_id: next }]);
    expect((await (await test.browse(MANAGER)).get(`/actions/${actionId}`)).text).toContain(
      'Gail Leaver, until 21 November 2026',
    );
    const acts = await test.sql<{ act: string }>(
      `SELECT act FROM audit_events WHERE act IN ('action.reassigned','assignment.started','handover.confirmed')
          AND (subject_id = $1 OR individual_id = ANY ($2)) ORDER BY act`,
      [id, [first.individualId, second.individualId]],
    );
    expect(acts.map(({ act }) => act)).toEqual([
      'action.reassigned',
      'assignment.started',
      'assignment.started',
      'handover.confirmed',
    ]);
  });

  it('stops as a whole when one thing cannot move, names it and leaves everything as it was', async () => {
    const { gone, next, first, second, actionId } = await leaver();
    const { actor, id } = await prepared(gone);
    await test.get(ChooseOwners).run(actor, { id, version: 1, forAll: next, each: {} });
    await test.sql(`UPDATE actions SET description = 'Find a gym', version = version + 1 WHERE id = $1`, [actionId]);
    const failure: unknown = await test
      .get(ConfirmHandover)
      .run(actor, { id, version: 2 })
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'conflict',
      problems: [{ message: expect.stringContaining(`${first.reference}, action`) }],
    });
    expect((await holders(test, first.individualId))[0]).toEqual({ kind: 'lead_professional', user_id: gone });
    expect((await holders(test, second.individualId)).some(({ user_id }) => user_id === gone)).toBe(true);
    expect(await test.sql('SELECT status FROM handovers WHERE id = $1', [id])).toEqual([{ status: 'prepared' }]);
    expect(await test.sql('SELECT 1 FROM handover_moves WHERE handover_id = $1', [id])).toEqual([]);
    expect(await test.sql('SELECT 1 FROM handover_notices WHERE handover_id = $1', [id])).toEqual([]);
  });

  it('rolls back what was moved already when a later step fails', async () => {
    const { gone, next, first, actionId } = await leaver();
    const { actor, id } = await prepared(gone);
    await test.get(ChooseOwners).run(actor, { id, version: 1, forAll: next, each: {} });
    await test.sql(`
      CREATE FUNCTION refuse_moves() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.kind = 'lead_professional' THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER refuse_moves BEFORE INSERT ON handover_moves FOR EACH ROW EXECUTE FUNCTION refuse_moves();`);
    await expect(test.get(ConfirmHandover).run(actor, { id, version: 2 })).rejects.toThrow('no');
    await test.sql('DROP TRIGGER refuse_moves ON handover_moves; DROP FUNCTION refuse_moves();');
    expect(await test.sql('SELECT owner_id FROM actions WHERE id = $1', [actionId])).toEqual([{ owner_id: gone }]);
    expect((await holders(test, first.individualId))[0]?.user_id).toBe(gone);
  });

  it('lets one of two managers who confirm at once through, and tells the other', async () => {
    const { gone, next } = await leaver();
    const { actor, id } = await prepared(gone);
    await test.get(ChooseOwners).run(actor, { id, version: 1, forAll: next, each: {} });
    const other = { ...actor, userId: await colleague(test, 'Mia Manager', 'scf', ['manager']) };
    const confirm = test.get(ConfirmHandover);
    const results = await Promise.allSettled([
      confirm.run(actor, { id, version: 2 }),
      confirm.run(other, { id, version: 2 }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find((result) => result.status === 'rejected')).toMatchObject({ reason: { status: 409 } });
    expect(
      await test.sql(`SELECT kind, count(*)::integer AS n FROM handover_notices WHERE handover_id = $1 GROUP BY kind`, [
        id,
      ]),
    ).toEqual([{ kind: 'received', n: 1 }]);
  });

  it('lets one of two handovers of the same work through, and names what stopped the other', async () => {
    const { gone, next } = await leaver();
    const third = await colleague(test, 'Tess Third', 'scf');
    const [one, two] = [await prepared(gone), await prepared(gone, 'chair@mace.example')];
    await test.get(ChooseOwners).run(one.actor, { id: one.id, version: 1, forAll: next, each: {} });
    await test.get(ChooseOwners).run(two.actor, { id: two.id, version: 1, forAll: third, each: {} });
    const results = await Promise.allSettled(
      [one, two].map(({ actor, id }) => test.get(ConfirmHandover).run(actor, { id, version: 2 })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find((result) => result.status === 'rejected')).toMatchObject({
      reason: { message: expect.stringContaining('Nothing was handed over') },
    });
  });

  it('gives back within a day what is still as it was left, and names what has changed since', async () => {
    const { gone, next, first, second, actionId } = await leaver();
    const { actor, id } = await confirmed(gone, next);
    await test.sql(`UPDATE actions SET status = 'done', closed_at = now(), version = version + 1 WHERE id = $1`, [
      actionId,
    ]);
    await test.get(UndoHandover).run(actor, { id, version: 3 });
    expect((await holders(test, first.individualId))[0]).toEqual({ kind: 'lead_professional', user_id: gone });
    expect((await holders(test, second.individualId)).some(({ user_id }) => user_id === gone)).toBe(true);
    expect(
      await test.sql(
        `SELECT v.kind, r.outcome, r.reason FROM handover_returns r JOIN handover_moves v ON v.id = r.move_id
          WHERE v.handover_id = $1 ORDER BY v.kind`,
        [id],
      ),
    ).toEqual([
      { kind: 'action', outcome: 'left_alone', reason: 'The action was closed since' },
      { kind: 'lead_professional', outcome: 'given_back', reason: null },
      { kind: 'practitioner', outcome: 'given_back', reason: null },
    ]);
    await expect(test.get(UndoHandover).run(actor, { id, version: 4 })).rejects.toThrow('only once');
  });

  it('takes reminders not sent yet with it: the next round owes them to the new holder', async () => {
    const gone = await colleague(test, 'Rosa Reminded', 'scf');
    const next = await colleague(test, 'Nils Next', 'scf');
    const overdue = await makeCase(test, { planOwner: null, plan: 'live', reviewDueOn: '2026-11-18' });
    await assigned(test, overdue.individualId, 'plan_owner', gone);
    const owed = async (): Promise<string[]> => {
      await new OweReminders(test.get(Transactions), { remindAgainDays: 7 }).run();
      const rows = await test.sql<{ recipient_id: string }>(
        `SELECT DISTINCT recipient_id FROM reminders WHERE individual_id = $1 AND status = 'owed' AND recipient_id = ANY ($2)`,
        [overdue.individualId, [gone, next]],
      );
      return rows.map(({ recipient_id }) => recipient_id);
    };
    expect(await owed()).toEqual([gone]);
    await confirmed(gone, next);
    expect(await owed()).toEqual([next]);
  });

  it('is not undone a day later', async () => {
    const { gone, next } = await leaver();
    const { actor, id } = await confirmed(gone, next);
    test.clock.set(new Date('2026-11-22T10:00:01Z'));
    await expect(test.get(UndoHandover).run(actor, { id, version: 3 })).rejects.toThrow('24 hours');
  });

  it('is nothing to a manager of another agency, nor is the handover itself', async () => {
    const { gone } = await leaver();
    const { id } = await prepared(gone);
    const other = await test.actor('manager@tvp.example');
    await expect(test.get(PrepareHandover).run(other, { fromUserId: gone })).rejects.toThrow('nothing here');
    await expect(test.get(ConfirmHandover).run(other, { id, version: 1 })).rejects.toThrow(NotFound);
    const lead = await test.actor('lead@scf.example');
    await expect(test.get(PrepareHandover).run(lead, { fromUserId: gone })).rejects.toThrow(NotFound);
  });

  it('lets a named manager hand over a restricted record, to named people alone', async () => {
    const gone = await colleague(test, 'Ruth Restricted', 'scf');
    const next = await colleague(test, 'Nils Next', 'scf');
    const named = 'lead@scf.example';
    const { individualId } = await makeCase(test, {
      leadProfessional: null,
      planOwner: null,
      restrictedTo: [MANAGER, named],
    });
    await assigned(test, individualId, 'plan_owner', gone);
    await end(test, gone);
    const { actor, id } = await prepared(gone);
    const choose = test.get(ChooseOwners);
    await expect(choose.run(actor, { id, version: 1, forAll: next, each: {} })).rejects.toMatchObject({ status: 422 });
    await choose.run(actor, { id, version: 1, forAll: test.userId(named), each: {} });
    await test.get(ConfirmHandover).run(actor, { id, version: 2 });
    expect(await holders(test, individualId)).toEqual([{ kind: 'plan_owner', user_id: test.userId(named) }]);
  });

  it('lets the manager of the case hand over what an agency that is not on it holds', async () => {
    const gone = await colleague(test, 'Paul Police', 'tvp');
    const { individualId } = await makeCase(test);
    const actionId = await openAction(test, individualId, gone);
    await end(test, gone);
    await expect(
      test.get(PrepareHandover).run(await test.actor('manager@tvp.example'), { fromUserId: gone }),
    ).rejects.toThrow('nothing here');
    await confirmed(gone, test.userId('lead@scf.example'));
    expect(await test.sql('SELECT owner_id FROM actions WHERE id = $1', [actionId])).toEqual([
      { owner_id: test.userId('lead@scf.example') },
    ]);
  });
});
