import { load } from 'cheerio';
import { makeCase } from '../factories';
import { CRITERION_IDS, entryGrounds, METHOD_ID } from '../support/identification-method';
import { TestApp } from '../support/test-app';

const DRAFT = {
  description: 'We look every quarter, with everybody at the table.',
  criteria: ['Attacked with a weapon', '', 'Threatened now'],
  withinDays: ['366', '', ''],
  cycleMonths: '2',
  validationMonths: '4',
};
const day = (name: string, value: string): Record<string, string> => {
  const [year = '', month = '', date = ''] = value.split('-');
  return { [`${name}-year`]: year, [`${name}-month`]: month, [`${name}-day`]: date };
};

describe('the identification method', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('is read by everybody with a role, with its owner, criteria and the cycle that is late', async () => {
    for (const email of [
      'dsl@school.example',
      'analyst@sbc.example',
      'administrator@sbc.example',
      'governance@sbc.example',
    ]) {
      const { status, text } = await (await test.browse(email)).get('/identification-method');
      expect([email, status]).toEqual([email, 200]);
      expect(text).toContain('Version 1, in force from 5 January 2026');
      expect(text).toContain('The identification cycle is late. It was due on 5 April 2026.');
      expect(text).not.toContain('Draft a new version');
    }
    expect((await (await test.browse('lead@scf.example')).get('/identification-method/draft')).status).toBe(403);
  });

  it('counts the next cycle from the one that was recorded', async () => {
    const chair = await test.browse('chair@mace.example');
    const fields = { ...day('heldOn', '2026-11-20'), summary: 'All lists of the quarter' };
    const ahead = await chair.submit(
      '/identification-method/cycles',
      { ...fields, ...day('heldOn', '2026-11-22') },
      '/identification-method',
    );
    expect(ahead.status).toBe(422);
    expect((await chair.submit('/identification-method/cycles', fields, '/identification-method')).status).toBe(303);
    const { text } = await chair.get('/identification-method');
    expect(text).toContain('20 February 2027');
    expect(text).not.toContain('The identification cycle is late');
  });

  it('is drafted and put in force by the chair; the version before keeps its words, and only the new criteria count', async () => {
    const chair = await test.browse('chair@mace.example');
    const lead = await test.api('lead@scf.example');
    const owner = { ownerId: test.userId('chair@mace.example') };
    const hidden = await chair.hiddenFields('/identification-method/draft', '/identification-method/draft');
    const wrong = await chair.submit('/identification-method/draft', { ...DRAFT, ...owner, cycleMonths: '0' });
    expect(wrong.text).toContain('must be a number of months');
    expect((await chair.submit('/identification-method/draft', { ...DRAFT, ...owner })).status).toBe(303);
    const late = await chair.post('/identification-method/draft', {
      ...hidden,
      ...DRAFT,
      ...owner,
      submissionId: 'another-0001',
    });
    expect(late.status).toBe(409);
    const wide = await chair.submit('/identification-method/draft', { ...DRAFT, ...owner, withinDays: ['0', '', ''] });
    expect(wide.text).toContain('must be a number from 1 to 3,660, or blank');
    // It stands at the row it is about, where the summary leads.
    const rows = { criteria: ['Attacked with a weapon', 'Threatened now'], withinDays: ['366', 'soon'] };
    const atRow = load((await chair.submit('/identification-method/draft', { ...DRAFT, ...owner, ...rows })).text);
    expect(atRow('#withinDays').val()).toBe('soon');
    expect(atRow('.govuk-error-message').closest('.govuk-form-group').find('label').text()).toContain('criterion 2');
    const none = load(
      (await chair.submit('/identification-method/draft', { ...DRAFT, ...owner, criteria: ['', ''] })).text,
    );
    expect(none('.govuk-error-message').closest('.govuk-form-group').find('label').text()).toContain('Criterion 1');
    const again = { ...DRAFT, ...owner, criteria: ['Threatened now', ''], withinDays: ['30', ''] };
    expect((await chair.submit('/identification-method/draft', again)).status).toBe(303);
    const seenByOthers: { status: string }[] = (await lead.get('/identification-methods')).body.items;
    expect(seenByOthers.map(({ status }) => status)).toEqual(['in_force']);
    const entry = '/identification-method/draft/entry-into-force';
    const early = await chair.submit(entry, { ...day('inForceFrom', '2026-12-01'), decision: 'Agreed' });
    expect(early.text).toContain('must be today or in the past');
    expect(
      (await chair.submit(entry, { ...day('inForceFrom', '2026-11-20'), decision: 'Agreed by the board' })).status,
    ).toBe(303);
    const { items, nextCycleDueOn } = (await lead.get('/identification-methods')).body;
    expect(items).toMatchObject([
      {
        number: 2,
        status: 'in_force',
        criteria: [{ text: 'Threatened now', withinDays: 30 }],
        inForceFrom: '2026-11-20',
      },
      { id: METHOD_ID, number: 1, status: 'retired', retiredOn: '2026-11-20' },
    ]);
    expect(nextCycleDueOn).toBe('2027-01-20');
    await expect(
      test.sql(`UPDATE identification_methods SET description = 'x', version = version + 1 WHERE id = $1`, [METHOD_ID]),
    ).rejects.toThrow('keeps its words');
    expect((await chair.get('/identification-method')).text).toContain('Evidence of the 30 days before the decision');
    const { individualId } = await makeCase(test, { tier: null });
    const manager = await test.api('manager@scf.example');
    const place = { individualId, startedOn: '2026-11-20', tier: 'high', isExperiencing: true, isPerpetrating: null };
    const asked = { ...place, decision: 'In', evidence: 'Hurt', evidenceOn: '2026-11-19', ...entryGrounds() };
    const old = await manager.post('/cohort-memberships', { ...asked, criteriaMet: CRITERION_IDS.slice(0, 1) });
    expect([old.status, old.text.includes('criteria of the version in force')]).toEqual([422, true]);
    const made = await manager.post('/cohort-memberships', { ...asked, criteriaMet: [items[0].criteria[0].id] });
    expect(made.status).toBe(201);
    const another = await makeCase(test, { tier: null });
    const old31 = { ...asked, individualId: another.individualId, criteriaMet: [items[0].criteria[0].id] };
    const tooOld = await manager.post('/cohort-memberships', { ...old31, evidenceOn: '2026-10-20' });
    expect([tooOld.status, tooOld.text.includes('evidence of 21 October 2026 or later')]).toEqual([422, true]);
  });

  it('lets nobody enter while none is in force', async () => {
    await test.sql(
      `UPDATE identification_methods SET status = 'retired', retired_on = '2026-11-21', version = version + 1 WHERE status = 'in_force'`,
    );
    const { individualId } = await makeCase(test, { tier: null });
    const manager = await test.browse('manager@scf.example');
    const { text } = await manager.get(`/individuals/${individualId}/cohort-membership/entry`);
    expect(text).toContain('No identification method is in force');
    expect(text).not.toContain('Which criteria are met?');
  });
});
