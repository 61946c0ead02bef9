import { load } from 'cheerio';
import { SYSTEM_ACTOR } from '../../src/platform/access';
import { Transactions } from '../../src/platform/database';
import { demonstrationTool, ImportScreening, InstallTool } from '../../src/screenings';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { installDemonstrationTool } from './answers';

describe('the screening tool in force', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const versions = () =>
    test.sql(`SELECT number, status, in_force_on FROM screening_tool_versions ORDER BY created_at, number`);

  it('none: the pages and the API say so', async () => {
    const { individualId } = await makeCase(test);
    const lead = await test.browse('lead@scf.example');
    for (const page of ['', '/new']) {
      const answer = await lead.get(`/individuals/${individualId}/screenings${page}`);
      expect(answer.status).toBe(200);
      expect(answer.text).toContain('No screening tool is in force');
      expect(load(answer.text)('main form')).toHaveLength(0);
    }
    const api = await test.api('lead@scf.example');
    const answer = await api.post('/screenings', {
      individualId,
      screenedOn: '2026-11-20',
      answers: [{ questionId: 'money_owed', answer: 'no' }],
    });
    expect(answer.status).toBe(409);
    expect(answer.body.type).toBe('/problems/no-tool-in-force');
  });

  it('is installed once however often it is asked for, by the service alone', async () => {
    const first = await installDemonstrationTool(test);
    expect(await installDemonstrationTool(test)).toBe(first);
    expect(await versions()).toEqual([{ number: 1, status: 'in_force', in_force_on: '2026-11-21' }]);
    for (const email of ['lead@scf.example', 'chair@mace.example', 'administrator@sbc.example']) {
      const actor = await test.actor(email);
      await expect(test.get(InstallTool).run(actor, demonstrationTool)).rejects.toThrow('do not have permission');
    }
    const audit = await test.sql(`SELECT subject_id FROM audit_events WHERE act = 'screening_tool.installed'`);
    expect(audit).toEqual([{ subject_id: first }]);
  });

  it('two installations at the same moment put one in force', async () => {
    const next = { ...demonstrationTool, version: 2 };
    const install = () => test.get(InstallTool).run(SYSTEM_ACTOR, next);
    const [one, other] = await Promise.all([install(), install()]);
    expect(one).toEqual(other);
    expect(await versions()).toEqual([
      { number: 1, status: 'retired', in_force_on: '2026-11-21' },
      { number: 2, status: 'in_force', in_force_on: '2026-11-21' },
    ]);
  });

  it('refuses other questions under a number already used, a retired version, and a tool that would score wrongly', async () => {
    const install = (change: object) => test.get(InstallTool).run(SYSTEM_ACTOR, { ...demonstrationTool, ...change });
    await expect(install({ version: 2, purpose: 'Another purpose' })).rejects.toThrow('used before');
    await expect(install({ version: 1 })).rejects.toThrow('used before');
    await expect(install({ version: 3, domains: [] })).rejects.toThrow('There is a problem');
  });

  it('is listed for everyone who signs in, the newest first', async () => {
    const answer = await (await test.api('analyst@sbc.example')).get('/screening-tools');
    expect(answer.status).toBe(200);
    expect(answer.body.nextCursor).toBeNull();
    expect(answer.body.items.map(({ number, status }: { number: number; status: string }) => [number, status])).toEqual(
      [
        [2, 'in_force'],
        [1, 'retired'],
      ],
    );
    expect(answer.body.items[0]).toMatchObject({ key: 'demonstration', definition: { possibleShare: 0.5 } });
  });
});

describe('an imported screening', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
    await installDemonstrationTool(test);
  });
  afterAll(() => test.stop());

  const bring = async (email: string, individualId: string) => {
    const actor = await test.actor(email);
    return test.get(Transactions).act(actor, (tx) =>
      test.get(ImportScreening).within(tx, {
        individualId,
        screenedOn: '2025-10-02',
        exploitationBand: 'significant',
        violenceBand: null,
      }),
    );
  };

  it('shows its day and bands, and that there are no answers behind them', async () => {
    const { individualId } = await makeCase(test);
    const { id } = await bring('chair@mace.example', individualId);
    const lead = await test.browse('lead@scf.example');
    const $ = load((await lead.get(`/individuals/${individualId}/screenings/${id}`)).text);
    expect($('h1').text()).toBe('Screening on 2 October 2025');
    expect($('[data-qa=band-exploitation] .app-band__words').text()).toBe('Significant');
    expect($('[data-qa=band-violence] .app-band__words').text()).toBe('Not enough known');
    expect($('main').text()).toContain('there are no answers behind them');
    expect($('main').text()).not.toMatch(/0 points|Answered no|agrees with the answers/);
    const list = await lead.get(`/individuals/${individualId}/screenings`);
    expect(list.text).toContain('Imported, with no answers behind it');
    const api = await (await test.api('lead@scf.example')).get(`/screenings/${id}`);
    expect(api.body).toMatchObject({ source: 'imported', answers: null, result: null, toolVersionId: null });
  });

  it('is brought over once, by the chair alone', async () => {
    const { individualId } = await makeCase(test);
    expect(await bring('chair@mace.example', individualId)).toEqual(await bring('chair@mace.example', individualId));
    await expect(bring('lead@scf.example', individualId)).rejects.toThrow('do not have permission');
    await expect(bring('officer@tvp.example', individualId)).rejects.toThrow('cannot find');
  });
});
