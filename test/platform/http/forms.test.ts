import request from 'supertest';
import { load } from 'cheerio';
import { DEMONSTRATION_PASSWORD } from '../../../src/demonstration/partnership';
import { type PageClient, TestApp } from '../../support/test-app';

const person = { givenName: 'Kept', familyName: 'Typed', sex: 'male' };

describe('a form', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const count = async (): Promise<number> => {
    const [row] = await test.sql<{ n: number }>('SELECT count(*)::int AS n FROM individuals');
    return row?.n ?? -1;
  };
  const endSessions = () => test.sql('DELETE FROM sessions');
  const signIn = (client: PageClient, email: string) =>
    client.submit('/sign-in', { email, password: DEMONSTRATION_PASSWORD });

  it.each([
    ['no token', {}],
    ['a made-up token', { _csrf: 'made-up' }],
    ['two tokens', { _csrf: ['a', 'b'] }],
  ])('with %s is refused', async (_, token: Record<string, string | string[]>) => {
    const lead = await test.browse('lead@scf.example');
    await lead.get('/individuals/new');
    const answer = await lead.post('/individuals', { ...person, ...token });
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('This page was open for too long');
    expect(await count()).toBe(0);
  });

  it('with the token of somebody else is refused, even together with their whole form', async () => {
    const [lead, officer] = [await test.browse('lead@scf.example'), await test.browse('officer@tvp.example')];
    const theirs = await officer.hiddenFields('/individuals/new', '/individuals');
    const answer = await lead.post('/individuals', { ...theirs, ...person });
    expect(answer.status).toBe(403);
    expect(answer.text).not.toContain('Carry on where you were');
    expect(await count()).toBe(0);
  });

  it.each(['cross-site', 'same-site'])('sent %s is refused', async (site) => {
    const lead = await test.browse('lead@scf.example');
    const hidden = await lead.hiddenFields('/individuals/new', '/individuals');
    const answer = await lead.post('/individuals', { ...hidden, ...person }).set('Sec-Fetch-Site', site);
    expect(answer.status).toBe(403);
    expect((await lead.post('/sign-out', hidden).set('Sec-Fetch-Site', site)).status).toBe(403);
    expect(await count()).toBe(0);
  });

  it('whose session ended is kept and saved after the same person signs in again', async () => {
    const lead = await test.browse('lead@scf.example');
    const hidden = await lead.hiddenFields('/individuals/new', '/individuals');
    await endSessions();
    const sent = await lead.post('/individuals', { ...hidden, ...person });
    expect(sent.headers['location']).toBe('/sign-in?ended=yes');
    expect((await lead.get('/sign-in?ended=yes')).text).toContain('what you typed has been kept for you');
    expect((await signIn(lead, 'lead@scf.example')).headers['location']).toBe('/sign-in/resume');
    const resume = load((await lead.get('/sign-in/resume')).text);
    const fields = Object.fromEntries(
      resume('main form input[type=hidden]')
        .toArray()
        .map((input) => [String(resume(input).attr('name')), String(resume(input).attr('value'))]),
    );
    expect(fields).toMatchObject(person);
    expect((await lead.get('/sign-in/resume')).text).toContain('value="Typed"');
    const saved = await lead.post(String(resume('main form').attr('action')), fields);
    expect(saved.status).toBe(303);
    expect(await test.sql(`SELECT sex FROM individuals WHERE family_name = 'Typed'`)).toEqual([{ sex: 'male' }]);
    expect((await lead.get('/sign-in/resume')).status).toBe(303);
    // Going back and sending it again makes no second record.
    await lead.post('/individuals', fields);
    expect(await count()).toBe(1);
  });

  it('whose session ended is not shown to another person who signs in at that desk', async () => {
    const lead = await test.browse('lead@scf.example');
    const hidden = await lead.hiddenFields('/individuals/new', '/individuals');
    await endSessions();
    await lead.post('/individuals', { ...hidden, ...person, givenName: 'Confidential' });
    expect((await signIn(lead, 'officer@tvp.example')).headers['location']).toBe('/individuals');
    const resume = await lead.get('/sign-in/resume');
    expect(resume.status).toBe(303);
    expect(resume.text).not.toContain('Confidential');
  });

  it('cannot be planted for somebody who signs in later', async () => {
    const stranger = test.anonymous();
    const submissionId = `${test.userId('lead@scf.example')}.${test.userId('lead@scf.example')}`;
    await stranger.post('/individuals', { ...person, submissionId });
    await stranger.post('/individuals', { ...person, submissionId: `${submissionId}.forged` });
    expect((await signIn(stranger, 'lead@scf.example')).headers['location']).toBe('/individuals');
  });

  it('of a person who signed in again in another window is offered back, not lost and not saved unasked', async () => {
    const lead = await test.browse('lead@scf.example');
    const hidden = await lead.hiddenFields('/individuals/new', '/individuals');
    await endSessions();
    await signIn(lead, 'lead@scf.example');
    const before = await count();
    const answer = await lead.post('/individuals', { ...hidden, ...person, givenName: 'Othertab' });
    expect(answer.status).toBe(403);
    const $ = load(answer.text);
    expect($('h1').text()).toBe('Carry on where you were');
    expect($('input[name=givenName]').attr('value')).toBe('Othertab');
    expect($('main input[name=_csrf]').attr('value')).not.toBe(hidden['_csrf']);
    expect(await count()).toBe(before);
  });

  it('that is too large says so on a page', async () => {
    const lead = await test.browse('lead@scf.example');
    const hidden = await lead.hiddenFields('/individuals/new', '/individuals');
    const answer = await lead.post('/individuals', { ...hidden, ...person, communicationNeeds: 'x'.repeat(600_000) });
    expect(answer.status).toBe(413);
    expect(load(answer.text)('h1').text()).toBe('What you sent has not been saved');
    expect(load(answer.text)('main').text()).toContain('Shorten the text');
  });

  it('is saved without the characters that nobody sees, over the API too; tabs and new lines stay', async () => {
    const lead = await test.browse('lead@scf.example');
    const needs = 'Say\u0007 it\tslowly\r\nand twice';
    await lead.submit(
      '/individuals',
      { ...person, familyName: 'Pa\u001bsted', communicationNeeds: needs },
      '/individuals/new',
    );
    const api = await test.api('lead@scf.example');
    await api.post('/individuals', { givenName: 'Ty\u0085ped', familyName: 'Sent\u007f' });
    expect(
      await test.sql(
        `SELECT given_name, family_name, communication_needs FROM individuals WHERE family_name IN ('Pasted', 'Sent') ORDER BY 2`,
      ),
    ).toEqual([
      { given_name: person.givenName, family_name: 'Pasted', communication_needs: 'Say it\tslowly\r\nand twice' },
      { given_name: 'Ty\nped', family_name: 'Sent', communication_needs: null },
    ]);
  });

  it('whose double-click id was changed is refused with words, not a fault', async () => {
    const lead = await test.browse('lead@scf.example');
    const hidden = await lead.hiddenFields('/individuals/new', '/individuals');
    for (const submissionId of ['short', 'x'.repeat(300), 'has\u0000nul-in-it', ['a', 'b']]) {
      const answer = await lead.post('/individuals', { ...hidden, ...person, submissionId });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('Open this page again');
    }
  });

  it('of a signed-out person changes nothing and leads to the sign-in page', async () => {
    for (const path of ['/individuals', '/sign-out', '/agencies', '/no-such-page']) {
      const answer = await request(test.app.getHttpServer()).post(path).type('form').send(person);
      expect([answer.status, answer.headers['location']]).toEqual([303, '/sign-in?ended=yes']);
    }
  });
});
