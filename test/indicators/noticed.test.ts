import { load } from 'cheerio';
import { newId } from '../../src/shared/ids';
import { TestApp } from '../support/test-app';

describe('a marked change of disproportionality', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const frozen = (until: string) =>
    test.sql(
      `INSERT INTO group_figures (period_until, measure, dimension, key, people, frozen_at) VALUES ($1, 'entered', 'all', 'all', 40, now())`,
      [until],
    );
  const noticed = (until: string, key: string) =>
    test.sql(
      `INSERT INTO group_notices (id, period_until, measure, dimension, key, words, made_at) VALUES ($1, $2, 'entered', 'sex', $3, 'Entered', now())`,
      [newId(), until, key],
    );
  const toldTo = async (email: string) =>
    load((await (await test.browse(email)).get('/figures')).text)('[data-qa=noticed]');

  it('is told on the first page of figures to whoever may open it, of the newest quarter alone', async () => {
    await frozen('2026-06-30');
    await noticed('2026-06-30', 'male');
    await frozen('2026-09-30');
    expect(await toldTo('chair@mace.example')).toHaveLength(0);
    await noticed('2026-09-30', 'female');
    expect((await toldTo('chair@mace.example')).text()).toContain(
      '1 marked change was noticed in July to September 2026',
    );
    await noticed('2026-09-30', 'male');
    for (const email of ['chair@mace.example', 'analyst@sbc.example', 'governance@sbc.example']) {
      const told = await toldTo(email);
      expect([email, told.text()]).toEqual([email, expect.stringContaining('2 marked changes were noticed')]);
      const opened = await (await test.browse(email)).get(String(told.find('a').attr('href')));
      expect([opened.status, opened.text]).toEqual([200, expect.stringContaining('Marked changes')]);
    }
    for (const email of ['manager@scf.example', 'member@mace.example']) expect(await toldTo(email)).toHaveLength(0);
  });
});
