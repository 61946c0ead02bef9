import { TestApp } from '../support/test-app';
import { Coordinator } from './coordinator';
import { sheetOf } from './sample';

describe('a row of somebody outside the ages of the panel', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
    await test.sql(`UPDATE panels SET youngest_age = 10, oldest_age = 25, version = version + 1 WHERE id = $1`, [
      test.partnership.panelId,
    ]);
  });
  afterAll(() => test.stop());

  it('is held back, in words, and the rest is made', async () => {
    const chair = await Coordinator.signIn(test);
    const preview = await chair.preview(
      sheetOf(
        { Name: 'AGED, Six', DOB: '01/02/2000', Band: 'High' },
        { Name: 'AGED, Nine', DOB: '01/02/2017' },
        { Name: 'AGED, Fits', DOB: '01/02/2010' },
        { Name: 'AGED, Unknown', DOB: '' },
      ),
    );
    const text = await chair.text(preview);
    expect(text).toMatch(/Born on 1 February 2000 they are 26: the cohort of .* is for people from 10 to 25\./);
    expect(text).toContain('take the row out of the sheet and refer them to adult services or the police');
    expect(text).toContain('refer them to children’s social care or early help');
    expect((await chair.confirm(preview)).status).toBe(303);
    const made = await test.sql<{ name: string }>(
      `SELECT given_name AS name FROM individuals WHERE family_name = 'Aged' ORDER BY given_name`,
    );
    expect(made.map(({ name }) => name)).toEqual(['Fits', 'Unknown']);
    expect(await chair.text(preview)).toMatch(/Rows held back 2, 3/);
  });

  it('is held back for the age, not as unreadable, however far outside; no tick brings it in', async () => {
    const chair = await Coordinator.signIn(test);
    const preview = await chair.preview(
      sheetOf({ Name: 'FAR, Four', DOB: '01/02/2022' }, { Name: 'FAR, Ninety', DOB: '01/02/1936' }),
    );
    const text = await chair.text(preview);
    expect(text).toMatch(/Born on 1 February 2022 they are 4: the cohort of .* is for people from 10 to 25\./);
    expect(text).toMatch(/Born on 1 February 1936 they are 90: .* refer them to adult services or the police/);
    expect(text).not.toMatch(/cannot be read|Is their age known/);
    expect([...(await chair.questions(preview)).keys()]).toEqual([]);
    expect(text).toContain('There is nothing to import: every row is held back');
    const api = await test.api('chair@mace.example');
    const path = preview.replace(/^.*(\/imports\/[^/]+).*$/, '$1');
    const forced = await api.patch(path, { withoutDateOfBirth: { 2: true } }).set('If-Match', '"1"');
    expect(forced.status).toBe(422);
    expect((await api.post(`${path}/confirmation`).set('If-Match', '"1"')).status).toBe(409);
  });

  it('is held back under 5 and over 40 where the panel takes every age', async () => {
    const panel = [test.partnership.panelId];
    await test.sql('UPDATE panels SET youngest_age = 0, oldest_age = 99, version = version + 1 WHERE id = $1', panel);
    const chair = await Coordinator.signIn(test);
    const preview = await chair.preview(
      sheetOf({ Name: 'EVER, Two', DOB: '01/02/2024' }, { Name: 'EVER, Sixty', DOB: '01/02/1966' }),
    );
    const text = await chair.text(preview);
    expect(text).toContain('they are 2: nobody of that age enters a cohort by a spreadsheet. Check the year');
    expect(text).toContain('they are 60: nobody of that age enters a cohort by a spreadsheet. Check the year');
    await test.sql('UPDATE panels SET youngest_age = 10, oldest_age = 25, version = version + 1 WHERE id = $1', panel);
  });

  it('may be one whose date of birth cannot be read: who makes them says how old they are all the same, for the record', async () => {
    const chair = await Coordinator.signIn(test);
    const preview = await chair.preview(sheetOf({ Name: 'TICKED, Tess', DOB: '31/02/2009' }));
    const text = await chair.text(preview);
    expect(text).toContain('if you know by other means that their age is one the panel takes, say so below');
    expect(text).toContain('Is their age known by other means?');
    expect(text).toContain('that they are from 10 to 25');
    expect((await chair.answer(preview, { 'withoutDateOfBirth.2': 'yes' })).status).toBe(303);
    expect((await chair.confirm(preview)).status).toBe(303);
    const notes = await test.sql<{ text: string }>(
      `SELECT n.text FROM notes n JOIN individuals i ON i.id = n.individual_id WHERE i.family_name = 'Ticked'`,
    );
    expect(notes.map(({ text: words }) => words).join()).toContain('said that they know by other means that the age');
  });
});
