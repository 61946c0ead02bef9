import { load } from 'cheerio';
import { newId } from '../../src/shared/ids';
import { makeCase, type MadeCase } from '../factories';
import { type PageClient, TestApp } from '../support/test-app';

const path = '/figures/top-five';
const REASON = 'Two stabbings in a year; mentor and housing offered';

describe('the top five of a quarter', () => {
  let test: TestApp;
  let chair: PageClient;
  let child: MadeCase;
  let adult: MadeCase;
  let victim: MadeCase;
  let hidden: MadeCase;

  beforeAll(async () => {
    test = await TestApp.start();
    const made = (givenName: string, dateOfBirth: string, restrictedTo?: string[]) =>
      makeCase(test, {
        ...{ givenName, dateOfBirth, plan: 'live', reviewDueOn: '2026-12-20' },
        ...(restrictedTo ? { restrictedTo } : {}),
      });
    child = await made('Alby', '2010-01-05');
    adult = await made('Bryn', '2003-01-05');
    victim = await made('Cory', '2008-01-05');
    hidden = await made('Dara', '2003-01-05', ['chair@mace.example']);
    await test.sql(
      `UPDATE cohort_memberships SET is_perpetrating = true, version = version + 1 WHERE individual_id = ANY ($1::uuid[])`,
      [[child, adult, hidden].map((one) => one.individualId)],
    );
    for (const [{ individualId, scheduleId }, kind, on] of [
      [adult, 'arrest', '2026-11-02'],
      [adult, 'weapon_find', '2026-03-02'],
      [child, 'arrest', '2026-11-03'],
    ] as const) {
      await test.sql(
        `INSERT INTO review_triggers (id, individual_id, schedule_id, kind, happened_on, source, rule, rule_due_on, brought_forward, recorded_by, recorded_at)
         VALUES ($1, $2, $3, $4, $5, 'Police', 'r', '2026-12-20', false, $6, now())`,
        [newId(), individualId, scheduleId, kind, on, test.userId('chair@mace.example')],
      );
    }
    chair = await test.browse('chair@mace.example');
  });
  afterAll(() => test.stop());

  const errors = (text: string): string[] =>
    load(text)('.govuk-error-summary li')
      .toArray()
      .map((one) => load(one).text().trim());

  it('is chosen from those recorded as perpetrating, in an order that is explained; never from restricted people', async () => {
    const $ = load((await chair.get(path)).text);
    const rows = $('[data-qa=candidates] tbody tr')
      .toArray()
      .map((row) => $(row).text().replace(/\s+/g, ' '));
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatch(/Bryn Demo.*arrest 2 November 2026; weapon found 2 March 2026 \(repeated\)1\.5/);
    expect(rows[1]).toMatch(/Alby Demo.*Child.*arrest 3 November 20261$/);
    expect($('[data-qa=others]').text()).toMatch(
      /^Nobody else in the cohort whom you may see is recorded as perpetrating/,
    );
    expect($('main').text()).not.toMatch(/Cory|Dara/);
  });

  it('is refused without a reason, twice with one person, with somebody who is not to choose from, or with a child not put first', async () => {
    const typed = {
      'person-1': adult.individualId,
      'reason-1': '',
      'person-2': adult.individualId,
      'reason-2': REASON,
    };
    const refused = await chair.submit(path, { ...typed, 'person-3': victim.individualId, 'reason-3': REASON });
    expect([refused.status, errors(refused.text)]).toEqual([
      422,
      ['Place 1: say why they are on it', 'Place 2: they stand on the list already', 'Select somebody from the list'],
    ]);
    expect(load(refused.text)('#reason-2').val()).toBe(REASON);
    expect((await chair.submit(path, {})).text).toContain('Select at least one person');
    for (const one of [hidden, victim])
      expect((await chair.submit(path, { 'person-1': one.individualId, 'reason-1': REASON })).status).toBe(422);
    const unsaid = await chair.submit(path, { 'person-1': child.individualId, 'reason-1': REASON });
    expect(errors(unsaid.text).join()).toContain('support and safeguarding come first');
    expect(await test.sql('SELECT 1 FROM top_five_lists')).toEqual([]);
  });

  it('is confirmed by a chair once a quarter, audited for each person, and counted by its indicator', async () => {
    const fields = {
      ...{ 'person-1': adult.individualId, 'reason-1': REASON, 'person-2': child.individualId, 'reason-2': REASON },
      childFirst: 'yes',
    };
    const hiddenFields = await chair.hiddenFields(path, path);
    const manager = await test.browse('manager@scf.example');
    const byManager = await manager.post(path, {
      ...(await manager.hiddenFields('/account', '/account/sessions')),
      ...fields,
    });
    expect(byManager.status).toBe(403);
    expect((await chair.post(path, { ...hiddenFields, ...fields })).status).toBe(303);
    expect(
      (await chair.post(path, { ...(await chair.hiddenFields('/figures', '/figures/refresh')), ...fields })).status,
    ).toBe(409);
    const named = await test.sql(
      `SELECT count(*)::int AS count FROM audit_events WHERE act = 'top_five.named' AND individual_id = ANY ($1::uuid[])`,
      [[adult.individualId, child.individualId]],
    );
    expect(named).toEqual([{ count: 2 }]);
    const [unit] = await test.sql<{ is_met: boolean }>(
      `SELECT is_met FROM figure_units('top_five', '2026-10-01', '2026-11-22')`,
    );
    expect(unit?.is_met).toBe(true);
    await expect(test.sql(`DELETE FROM top_five_people`)).rejects.toMatchObject({ code: 'TC002' });
  });

  it('shows each person only to who sees their record', async () => {
    const listed = async (email: string) =>
      load((await (await test.browse(email)).get(path)).text)('[data-qa=listed] li').length;
    expect(await listed('manager@scf.example')).toBe(2);
    expect(await listed('manager@tvp.example')).toBe(0);
    for (const email of ['analyst@sbc.example', 'lead@scf.example'])
      expect((await (await test.browse(email)).get(path)).status).toBe(403);
  });
});
