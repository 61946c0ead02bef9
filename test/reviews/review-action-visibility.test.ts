import { load } from 'cheerio';
import { makeCase, type MadeCase } from '../factories';
import type { PageClient } from '../support/test-app';
import { TestApp } from '../support/test-app';

const typed = {
  personViewAnswer: 'agrees',
  personView: 'It is <better> than before & I said so.',
  summary: 'Everybody is in touch.',
  'heldOn-day': '20',
  'heldOn-month': '11',
  'heldOn-year': '2026',
  'attendees[0][name]': 'Ms Demo',
  'attendees[0][attended]': 'yes',
  'attendees[0][contribution]': 'School report',
  decision: 'continue',
  rationale: 'It works.',
};

describe('who may read what a review sets going', () => {
  let test: TestApp;
  let lead: PageClient;
  const paths = ({ individualId }: MadeCase) => ({
    list: `/individuals/${individualId}/reviews`,
    form: `/individuals/${individualId}/reviews/new`,
  });
  const due = () => makeCase(test, { plan: 'live', reviewDueOn: '2026-11-10' });
  /** Fills in the form, presses a button of it, and gives back the next page. */
  const press = (client: PageClient, made: MadeCase, step: string, changed: Record<string, string> = {}) =>
    client.submit(paths(made).list, { ...typed, ...changed, step }, paths(made).form);
  /** Presses a button of a page that carries its answers in hidden fields. */
  const pressOn = (client: PageClient, made: MadeCase, page: string, step: string) => {
    const $ = load(page);
    const hidden = $(`main form[action="${paths(made).list}"] input[type=hidden]`).toArray();
    const fields = Object.fromEntries(hidden.map((input) => [$(input).attr('name'), String($(input).attr('value'))]));
    return client.post(paths(made).list, { ...fields, step });
  };

  beforeAll(async () => {
    test = await TestApp.start();
    lead = await test.browse('lead@scf.example');
  });
  afterAll(() => test.stop());

  it('keeps a new action to one’s agency, says so before it is saved, and loses no choice on the way', async () => {
    const made = await due();
    const check = await press(lead, made, 'check', {
      'actions[0][description]': 'Ask the aunt',
      'actions[0][kind]': 'support',
      'actions[0][ownerId]': test.userId('lead@scf.example'),
      'actions[0][dueOn-day]': '1',
      'actions[0][dueOn-month]': '12',
      'actions[0][dueOn-year]': '2026',
      'actions[0][visibility]': 'named_agencies',
      'actions[0][mayBePassedOn]': 'no',
    });
    expect(check.text).toContain('Only my agency');
    const back = load((await pressOn(lead, made, check.text, 'change')).text);
    expect(back('[name="actions[0][visibility]"]:checked').val()).toBe('named_agencies');
    expect(back('[name="actions[0][mayBePassedOn]"]:checked').val()).toBe('no');
    expect((await pressOn(lead, made, check.text, 'record')).status).toBe(303);
    expect(
      await test.sql(
        `SELECT a.visibility, a.visible_to = ARRAY[u.agency_id] AS own, a.may_be_passed_on AS passed
           FROM actions a JOIN users u ON u.id = a.created_by WHERE a.individual_id = $1 AND a.description = 'Ask the aunt'`,
        [made.individualId],
      ),
    ).toEqual([{ visibility: 'named_agencies', own: true, passed: false }]);
  });
});
