import { load } from 'cheerio';
import { FreezeQuarters } from '../../src/indicators';
import { makeCase } from '../factories';
import { type PageClient, TestApp } from '../support/test-app';

const OWNERS = '/quarterly-reports/owners';

/** A box that is everybody's is nobody's. */
describe('who writes which box of the quarterly report', () => {
  let test: TestApp;
  let chair: PageClient;
  let manager: PageClient;
  let report: string;

  beforeAll(async () => {
    test = await TestApp.start();
    await makeCase(test);
    await test.get(FreezeQuarters).run();
    chair = await test.browse('chair@mace.example');
    manager = await test.browse('manager@scf.example');
    report = String((await chair.submit('/quarterly-reports', { until: '2026-09-30' })).headers['location']);
  }, 60_000);
  afterAll(() => test.stop());

  const ownersSaid = async (client: PageClient): Promise<string[]> => {
    const $ = load((await client.get(report)).text);
    return $('[data-qa="owner"]')
      .map((_, one) => `${$(one).prev('h2').text()}: ${$(one).text()}`)
      .get();
  };
  const toWrite = async (client: PageClient): Promise<string> =>
    load((await client.get('/quarterly-reports')).text)('[data-qa="to-write"]').text();

  it('is nobody until the chair or the analyst names somebody, once for every quarter', async () => {
    expect(await ownersSaid(manager)).toContain('Actions: Nobody is named to write this.');
    const named = await chair.submit(OWNERS, {
      actions: test.userId('manager@scf.example'),
      risks: test.userId('manager@scf.example'),
      learning: test.userId('governance@sbc.example'),
    });
    expect([named.status, named.headers['location']]).toEqual([303, '/quarterly-reports']);
    expect((await ownersSaid(manager)).filter((line) => line.includes('written by'))).toEqual([
      expect.stringMatching(/^Actions: To be written by Martin Oyelaran, /),
      expect.stringMatching(/^Risks: To be written by Martin Oyelaran, /),
      expect.stringMatching(/^Learning: To be written by /),
    ]);
    // Fifteen working days after 30 September: five are left until the report is due.
    expect(load((await manager.get(report)).text)('[data-qa="words-due"]').text()).toBe(
      'Boxes are to be written by 21 October 2026: that day has passed.',
    );
  });

  it('is told what is still theirs to write, until it is written', async () => {
    expect(await toWrite(manager)).toContain('by 21 October 2026 (that day has passed): Actions, Risks.');
    expect(await toWrite(chair)).toBe('');
    const path = `${report}/narratives`;
    await manager.post(path, { ...(await manager.hiddenFields(report, path)), actions: 'We caught up with actions.' });
    expect(await toWrite(manager)).toContain(': Risks.');
  });

  it('is somebody who may write in it; who no longer may is to be replaced', async () => {
    const refused = await chair.submit(OWNERS, { summary: test.userId('lead@scf.example') });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Summary: select somebody from the list');
    expect(load((await chair.get(OWNERS)).text)('select[name="summary"] option').text()).not.toContain('Lena');
    await test.sql(`UPDATE users SET roles = '{practitioner}', version = version + 1 WHERE id = $1`, [
      test.userId('manager@scf.example'),
    ]);
    expect((await ownersSaid(chair)).join()).toContain('who can no longer write in it: name somebody else');
    expect(load((await chair.get(OWNERS)).text)('#risks-hint').text()).toContain('who can no longer write in it');
    await test.sql(`UPDATE users SET roles = '{manager}', version = version + 1 WHERE id = $1`, [
      test.userId('manager@scf.example'),
    ]);
  });

  it('is named by the chair and the analyst alone, and what was said before is kept', async () => {
    for (const email of ['manager@scf.example', 'governance@sbc.example', 'lead@scf.example'])
      expect([email, (await (await test.browse(email)).get(OWNERS)).status]).toEqual([email, 403]);
    await (await test.browse('analyst@sbc.example')).submit(OWNERS, { risks: '' });
    expect(await ownersSaid(chair)).toContain('Risks: Nobody is named to write this.');
    const rows = await test.sql<{ count: number }>(
      `SELECT count(*)::int AS count FROM report_box_owners WHERE section = 'risks'`,
    );
    expect(rows).toEqual([{ count: 2 }]);
    await expect(test.sql('DELETE FROM report_box_owners')).rejects.toMatchObject({ code: 'TC002' });
  });
});
