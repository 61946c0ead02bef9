import { load } from 'cheerio';
import { type Merge, MergeRecords } from '../../src/individuals/duplicates/merge-records';
import { PossibleDuplicates } from '../../src/individuals/duplicates/possible-duplicates';
import { UndoMerge } from '../../src/individuals/duplicates/undo-merge';
import { AddNote } from '../../src/notes';
import { newId } from '../../src/shared/ids';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

const MANAGER = 'manager@scf.example';
const CHAIR = 'chair@mace.example';
const CHOSEN: Merge['stands'] = { plan: 'survivor', cohort: 'survivor', name: 'survivor', date_of_birth: 'survivor' };

/** Every row that hangs on an individual, in any table: `table key individual`, without what a merge itself adds. */
const HANGING = `SELECT string_agg(format(
    'SELECT %L || '' '' || %I::text || '' '' || %I::text || '' '' || coalesce(to_jsonb(t) ->> ''status'', '''') || coalesce(to_jsonb(t) ->> ''ended_on'', '''') AS line FROM %I t',
    t.table_name || '.' || t.column_name, t.key_name, t.column_name, t.table_name), ' UNION ALL ') AS sql
  FROM tables_of_individuals() t
 WHERE t.table_name NOT IN ('review_schedule_changes', 'individual_identity_changes', 'reminders', 'access_notices')`;

describe('two records of one person', () => {
  let test: TestApp;
  let merge: MergeRecords;

  beforeAll(async () => {
    test = await TestApp.start();
    merge = test.get(MergeRecords);
  });
  afterAll(() => test.stop());

  const hanging = async (): Promise<string[]> => {
    const [row] = await test.sql<{ sql: string }>(HANGING);
    return (await test.sql<{ line: string }>(row?.sql ?? '')).map(({ line }) => line).sort();
  };
  const versionOf = async (id: string): Promise<number> =>
    (await test.sql<{ version: number }>('SELECT version FROM individuals WHERE id = $1', [id]))[0]?.version ?? 0;
  const input = async (survivorId: string, mergedId: string, stands = CHOSEN): Promise<Merge> => ({
    ...{ survivorId, mergedId, stands, reason: 'Seen together with their mother' },
    survivorVersion: await versionOf(survivorId),
    mergedVersion: await versionOf(mergedId),
  });
  const twoCases = async (given: string, other = {}) => {
    const one = await makeCase(test, {
      givenName: given,
      familyName: 'Whitlock',
      plan: 'live',
      reviewDueOn: '2026-12-20',
    });
    const two = await makeCase(test, {
      ...{ givenName: given, familyName: 'Whitlok', plan: 'draft', screenedOn: '2026-10-01', ...other },
    });
    return [one, two] as const;
  };

  it('become one: everything moves, what cannot stand twice is chosen, and the reference leads on', async () => {
    const [one, two] = await twoCases('Emrys');
    const manager = await test.actor(MANAGER);
    await expect(merge.run(manager, await input(one.individualId, two.individualId, {}))).rejects.toMatchObject({
      problems: expect.arrayContaining([
        expect.objectContaining({ field: 'plan' }),
        expect.objectContaining({ field: 'cohort' }),
      ]),
    });
    await merge.run(manager, await input(one.individualId, two.individualId));
    const left = (await hanging()).filter((line) => line.includes(two.individualId));
    expect(left).toEqual([]);
    expect(
      await test.sql(`SELECT status FROM plans WHERE individual_id = $1 ORDER BY status`, [one.individualId]),
    ).toEqual([{ status: 'closed' }, { status: 'live' }]);
    const page = await test.browse(MANAGER);
    const answer = await page.get(`/individuals/${two.individualId}/plan?print=1`);
    expect([answer.status, answer.headers['location']]).toEqual([303, `/individuals/${one.individualId}/plan?print=1`]);
    const api = await test.api(MANAGER);
    const found = await api.post('/individuals/searches', { search: two.reference });
    expect(found.body.items.map((item: { id: string }) => item.id)).toEqual([one.individualId]);
    expect((await test.sql(`SELECT aliases FROM individuals WHERE id = $1`, [one.individualId]))[0]).toEqual({
      aliases: ['Emrys Whitlok'],
    });
    const acts = await test.sql(
      `SELECT 1 FROM audit_events WHERE act = 'individual.merged' AND individual_id = ANY ($1)`,
      [[one.individualId, two.individualId]],
    );
    expect(acts).toHaveLength(2);
  });

  it('tell who led either or owned its plan, stand in the chronology, the readers and the Top 5 of the whole', async () => {
    const officer = 'officer@tvp.example';
    const [one, two] = await twoCases('Corin', { leadProfessional: officer, planOwner: officer });
    await (await test.browse(officer)).get(`/individuals/${two.individualId}`);
    const [first, second] = [newId(), newId()];
    const places = [
      [first, one, 1],
      [first, two, 2],
      [second, two, 3],
    ] as const;
    for (const [id, until] of [
      [first, '2026-06-30'],
      [second, '2026-09-30'],
    ]) {
      await test.sql('INSERT INTO top_five_lists VALUES ($1, $2, $3, now())', [id, until, test.userId(CHAIR)]);
    }
    for (const [list, { individualId }, place] of places) {
      await test.sql(`INSERT INTO top_five_people VALUES ($1, $2, $3, $4, 'Repeat harm')`, [
        ...[newId(), list, individualId, place],
      ]);
    }
    const stands = { ...CHOSEN, lead_professional: 'survivor', plan_owner: 'survivor' } as const;
    const chair = await test.actor(CHAIR);
    const { id: mergeId } = await merge.run(chair, await input(one.individualId, two.individualId, stands));
    const placed = 'SELECT list_id, place FROM top_five_people WHERE individual_id = $1 ORDER BY place';
    // Of a list on which both stood, the survivor's place stands.
    expect(await test.sql(placed, [one.individualId])).toEqual([
      { list_id: first, place: 1 },
      { list_id: second, place: 3 },
    ]);
    const told = await test.sql(
      `SELECT u.email FROM access_notices n JOIN users u ON u.id = n.recipient_id
        WHERE n.kind = 'merged' AND n.individual_id = $1 ORDER BY u.email`,
      [one.individualId],
    );
    expect(told.map(({ email }) => email)).toEqual(['lead@scf.example', MANAGER, officer]);
    // Whoever led the record that is gone sees the case no more: told without a name or a reference.
    const inbox = (await (await test.browse(officer)).get('/access-notices')).text;
    expect(inbox).toContain('merged this record with another of the same person');
    expect(inbox).not.toContain(one.reference);
    const lead = await test.browse('lead@scf.example');
    const happened = await lead.get(`/individuals/${one.individualId}/chronology?kind=identity`);
    expect(happened.text).toContain(`Merged with the record ${two.reference}`);
    const [who] = await test.sql<{ name: string }>('SELECT display_name AS name FROM users WHERE email = $1', [
      officer,
    ]);
    const readers = load((await lead.get(`/individuals/${one.individualId}/readers`)).text);
    const rows = readers('#readings tbody tr').toArray();
    const onMerged = rows.filter((row) => readers(row).text().includes(`On ${two.reference}, since merged`));
    expect(onMerged.map((row) => readers(row).text()).join()).toContain(who?.name);
    // What was looked at on the whole is not said to be of the half.
    expect(onMerged.length).toBeLessThan(rows.length);
    expect(readers(rows[0]).text()).not.toContain('since merged');
    await test.get(UndoMerge).run(chair, { mergeId, version: 1, because: 'They are cousins' });
    expect(await test.sql(placed, [two.individualId])).toEqual([
      { list_id: first, place: 2 },
      { list_id: second, place: 3 },
    ]);
  });

  it('come apart exactly as they were; what was added since stays, but for what belongs to something that moved', async () => {
    const [one, two] = await twoCases('Tegan', { dateOfBirth: '2009-04-27' });
    const before = await hanging();
    const people = 'SELECT * FROM individuals WHERE id = ANY ($1) ORDER BY id';
    const ids = [one.individualId, two.individualId];
    const were = await test.sql<{ version: number }>(people, [ids]);
    const manager = await test.actor(MANAGER);
    const { id } = await merge.run(
      manager,
      await input(one.individualId, two.individualId, { ...CHOSEN, plan: 'merged' }),
    );
    const written = {
      text: 'Written while one',
      basis: 'fact',
      happenedOn: '2026-11-20',
      visibility: 'all_agencies',
    } as const;
    await test.get(AddNote).run(manager, { individualId: one.individualId, ...written });
    const api = await test.api(MANAGER);
    const wording = { wordsOfThePerson: 'I want to go back', practitionerWording: 'Back at school', measure: 'Days' };
    const goal = await api
      .post(`/plans/${two.planId}/goals`, { ...wording, baseline: 'None', targetOn: '2027-02-01' })
      .set('If-Match', '"1"');
    expect(goal.status).toBe(201);
    await test.get(UndoMerge).run(manager, { mergeId: id, version: 1, because: 'They are cousins' });
    const after = await hanging();
    const added = after.filter((line) => !before.includes(line));
    expect(before.filter((line) => !after.includes(line))).toEqual([]);
    expect(added.filter((line) => line.startsWith('notes'))).toEqual([expect.stringContaining(one.individualId)]);
    expect(added.filter((line) => line.startsWith('plan_goals'))).toEqual([expect.stringContaining(two.individualId)]);
    const are = await test.sql<{ version: number }>(people, [ids]);
    expect(are.map(({ version: _, ...row }) => row)).toEqual(were.map(({ version: _, ...row }) => row));
    await expect(test.get(UndoMerge).run(manager, { mergeId: id, version: 2, because: 'Again' })).rejects.toMatchObject(
      { status: 409 },
    );
  });

  it('with one restricted: the whole is, to the same people; nobody else learns of it, and the halves of an undone merge are closed as they were', async () => {
    const [one, two] = await twoCases('Ottilie', { restrictedTo: [MANAGER, 'lead@scf.example'] });
    const chair = await test.actor('chair@mace.example');
    await expect(merge.run(chair, await input(one.individualId, two.individualId))).rejects.toMatchObject({
      status: 404,
    });
    const sought = { givenName: 'Ottilie', familyName: 'Whitlok', dateOfBirth: '2009-03-27' };
    const duplicates = test.get(PossibleDuplicates);
    const idsFor = async (email: string): Promise<string[]> =>
      (await duplicates.of(await test.actor(email), sought)).map(({ record }) => record.id);
    expect(await idsFor(MANAGER)).toEqual(expect.arrayContaining([one.individualId, two.individualId]));
    const ofChair = await idsFor('chair@mace.example');
    expect([ofChair.includes(one.individualId), ofChair.includes(two.individualId)]).toEqual([true, false]);
    const pairsFor = async (email: string) => (await duplicates.among(await test.actor(email), null)).pairs;
    const isThis = ({ newer, older }: { newer: { id: string }; older: { id: string } }): boolean =>
      newer.id === two.individualId && older.id === one.individualId;
    expect((await pairsFor(MANAGER)).filter(isThis)).toHaveLength(1);
    expect((await pairsFor('chair@mace.example')).filter(isThis)).toEqual([]);
    const { id } = await merge.run(await test.actor(MANAGER), await input(one.individualId, two.individualId));
    const seen = 'SELECT is_restricted, restricted_to = access_keys AS by_the_named FROM individuals WHERE id = $1';
    expect(await test.sql(seen, [one.individualId])).toEqual([{ is_restricted: true, by_the_named: true }]);
    expect((await (await test.browse('chair@mace.example')).get(`/individuals/${two.individualId}`)).status).toBe(404);
    expect((await (await test.browse('chair@mace.example')).get(`/merges/${id}`)).status).toBe(404);
    await test.get(UndoMerge).run(await test.actor(MANAGER), { mergeId: id, version: 1, because: 'Two people' });
    expect(
      await test.sql('SELECT is_restricted FROM individuals WHERE id = ANY ($1) ORDER BY id', [
        [one.individualId, two.individualId],
      ]),
    ).toEqual([{ is_restricted: false }, { is_restricted: true }]);
  });

  it('are merged by a manager or chair who sees both, and by nobody who opened one in an emergency', async () => {
    const [one, two] = await twoCases('Bronwen');
    for (const [email, status] of [
      ['lead@scf.example', 403],
      ['member@mace.example', 403],
      ['manager@tvp.example', 404],
    ] as const) {
      await expect(
        merge.run(await test.actor(email), await input(one.individualId, two.individualId)),
      ).rejects.toMatchObject({ status });
    }
    const stale = { ...(await input(one.individualId, two.individualId)), mergedVersion: 0 };
    await expect(merge.run(await test.actor(MANAGER), stale)).rejects.toMatchObject({ status: 409 });
    await merge.run(await test.actor('chair@mace.example'), await input(one.individualId, two.individualId));
  });
});
