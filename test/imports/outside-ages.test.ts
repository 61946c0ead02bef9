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
});
