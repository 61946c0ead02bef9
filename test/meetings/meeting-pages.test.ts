import { load } from 'cheerio';
import { PlanMeeting } from '../../src/meetings';
import { makeCase, type MadeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { CHAIR, meetingOfThree, type MeetingOfThree, MEMBER } from './meeting-of-three';

describe('the panel’s meetings and agendas', () => {
  let test: TestApp;
  let meetingId: string;
  let secret: MadeCase;
  let itemPath: MeetingOfThree['itemPath'];

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    ({ meetingId, secret, itemPath } = await meetingOfThree(test));
  });

  it('show the next meeting first, with its place and how much is decided', async () => {
    const page = await (await test.browse(MEMBER)).get('/meetings');
    const $ = load(page.text);
    const next = $('[data-qa=next-meeting]').text();
    expect(next).toContain('Saturday 21 November 2026, 2:30pm');
    expect(next).toContain('Observatory room');
    expect(next).toContain('2 cases, 0 of 2 decided');
    expect(page.text).not.toContain('Plan a meeting');
    await test
      .get(PlanMeeting)
      .run(await test.actor(CHAIR), { heldOn: '2027-03-05', startsAt: '10:00', place: 'Online' });
    const later = load((await (await test.browse(MEMBER)).get('/meetings')).text)('#later-meetings').closest('table');
    expect(later.find('tbody').text()).toContain('No cases yet');
  });

  it('list the agenda with why each case is here, and nothing of a restricted person', async () => {
    const page = await (await test.browse(MEMBER)).get(`/meetings/${meetingId}`);
    const $ = load(page.text);
    const rows = $('#agenda tbody tr')
      .toArray()
      .map((row) => $(row).text().replace(/\s+/g, ' ').trim());
    expect(rows).toHaveLength(2);
    expect(rows[0]).toContain('Overdue Demo');
    expect(rows[0]).toContain('Review overdue by 11 days');
    expect(rows[1]).toMatch(/^2 14:53 Planless/);
    expect(rows[1]).toContain('No live plan');
    expect(page.text).not.toContain('Secret');
    expect(page.text).not.toContain(secret.reference);
    expect((await (await test.browse(MEMBER)).get(await itemPath('Secret'))).status).toBe(404);
  });

  it('take the chair from planning to closing, and bring undecided cases back', async () => {
    const chair = await test.browse(CHAIR);
    const twice = {
      'heldOn-day': '21',
      'heldOn-month': '11',
      'heldOn-year': '2026',
      onRestDay: 'yes',
      startsAt: '9:30',
      place: 'Online',
    };
    const refused = await chair.submit('/meetings', twice, '/meetings/new');
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('already has a meeting on 21 November 2026');
    expect(refused.text).toContain('value="Online"');
    const wrong = await chair.submit(
      '/meetings',
      { ...twice, 'heldOn-day': '31', startsAt: 'ten', place: '' },
      '/meetings/new',
    );
    const links = load(wrong.text)('.govuk-error-summary__list a').toArray();
    expect(links.map((link) => link.attribs['href'])).toEqual(['#heldOn', '#startsAt', '#place']);
    const planned = await chair.submit('/meetings', { ...twice, 'heldOn-month': '12' }, '/meetings/new');
    expect(planned.status).toBe(303);
    const closed = await chair.submit(`/meetings/${meetingId}/closure`, {}, `/meetings/${meetingId}/closing`);
    expect(closed.headers['location']).toBe(`/meetings/${meetingId}/decisions`);
    const next = String(planned.headers['location']);
    await chair.submit(`${next}/agenda`, {}, next);
    expect((await chair.get(next)).text).toContain('Overdue Demo');
    const late = await chair.get(await itemPath('Planless'));
    expect(late.text).toContain('The meeting did not reach this case');
  });

  it('add a case by its reference, and refuse alike what is not there, not the panel’s and not visible', async () => {
    const member = await test.browse(MEMBER);
    const later = await makeCase(test, { givenName: 'Later', plan: 'live', reviewDueOn: '2027-05-01' });
    const outside = await makeCase(test, { givenName: 'Outside', tier: null });
    const page = `/meetings/${meetingId}`;
    const add = (reference: string) => member.submit(`${page}/items`, { reference }, page);
    expect((await add(later.reference.toLowerCase())).status).toBe(303);
    expect((await add(later.reference)).text).toContain('already on the agenda');
    const refusals = [outside.reference, secret.reference, 'TC-1999-0001'];
    const said: string[] = [];
    for (const reference of refusals) {
      const answer = await add(reference);
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('We cannot find that case in this panel’s cohort');
      said.push(load(answer.text)('[data-qa=another-panel], .govuk-error-summary').text());
    }
    // How a case of another panel comes here is said in the same words, whether or not anybody has that reference.
    expect(new Set(said).size).toBe(1);
    expect(said[0]).toMatch(/ask the coordinator of its panel for an escalation[^]*for a transfer[^]*make a referral/);
    expect(load((await member.get(page)).text)('[data-qa=another-panel][open]')).toHaveLength(0);
  });

  it('open to nobody outside the panel', async () => {
    const paths = [
      '/meetings',
      `/meetings/${meetingId}`,
      await itemPath('Overdue'),
      `/meetings/${meetingId}/decisions`,
    ];
    for (const email of ['lead@scf.example', 'manager@scf.example', 'analyst@sbc.example', 'governance@sbc.example']) {
      const outsider = await test.browse(email);
      for (const path of paths) expect((await outsider.get(path)).status).toBe(403);
    }
    await test.sql('UPDATE panel_members SET ended_at = now() WHERE user_id = $1', [test.userId(MEMBER)]);
    const former = await test.browse(MEMBER);
    for (const path of paths.slice(1)) expect((await former.get(path)).status).toBe(404);
    expect((await former.get('/meetings')).text).toContain('No meeting is planned');
  });
});
