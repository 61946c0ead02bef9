import { AddUser } from '../../src/users';
import { TestApp } from '../support/test-app';

describe('users', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('are read by the administrator and by governance on a page, without the service itself', async () => {
    for (const email of ['administrator@sbc.example', 'governance@sbc.example']) {
      const page = await (await test.browse(email)).get('/users');
      expect(page.status).toBe(200);
      expect(page.text).toContain('Lena Marsh');
      expect(page.text).toContain('Panel chair or coordinator');
      expect(page.text).not.toContain('service@localhost');
    }
    expect((await (await test.browse('manager@scf.example')).get('/users')).status).toBe(403);
  });

  it('are listed over the API to those who must name one, and not to an analyst', async () => {
    const answer = await (await test.api('lead@scf.example')).get('/users');
    expect(answer.status).toBe(200);
    const chair = answer.body.items.find((user: { email: string }) => user.email === 'chair@mace.example');
    expect(chair).toEqual({
      id: test.userId('chair@mace.example'),
      displayName: 'Chika Adair',
      jobTitle: 'MACE chair and coordinator',
      email: 'chair@mace.example',
      roles: ['panel_chair'],
      status: 'active',
      agencyId: test.partnership.agencies['scf'],
      agencyName: 'Demonstration Children First',
      version: 1,
    });
    expect(JSON.stringify(answer.body)).not.toMatch(/argon2|password/);
    expect((await (await test.api('analyst@sbc.example')).get('/users')).status).toBe(403);
  });

  it('are added by an administrator alone, and one without a password signs in nowhere', async () => {
    const person = {
      agencyId: String(test.partnership.agencies['scf']),
      displayName: 'New Colleague',
      email: 'new@scf.example',
      roles: ['practitioner' as const],
    };
    const adding = test.get(AddUser);
    await expect(adding.run(await test.actor('manager@scf.example'), person)).rejects.toThrow('permission');
    await adding.run(await test.actor('administrator@sbc.example'), person);
    await expect(test.api('new@scf.example')).rejects.toThrow('401');
  });
});
