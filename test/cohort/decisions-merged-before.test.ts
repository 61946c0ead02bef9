import { migrationClasses, migrationSource } from '../../src/platform/database';
import { makeCase, type MadeCase } from '../factories';
import * as merging from '../reviews/support/merging';
import { TestApp } from '../support/test-app';
import { acceptedPerson } from './support/accepted';

const SETTLED_BY = 'DecisionsMergedBefore1795305601091';

/** Until then a merge left both decisions owed. */
describe('cohort decisions of records that were merged before the decisions were', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const accepted = async (givenName: string, dueOn: string): Promise<MadeCase> => {
    const individualId = await acceptedPerson(test, { givenName, familyName: 'Quarrington' });
    await test.sql(
      `INSERT INTO assignments (id, individual_id, kind, user_id, agency_id, started_at, assigned_by)
       SELECT gen_random_uuid(), $1, 'practitioner', u.id, u.agency_id, '2026-11-21', u.id FROM users u WHERE u.id = $2`,
      [individualId, test.userId(merging.MANAGER)],
    );
    await test.sql('UPDATE cohort_decisions SET due_on = $2, version = version + 1 WHERE individual_id = $1', [
      individualId,
      dueOn,
    ]);
    return { individualId, reference: '', planId: '', scheduleId: '' };
  };
  const known = (givenName: string) =>
    makeCase(test, { tier: null, givenName, familyName: 'Quarrington', leadProfessional: merging.MANAGER });
  const owed = (of: MadeCase[]) =>
    test.sql(
      `SELECT individual_id AS id, due_on::text AS due FROM cohort_decisions_owed WHERE individual_id = ANY ($1) ORDER BY due_on`,
      [of.map(({ individualId }) => individualId)],
    );
  const owes = ({ individualId: id }: MadeCase, due: string) => ({ id, due });

  /** As a merge left them: what it sets aside since stands again. */
  const asMergedBefore = async (): Promise<void> => {
    await test.sql(
      `UPDATE cohort_decisions d SET set_aside_by = NULL, version = version + 1,
              due_on = coalesce((SELECT (c.was ->> 'due_on')::date FROM record_merge_changes c
                                  WHERE c.row_id = d.id AND c.was ? 'due_on' ORDER BY c.id LIMIT 1), d.due_on)
        WHERE d.id IN (SELECT row_id FROM record_merge_changes WHERE table_name = 'cohort_decisions')`,
    );
    await test.sql(`DELETE FROM record_merge_changes WHERE table_name = 'cohort_decisions'`);
  };
  const settle = async (): Promise<void> => {
    const source = await migrationSource(test.database.ownerUrl).initialize();
    const Settling = migrationClasses().find(({ name }) => name === SETTLED_BY);
    if (!Settling) throw new Error(`No migration ${SETTLED_BY}`);
    await source.transaction(async ({ queryRunner }) => {
      if (queryRunner) await new Settling().up(queryRunner);
    });
    await source.destroy();
  };

  it('are settled as a merge settles them, and come apart with their records', async () => {
    const both: [MadeCase, MadeCase] = [await accepted('Isaura', '2026-12-04'), await accepted('Isaure', '2026-11-27')];
    const [survivor, other] = both;
    const { id } = await merging.merge(test, both);
    await asMergedBefore();
    expect(await owed(both)).toEqual([owes(survivor, '2026-11-27'), owes(survivor, '2026-12-04')]);
    await settle();
    expect(await owed(both)).toEqual([owes(survivor, '2026-11-27')]);
    await settle();
    expect(await owed(both)).toEqual([owes(survivor, '2026-11-27')]);
    await merging.undo(test, id);
    expect(await owed(both)).toEqual([owes(other, '2026-11-27'), owes(survivor, '2026-12-04')]);
  });

  it('leave alone what was never one, or was accepted only after the records were', async () => {
    const both: [MadeCase, MadeCase] = [await known('Ottilia'), await accepted('Ottilie', '2026-12-04')];
    const { id } = await merging.merge(test, both);
    await test.sql(
      `INSERT INTO cohort_decisions (id, individual_id, referral_id, panel_id, accepted_on, due_on)
       SELECT gen_random_uuid(), $1, r.id, d.panel_id, '2026-11-25', '2026-12-09'
         FROM cohort_decisions d, referrals r WHERE d.individual_id = $1 AND r.id <> d.referral_id LIMIT 1`,
      [both[0].individualId],
    );
    await settle();
    expect(await owed(both)).toEqual([owes(both[0], '2026-12-04'), owes(both[0], '2026-12-09')]);
    await merging.undo(test, id);
    expect(await owed(both)).toEqual([owes(both[1], '2026-12-04'), owes(both[0], '2026-12-09')]);
  });

  it('of three records belong to the merge that brought the two together', async () => {
    const last = await accepted('Rosalba', '2026-12-04');
    const between = await known('Rosalbe');
    const first = await accepted('Rosalbo', '2026-11-30');
    const inner = await merging.merge(test, [between, first]);
    const outer = await merging.merge(test, [last, between]);
    await asMergedBefore();
    const all = [last, between, first];
    expect(await owed(all)).toHaveLength(2);
    await settle();
    expect(await owed(all)).toEqual([owes(last, '2026-11-30')]);
    await merging.undo(test, outer.id);
    expect(await owed(all)).toEqual([owes(between, '2026-11-30'), owes(last, '2026-12-04')]);
    await merging.undo(test, inner.id);
    expect(await owed(all)).toEqual([owes(first, '2026-11-30'), owes(last, '2026-12-04')]);
  });
});
