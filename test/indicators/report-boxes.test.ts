import { load } from 'cheerio';
import { FreezeQuarters } from '../../src/indicators';
import { makeCase } from '../factories';
import { type PageClient, TestApp } from '../support/test-app';
import { generatedCases } from './generated-cases';

const until = '2026-09-30';

describe('the boxes of a quarterly report', () => {
  let test: TestApp;
  let chair: PageClient;
  let analyst: PageClient;
  let manager: PageClient;
  let report: string;

  beforeAll(async () => {
    test = await TestApp.start();
    await generatedCases(test, 12);
    await makeCase(test, { givenName: 'Keira', familyName: 'Zelenko', leadProfessional: 'officer@tvp.example' });
    await makeCase(test, { givenName: 'Olena', familyName: 'Bondar', restrictedTo: ['officer@tvp.example'] });
    await test.get(FreezeQuarters).run();
    chair = await test.browse('chair@mace.example');
    analyst = await test.browse('analyst@sbc.example');
    manager = await test.browse('manager@scf.example');
  }, 60_000);
  afterAll(() => test.stop());

  const send = async (client: PageClient, path: string, fields: Record<string, string>) =>
    client.post(path, { ...(await client.hiddenFields(report, path)), ...fields });

  it('are made with one button, once a quarter, and written by several people', async () => {
    const made = await chair.submit('/quarterly-reports', { until });
    expect(made.status).toBe(303);
    report = String(made.headers['location']);
    expect((await chair.submit('/quarterly-reports', { until })).status).toBe(409);
    expect((await chair.submit('/quarterly-reports', { until: '2026-12-31' })).text).toContain(
      'Select a quarter that is over',
    );
    const unwritten = await send(chair, `${report}/issue`, {});
    expect([unwritten.status, unwritten.text]).toEqual([422, expect.stringContaining('Nothing is written in any box')]);
    const box = `${report}/narratives`;
    const write = async (client: PageClient, section: string, text: string) => send(client, box, { [section]: text });
    expect((await write(chair, 'summary', 'First words')).status).toBe(303);
    expect((await write(manager, 'actions', 'We caught up with actions.')).status).toBe(303);
    expect((await write(chair, 'summary', 'More plans are in date.')).status).toBe(303);
    expect((await write(chair, 'summary', '')).status).toBe(422);
    const rows = await test.sql('SELECT 1 FROM report_narratives');
    expect(rows).toHaveLength(3);
    // Whom the writer sees is refused, and a reference; somebody unseen is refused by no word, or the form would tell who is on record.
    for (const words of ['Zelenko, Keira was stabbed', 'KEIRA Zelénko', 'See tc-2025-0005', 'TC 2025 0005'])
      expect([words, (await write(chair, 'learning', words)).text.includes('This may name somebody')]).toEqual([
        words,
        true,
      ]);
    for (const client of [chair, manager, analyst])
      expect((await write(client, 'learning', 'We learned from Olena Bondar.')).status).toBe(303);
    expect((await write(analyst, 'risks', 'TC-2025-0005')).status).toBe(422);
    const definition = {
      name: 'Keira Zelenko',
      target: '',
      amberWithin: '5',
      owner: 'Chair',
      source: 'This service',
      baseline: '',
    };
    expect((await chair.submit('/figures/C1/definition', definition)).text).toContain('This may name somebody');
    expect(
      (await chair.submit('/quarterly-reports', { until: '2026-06-30', changeNote: 'Zelenko Keira' })).status,
    ).toBe(422);
    expect((await manager.get(report)).text).not.toContain('data-qa="figures"');
  });

  it('keep all that is typed, and never write over what somebody else wrote meanwhile', async () => {
    const box = `${report}/narratives`;
    const [opened, other] = await Promise.all([chair, manager].map((client) => client.hiddenFields(report, box)));
    expect((await manager.post(box, { ...other, risks: 'Two risks grew.', next_quarter: 'We go on.' })).status).toBe(
      303,
    );
    const typed = {
      summary: 'More plans are in date.\r\n',
      risks: 'One risk fell.',
      next_quarter: '',
      actions: 'All new.',
    };
    const refused = await chair.post(box, { ...opened, ...typed });
    expect(refused.status).toBe(409);
    const again = load(refused.text);
    expect(again('#risks').val()).toBe('One risk fell.');
    expect(again('#actions').val()).toBe('All new.');
    // What the chair left alone shows what is there now, and is not emptied by the next save.
    expect(again('#next_quarter').val()).toBe('We go on.');
    expect(again('[data-qa=taken]').text()).toMatch(/wrote here meanwhile:.*Two risks grew\./s);
    const all = again('form[action$=narratives] input[type=hidden], form[action$=narratives] textarea').toArray();
    const fields = Object.fromEntries(all.map((one) => [again(one).attr('name') ?? '', String(again(one).val())]));
    expect((await chair.post(box, { ...fields, risks: 'Two grew, one fell.' })).status).toBe(303);
    const page = load((await chair.get(report)).text);
    expect(page('#actions').val()).toBe('All new.');
    expect(page('#risks').val()).toBe('Two grew, one fell.');
    expect(page('#next_quarter').val()).toBe('We go on.');
    expect(page('[data-qa=earlier]').text()).toMatch(/Two risks grew\./);
    expect((await send(chair, box, { actions: 'We caught up with actions.' })).status).toBe(303);
  });
});
