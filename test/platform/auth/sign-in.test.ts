import request from 'supertest';
import { DEMONSTRATION_PASSWORD } from '../../../src/demonstration/partnership';
import { makeCase } from '../../factories';
import { TestApp } from '../../support/test-app';
import { sessionCookie } from '../../support/session-cookie';

const cookieOf = (headers: Record<string, unknown>): string => sessionCookie(headers['set-cookie']);

describe('signing in', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
    await test.sql(`UPDATE users SET status = 'disabled', version = version + 1 WHERE email = 'dsl@school.example'`);
  });
  afterAll(() => test.stop());

  it.each([
    ['an unknown account', 'nobody@nowhere.example', DEMONSTRATION_PASSWORD],
    ['a wrong password', 'lead@scf.example', 'wrong'],
    ['a disabled account', 'dsl@school.example', DEMONSTRATION_PASSWORD],
  ])('answers %s with the same words and status on the page and over the API', async (_, email, password) => {
    const page = await test.anonymous().submit('/sign-in', { email, password });
    expect(page.status).toBe(422);
    expect(page.text).toContain('Check your email address and password and try again');
    const api = await request(test.app.getHttpServer()).post('/api/v1/sessions').send({ email, password });
    expect(api.status).toBe(401);
    expect({ ...api.body, requestId: '' }).toEqual({
      type: '/problems/sign-in-refused',
      title: 'Check the email address and password and try again.',
      status: 401,
      requestId: '',
    });
  });

  it('finds the account whatever the capitals and blanks of the address', async () => {
    const page = await test
      .anonymous()
      .submit('/sign-in', { email: ' LEAD@scf.example ', password: DEMONSTRATION_PASSWORD });
    expect(page.status).toBe(303);
  });

  it('gives a new session id, so that one planted before is worth nothing', async () => {
    const server = test.app.getHttpServer();
    const before = await request(server).get('/sign-in');
    const planted = cookieOf(before.headers);
    const token = /name="_csrf" value="([^"]+)"/.exec(before.text)?.[1];
    const signedIn = await request(server)
      .post('/sign-in')
      .set('Cookie', planted)
      .type('form')
      .send({ _csrf: token, email: 'lead@scf.example', password: DEMONSTRATION_PASSWORD });
    expect(signedIn.status).toBe(303);
    expect(cookieOf(signedIn.headers)).not.toBe(planted);
    expect(String(signedIn.headers['set-cookie'])).toMatch(/HttpOnly.*SameSite=Lax/i);
    expect((await request(server).get('/individuals').set('Cookie', planted)).status).toBe(303);
    expect((await request(server).get('/individuals').set('Cookie', cookieOf(signedIn.headers))).status).toBe(200);
  });

  it('ends on the server at sign-out, so that a copied cookie is worth nothing', async () => {
    const lead = await test.browse('lead@scf.example');
    const page = await lead.get('/individuals');
    const cookie = cookieOf(page.headers);
    const answer = await lead.submit('/sign-out', {}, '/individuals');
    expect(answer.status).toBe(303);
    const again = await request(test.app.getHttpServer()).get('/individuals').set('Cookie', cookie);
    expect(again.headers['location']).toBe('/sign-in');
    expect(await test.sql(`SELECT act FROM audit_events WHERE act = 'session.ended'`)).toHaveLength(1);
  });

  it('ends a token on the server, and a token that is not ours opens nothing', async () => {
    const api = await test.api('lead@scf.example');
    expect((await api.get('/individuals')).status).toBe(200);
    expect((await api.send('delete', '/sessions/current')).status).toBe(204);
    for (const token of [api.token, 'made-up', '%00', 'a b']) {
      const answer = await request(test.app.getHttpServer())
        .get('/api/v1/individuals')
        .set('Authorization', `Bearer ${token}`);
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    }
  });

  it('lets a token live its hours and no longer', async () => {
    const api = await test.api('lead@scf.example');
    const now = test.clock.now();
    test.clock.set(new Date(now.getTime() + 8 * 3_600_000 + 1_000));
    expect((await api.get('/individuals')).status).toBe(401);
    test.clock.set(now);
  });

  it('refuses the next request of a person disabled meanwhile, by page and by API', async () => {
    const [page, api] = [await test.browse('nurse@health.example'), await test.api('nurse@health.example')];
    expect((await page.get('/individuals')).status).toBe(200);
    await test.sql(`UPDATE users SET status = 'disabled', version = version + 1 WHERE email = 'nurse@health.example'`);
    expect((await page.get('/individuals')).headers['location']).toBe('/sign-in');
    expect((await api.get('/individuals')).status).toBe(401);
    await test.sql(`UPDATE users SET status = 'active', version = version + 1 WHERE email = 'nurse@health.example'`);
  });

  it('loses a role at the next request', async () => {
    const page = await test.browse('officer@tvp.example');
    await test.sql(`UPDATE users SET roles = '{analyst}', version = version + 1 WHERE email = 'officer@tvp.example'`);
    expect((await page.get('/individuals')).status).toBe(403);
    await test.sql(
      `UPDATE users SET roles = '{practitioner}', version = version + 1 WHERE email = 'officer@tvp.example'`,
    );
  });

  it('takes people to the page they asked for, and never to another site', async () => {
    const { individualId } = await makeCase(test);
    const lead = test.anonymous();
    await lead.get(`/individuals/${individualId}`);
    const answer = await lead.submit('/sign-in', { email: 'lead@scf.example', password: DEMONSTRATION_PASSWORD });
    expect(answer.headers['location']).toBe(`/individuals/${individualId}`);
    const lured = test.anonymous();
    expect((await lured.get('//elsewhere.example/individuals')).status).toBe(404);
    const landed = await lured.submit('/sign-in', { email: 'lead@scf.example', password: DEMONSTRATION_PASSWORD });
    expect(landed.headers['location']).toBe('/individuals');
  });

  it('never lets a session open the API, nor a token open a page', async () => {
    const lead = await test.browse('lead@scf.example');
    for (const path of ['/api/v1/individuals', '/API/v1/individuals', '/Api/v1/individuals']) {
      expect([401, 404]).toContain((await lead.get(path)).status);
    }
    const { token } = await test.api('lead@scf.example');
    const answer = await request(test.app.getHttpServer()).get('/individuals').set('Authorization', `Bearer ${token}`);
    expect(answer.headers['location']).toBe('/sign-in');
  });
});
