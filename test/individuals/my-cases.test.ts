import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

describe('my cases', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
    await makeCase(test, { givenName: 'Later', plan: 'live', reviewDueOn: '2026-12-10' });
    await makeCase(test, { givenName: 'Overdue', plan: 'live', reviewDueOn: '2026-11-10' });
    await makeCase(test, {
      givenName: 'Planless',
      leadProfessional: 'officer@tvp.example',
      planOwner: 'manager@tvp.example',
    });
    await makeCase(test, { givenName: 'Secret', restrictedTo: ['officer@tvp.example'] });
  });
  afterAll(() => test.stop());

  it('shows a lead professional their own cases with what is due first at the top', async () => {
    const page = await (await test.browse('lead@scf.example')).get('/individuals');
    expect(page.text.indexOf('Overdue Demo')).toBeGreaterThan(0);
    expect(page.text.indexOf('Overdue Demo')).toBeLessThan(page.text.indexOf('Later Demo'));
    expect(page.text).not.toContain('Planless');
    expect(page.text).not.toContain('Secret');
  });

  it('shows the panel its cohort, but never a restricted person', async () => {
    const page = await (await test.browse('member@mace.example')).get('/individuals?view=all');
    expect(page.text).toContain('Planless Demo');
    expect(page.text).not.toContain('Secret');
  });

  it('finds by part of a name and by reference within rights only', async () => {
    const lead = await test.browse('lead@scf.example');
    expect((await lead.get('/individuals?view=all&search=overd')).text).toContain('Overdue Demo');
    expect((await lead.get('/individuals?view=all&search=secret')).text).toContain('0 results for ‘secret’');
  });

  it('opens nothing to analysts, governance and administrators', async () => {
    for (const email of ['analyst@sbc.example', 'governance@sbc.example', 'administrator@sbc.example']) {
      expect((await (await test.browse(email)).get('/individuals')).status).toBe(403);
    }
  });
});
