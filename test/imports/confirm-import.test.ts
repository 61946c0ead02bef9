import { TestApp } from '../support/test-app';
import { Coordinator } from './coordinator';
import { sheetOf } from './sample';

describe('confirming an import', () => {
  let test: TestApp;
  let chair: Coordinator;

  beforeAll(async () => {
    test = await TestApp.start();
    chair = await Coordinator.signIn(test);
  });
  afterAll(() => test.stop());

  const names = async (family: string): Promise<string[]> => {
    const rows = await test.sql<{ name: string }>('SELECT given_name AS name FROM individuals WHERE family_name = $1', [
      family,
    ]);
    return rows.map(({ name }) => name).sort();
  };

  it('makes all of it or none of it', async () => {
    const preview = await chair.preview(
      sheetOf({ Name: 'NONE, First' }, { Name: 'NONE, Second' }, { Name: 'NONE, Last' }),
    );
    // The very last thing written of the last person fails.
    await test.sql(`CREATE FUNCTION fail_at_the_end() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN IF NEW.status = 'confirmed' THEN RAISE EXCEPTION 'on purpose'; END IF; RETURN NEW; END $$`);
    await test.sql(
      'CREATE TRIGGER imports_fail BEFORE UPDATE ON imports FOR EACH ROW EXECUTE FUNCTION fail_at_the_end()',
    );
    const answer = await chair.confirm(preview);
    await test.sql('DROP TRIGGER imports_fail ON imports');
    expect(answer.status).toBe(500);
    expect(await names('None')).toEqual([]);
    expect(await test.sql('SELECT 1 FROM import_rows')).toEqual([]);
    expect((await chair.confirm(preview)).status).toBe(303);
    expect(await names('None')).toEqual(['First', 'Last', 'Second']);
  });

  it('makes one of two confirmations at once', async () => {
    const preview = await chair.preview(sheetOf({ Name: 'TWICE, Only' }));
    const first = await chair.page.hiddenFields(preview, `${preview}/confirmation`);
    const second = await chair.page.hiddenFields(preview, `${preview}/confirmation`);
    expect(first['submissionId']).not.toBe(second['submissionId']);
    await Promise.all([first, second].map((fields) => chair.page.post(`${preview}/confirmation`, fields)));
    expect(await names('Twice')).toEqual(['Only']);
    expect(await chair.text(preview)).toContain('Result of the import');
  });

  it('stops when the records changed after the preview was looked at', async () => {
    const preview = await chair.preview(sheetOf({ Name: 'LATE, Comer', DOB: '03/04/2011' }, { Name: 'LATE, Other' }));
    const fields = await chair.page.hiddenFields(preview, `${preview}/confirmation`);
    await chair.page.submit(
      '/individuals',
      {
        givenName: 'Comer',
        familyName: 'Late',
        'dateOfBirth-day': '3',
        'dateOfBirth-month': '4',
        'dateOfBirth-year': '2011',
      },
      '/individuals/new',
    );
    const answer = await chair.page.post(`${preview}/confirmation`, fields);
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Records changed after you looked at this preview');
    expect(await names('Late')).toEqual(['Comer']);
  });

  it('adds the row as a note where the coordinator says it is somebody recorded', async () => {
    const preview = await chair.preview(
      sheetOf({ Ref: 'L/1', Name: 'LATE, Comer', DOB: '03/04/2011', Notes: 'Seen at the park' }),
    );
    const [name, values] =
      [...(await chair.questions(preview))].find(([key]) => key.startsWith('alreadyRecorded.')) ?? [];
    await chair.answer(preview, { [String(name)]: String(values?.[0]) });
    await test.sql(`UPDATE individuals SET version = version WHERE given_name = 'Comer'`);
    const answer = await chair.confirm(preview);
    expect(answer.status).toBe(303);
    expect(await names('Late')).toEqual(['Comer']);
    expect(await test.sql(`SELECT basis FROM notes WHERE text LIKE '%Seen at the park%'`)).toEqual([
      { basis: 'opinion' },
    ]);
  });

  it('keeps a value it cannot read in the note and makes the person without it', async () => {
    const preview = await chair.preview(
      sheetOf({
        Name: 'ODD, Cells',
        DOB: '01/02/2010',
        'Next review': 'TBC',
        'NHS No': '999 061 2352',
        'Plan date': '01/06/2026',
        Band: '3',
        'Plan owner': 'PC 4417',
      }),
    );
    const text = await chair.text(preview);
    expect(text).toContain('Next review is left out. The next review "TBC" is not a date.');
    expect(text).toContain('The band “3” names no tier, so the tier is medium.');
    await chair.confirm(preview);
    const [note] = await test.sql<{ text: string }>(
      `SELECT n.text FROM notes n JOIN individuals i ON i.id = n.individual_id WHERE i.family_name = 'Odd' AND n.basis = 'fact'`,
    );
    for (const cell of ['NHS number: 999 061 2352', 'Next review: TBC', 'Band: 3', 'Plan owner: PC 4417']) {
      expect(note?.text).toContain(cell);
    }
    const [schedule] = await test.sql(
      `SELECT s.rule FROM review_schedules s JOIN individuals i ON i.id = s.individual_id WHERE i.family_name = 'Odd'`,
    );
    expect(schedule).toEqual({ rule: 'Medium tier: every 12 weeks' });
    expect(await test.sql('SELECT 1 FROM individual_identifiers')).toEqual([]);
  });

  it('removes the file of an abandoned import and makes nothing', async () => {
    const preview = await chair.preview(sheetOf({ Name: 'GIVEN, Up' }));
    expect((await chair.page.submit(`${preview}/abandonment`, {}, preview)).status).toBe(303);
    expect(await test.sql(`SELECT 1 FROM imports WHERE status = 'abandoned' AND content IS NOT NULL`)).toEqual([]);
    expect(await names('Given')).toEqual([]);
    expect(await chair.text(preview)).toContain('Nothing was made');
  });

  it('shows formulas and markup as the characters they are', async () => {
    const preview = await chair.preview(
      sheetOf({ Name: '<b>BOLD</b>, =cmd', DOB: '01/02/2010', Notes: '=HYPERLINK("http://demo.invalid","x")' }),
    );
    const page = await chair.page.get(preview);
    expect(page.text).not.toContain('<b>BOLD');
    expect(page.text).not.toContain('href="http://demo.invalid');
  });

  it('goes on by itself when it takes long, and the page says how far it is', async () => {
    const preview = await chair.preview(sheetOf({ Name: 'SLOW, First' }, { Name: 'SLOW, Second' }));
    await test.sql('BEGIN');
    await test.sql('LOCK TABLE notes IN EXCLUSIVE MODE');
    const answer = await chair.confirm(preview);
    expect([answer.status, answer.headers['location']]).toEqual([303, preview]);
    const waiting = await chair.text(preview);
    await test.sql('COMMIT');
    expect(waiting).toContain('The import is being made');
    expect(waiting).toContain('0 of 2 people so far');
    // The lock of the import is free again when it has been made.
    await test.sql(`SELECT pg_advisory_lock(hashtextextended('imports', 0))`);
    await test.sql(`SELECT pg_advisory_unlock(hashtextextended('imports', 0))`);
    expect(await names('Slow')).toEqual(['First', 'Second']);
    expect(await chair.text(preview)).toContain('Result of the import');
  });
});
