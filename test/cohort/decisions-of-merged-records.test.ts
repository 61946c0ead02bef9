import { DecideAgainstEntry } from '../../src/cohort';
import type { MadeCase } from '../factories';
import { makeCase } from '../factories';
import * as merging from '../reviews/support/merging';
import { entryGrounds } from '../support/identification-method';
import { TestApp } from '../support/test-app';
import { acceptedPerson } from './support/accepted';

const ENTRY = {
  ...{ startedOn: '2026-11-21', tier: 'high', isExperiencing: true, isPerpetrating: null, decision: 'Accepted' },
  ...{ ...entryGrounds(), evidence: 'Seen with a knife', evidenceKind: 'incident', evidenceOn: '2026-11-18' },
};

/** Two people whom a merge took for one are each owed a decision of their own. */
describe('the cohort decisions of two records that are merged', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const accepted = async (givenName: string): Promise<MadeCase> => {
    const individualId = await acceptedPerson(test, { givenName, familyName: 'Quarrington' });
    await test.sql(
      `INSERT INTO assignments (id, individual_id, kind, user_id, agency_id, started_at, assigned_by)
       SELECT gen_random_uuid(), $1, 'practitioner', u.id, u.agency_id, '2026-11-21', u.id FROM users u WHERE u.id = $2`,
      [individualId, test.userId(merging.MANAGER)],
    );
    return { individualId, reference: '', planId: '', scheduleId: '' };
  };
  const due = async (made: MadeCase, dueOn: string): Promise<void> => {
    await test.sql(`UPDATE cohort_decisions SET due_on = $2, version = version + 1 WHERE individual_id = $1`, [
      made.individualId,
      dueOn,
    ]);
  };
  const owed = (both: MadeCase[]) =>
    test.sql(
      `SELECT individual_id AS id, due_on::text AS due FROM cohort_decisions_owed WHERE individual_id = ANY ($1) ORDER BY due_on`,
      [both.map(({ individualId }) => individualId)],
    );
  const enter = async ({ individualId }: MadeCase): Promise<void> => {
    const api = await test.api(merging.MANAGER);
    expect((await api.post('/cohort-memberships', { individualId, ...ENTRY })).status).toBe(201);
  };
  const refuse = async ({ individualId }: MadeCase): Promise<void> => {
    const [seen = { id: '', version: 0 }] = await test.sql<{ id: string; version: number }>(
      'SELECT id, version FROM cohort_decisions_owed WHERE individual_id = $1',
      [individualId],
    );
    await test.get(DecideAgainstEntry).run(await test.actor('chair@mace.example'), {
      ...{ individualId, seen, reason: 'Early help', deciders: ['Ms Demo, council'], dissent: null },
    });
  };
  const refusals = async (both: MadeCase[]): Promise<string[]> =>
    (
      await test.sql<{ id: string }>(
        `SELECT individual_id AS id FROM cohort_decisions WHERE outcome = 'not_entered' AND individual_id = ANY ($1)`,
        [both.map(({ individualId }) => individualId)],
      )
    ).map(({ id }) => id);

  it('are one while they are one, on the earlier day; taken apart, each has its own again', async () => {
    const both: [MadeCase, MadeCase] = [await accepted('Isaura'), await accepted('Isaure')];
    const [survivor, other] = both;
    await due(other, '2026-11-27');
    const apart = [
      { id: other.individualId, due: '2026-11-27' },
      { id: survivor.individualId, due: '2026-12-04' },
    ];
    expect(await owed(both)).toEqual(apart);
    const { id } = await merging.merge(test, both);
    expect(await owed(both)).toEqual([{ id: survivor.individualId, due: '2026-11-27' }]);
    const api = await test.api('chair@mace.example');
    const listed = (await api.get('/cohort-decisions')).body.items as { individualId: string }[];
    expect(listed.filter(({ individualId }) => individualId === survivor.individualId)).toHaveLength(1);
    await merging.undo(test, id);
    expect(await owed(both)).toEqual(apart);
  });

  it.each([
    ['enters', enter, 0],
    ['is decided against', refuse, 1],
  ])('leave the other one waiting where the survivor %s meanwhile', async (_, decide, written) => {
    const both: [MadeCase, MadeCase] = [await accepted('Ottilia'), await accepted('Ottilie')];
    const [survivor, other] = both;
    const { id } = await merging.merge(test, both);
    await decide(survivor);
    expect(await owed(both)).toEqual([]);
    expect(await refusals(both)).toHaveLength(written);
    await merging.undo(test, id);
    expect(await owed(both)).toEqual([{ id: other.individualId, due: '2026-12-04' }]);
    expect(await refusals(both)).toEqual(written === 0 ? [] : [survivor.individualId]);
  });

  it('open again what the entry of a survivor answered who was not waiting; what was decided against was about its referral', async () => {
    const known = async (givenName: string) =>
      makeCase(test, { tier: null, givenName, familyName: 'Quarrington', leadProfessional: merging.MANAGER });
    const both: [MadeCase, MadeCase] = [await known('Perpetua'), await accepted('Perpetue')];
    const first = await merging.merge(test, both);
    await enter(both[0]);
    expect(await owed(both)).toEqual([]);
    await merging.undo(test, first.id);
    expect(await owed(both)).toEqual([{ id: both[1].individualId, due: '2026-12-04' }]);

    const others: [MadeCase, MadeCase] = [await known('Rosalba'), await accepted('Rosalbe')];
    const second = await merging.merge(test, others);
    await refuse(others[0]);
    await merging.undo(test, second.id);
    expect([await owed(others), await refusals(others)]).toEqual([[], [others[1].individualId]]);
  });
});
