import { TestApp } from '../support/test-app';
import { Coordinator } from './coordinator';
import { sample } from './sample';

const people = new Set(sample.rows.flatMap((row) => row.person ?? []));
const rowsOf = (person: string) => sample.rows.filter((row) => row.person === person);
const count = (holds: (person: string) => boolean): number => [...people].filter(holds).length;

describe('importing the sheet the partnership keeps', () => {
  let test: TestApp;
  let chair: Coordinator;
  let preview: string;

  beforeAll(async () => {
    test = await TestApp.start();
    chair = await Coordinator.signIn(test);
    preview = await chair.preview(sample.content);
  });
  afterAll(() => test.stop());

  const number = async (sql: string): Promise<number> => {
    const [row] = await test.sql<{ n: number }>(sql);
    return row?.n ?? -1;
  };

  it('saves nothing before it is confirmed', async () => {
    expect(await number('SELECT count(*)::int AS n FROM individuals')).toBe(0);
    expect(await chair.text(preview)).toContain('Nothing has been saved yet');
  });

  it('says which rows are held back, why and how to mend them, in the numbers of the sheet', async () => {
    const text = await chair.text(preview);
    expect(text).toContain('The date of birth "31/02/2009" is a day that does not exist. Correct it.');
    expect(text).toContain(
      'Rows 9, 13, 14, 74 look like the same person, but one differs in the NHS number and the PNC number.',
    );
    expect(text).toContain('NHS number is left out. The NHS number "999 061 2352" is not a number the NHS would issue');
    expect(text).toContain('“PC 4417”');
  });

  it('asks about every person the careful reader joined and the rule was not sure of', async () => {
    const asked = [...(await chair.questions(preview)).keys()];
    expect(asked.filter((name) => name.startsWith('owners.'))).toHaveLength(3);
    expect(
      asked.filter((name) => name.startsWith('withoutDateOfBirth.')).map((name) => Number(name.split('.')[1])),
    ).toEqual(sample.rows.filter((row) => row.invalid.includes('date_of_birth')).map((row) => row.row));
  });

  it('makes everyone once, with what the careful reader counts', async () => {
    const questions = await chair.questions(preview);
    const owner = test.userId('nurse@health.example');
    const answers: Record<string, string> = {};
    for (const name of questions.keys()) {
      if (name.startsWith('samePeople.')) answers[name] = 'one_person';
      else if (name.startsWith('owners.')) answers[name] = owner;
      else if (name.startsWith('withoutDateOfBirth.')) answers[name] = 'yes';
    }
    expect((await chair.answer(preview, answers)).status).toBe(303);
    const answer = await chair.confirmWhole(preview);
    expect(answer.status).toBe(303);

    expect(await number('SELECT count(*)::int AS n FROM individuals')).toBe(people.size);
    expect(await number('SELECT count(*)::int AS n FROM cohort_memberships WHERE ended_on IS NULL')).toBe(people.size);
    expect(await number('SELECT count(*)::int AS n FROM import_rows')).toBe(
      sample.rows.filter((row) => !row.blank).length,
    );
    const planless = count((person) => rowsOf(person).every((row) => row.no_plan));
    expect(
      await number(`SELECT count(*)::int AS n FROM individuals i WHERE NOT EXISTS
      (SELECT 1 FROM plans p WHERE p.individual_id = i.id AND p.status = 'live')`),
    ).toBe(planless);
    const overdue = count((person) => rowsOf(person).some((row) => row.overdue));
    expect(
      await number(`SELECT count(*)::int AS n FROM review_schedules WHERE status = 'active' AND due_on < '2026-11-21'`),
    ).toBe(overdue);
  });

  it('gives every plan a review to come, and leaves without an owner what the sheet leaves without one', async () => {
    expect(
      await number(`SELECT count(*)::int AS n FROM plans p WHERE NOT EXISTS
      (SELECT 1 FROM review_schedules s WHERE s.plan_id = p.id AND s.status = 'active')`),
    ).toBe(0);
    const ownerless = await test.sql<{ row: number }>(`
      SELECT min(r.row_number) AS row FROM plans p JOIN import_rows r ON r.individual_id = p.individual_id
       WHERE NOT EXISTS (SELECT 1 FROM assignments a WHERE a.individual_id = p.individual_id AND a.kind = 'plan_owner')
       GROUP BY p.individual_id ORDER BY 1`);
    // A plan without an owner on its row takes the owner another row of the same person names (row 5 for row 4).
    const expected = sample.rows.filter((row) => row.no_owner && rowsOf(row.person ?? '').length === 1);
    expect(ownerless.map(({ row }) => row)).toEqual(expected.map((row) => row.row));
  });

  it('removes the file, and keeps formulas as the characters that were typed', async () => {
    expect(await test.sql('SELECT status, content FROM imports')).toEqual([{ status: 'confirmed', content: null }]);
    const notes = await number(
      `SELECT count(*)::int AS n FROM notes WHERE text LIKE '%=HYPERLINK("http://demo.invalid","file")%'`,
    );
    expect(notes).toBeGreaterThan(0);
    const result = await chair.page.get(preview);
    expect(result.text).toContain('Result of the import');
    expect(result.text).not.toContain('href="http://demo.invalid');
  });

  it('makes nothing twice of the same file', async () => {
    const again = await chair.preview(sample.content);
    expect(again).not.toBe(preview);
    const text = await chair.text(again);
    expect(text).toContain(`${sample.rows.filter((row) => !row.blank).length} rows say exactly what they said`);
    expect(text).toContain('There is nothing to import');
    expect((await chair.page.submit(`${again}/confirmation`, { version: '1' }, `${again}`)).status).not.toBe(303);
    expect(await number('SELECT count(*)::int AS n FROM individuals')).toBe(people.size);
  });

  it('shows what changed since under the same reference, and does not make it again', async () => {
    const changed = Buffer.from(sample.content.toString('latin1').replace('3 Oct 2026', '3 Dec 2026'), 'latin1');
    const text = await chair.text(await chair.preview(changed));
    expect(text).toContain('Changed since the last import.');
    expect(text).toContain('Next review: was “3 Oct 2026”, is now “3 Dec 2026”');
    expect(text).toContain('There is nothing to import');
  });
});
