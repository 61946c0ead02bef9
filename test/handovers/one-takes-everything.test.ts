import { type CheerioAPI, load } from 'cheerio';
import { makeCase } from '../factories';
import { type PageClient, TestApp } from '../support/test-app';
import { assigned, colleague, end, leaver } from './arrange';

const MANAGER = 'manager@scf.example';

/** A colleague who does the same work is there, and the mail of every one of them comes back. */
describe('one person for everything, where nobody is recommended', () => {
  let test: TestApp;
  let actor: PageClient;

  beforeAll(async () => {
    test = await TestApp.start();
    actor = await test.browse(MANAGER);
  });
  afterAll(() => test.stop());

  const opened = async (fromUserId: string) => {
    await test.sql(
      `INSERT INTO address_bounces (user_id, email, answer, bounced_at)
       SELECT u.id, u.email, '550', now() FROM users u
        WHERE u.agency_id = $1 AND NOT EXISTS (SELECT FROM address_bounces b WHERE b.user_id = u.id)`,
      [test.partnership.agencies['scf']],
    );
    const { headers } = await actor.submit('/handovers', { fromUserId }, '/handovers');
    const choices = String(headers['location']);
    return { choices, page: load((await actor.get(choices)).text) };
  };
  /** What a browser sends of a page on which nobody touched a select. */
  const untouched = (page: CheerioAPI): Record<string, string> =>
    Object.fromEntries(
      page('select[name^=each-]')
        .toArray()
        .map((select) => [String(select.attribs['name']), String(page(select).val())]),
    );
  const checked = async (choices: string, fields: Record<string, string>) => {
    const sent = await actor.submit(choices, fields);
    expect(sent.status).toBe(303);
    return load((await actor.get(String(sent.headers['location']))).text);
  };

  it('takes every part that nobody was chosen for', async () => {
    const { gone, next } = await leaver(test);
    const { choices, page } = await opened(gone);
    expect(
      page('select[name^=each-] option[selected]')
        .toArray()
        .map((option) => page(option).text()),
    ).toEqual(['Leave with Gail Leaver', 'Leave with Gail Leaver']);
    const check = await checked(choices, { ...untouched(page), forAll: next });
    expect(check('tbody tr')).toHaveLength(2);
    expect(check('[data-qa=stays]')).toHaveLength(0);
  });

  it('leaves what is to stay whoever takes the rest', async () => {
    const { gone, next } = await leaver(test, 'Gert Leaver');
    const { choices, page } = await opened(gone);
    const stays = page('select[name^="each-action:"]');
    const option = stays.find('option:contains("Leave with Gert Leaver, whoever takes the rest")');
    const fields = { ...untouched(page), [String(stays.attr('name'))]: String(option.val()) };
    const check = await checked(choices, { ...fields, forAll: next });
    expect(check('tbody tr')).toHaveLength(1);
    expect(check('[data-qa=stays]').text()).toMatch(/action “Find a club”: .+ stays with Gert Leaver/);
  });

  it('leaves what nobody was chosen for where it is, and the page that checks says so', async () => {
    const { gone, next } = await leaver(test, 'Gus Leaver');
    const { choices, page } = await opened(gone);
    const nothing = await actor.submit(choices, { ...untouched(page), forAll: '' });
    expect(load(nothing.text)('.govuk-error-summary').text()).toContain('Select a new person for at least one thing');
    const lead = String(page('select[name^="each-lead_professional:"]').attr('name'));
    const check = await checked(choices, { ...untouched(page), forAll: '', [lead]: next });
    expect(check('tbody tr')).toHaveLength(1);
    expect(check('[data-qa=stays] li')).toHaveLength(1);
    expect(check('[data-qa=stays]').text()).toContain('nobody was chosen to take it over, so it stays with Gus Leaver');
  });

  it('says that who does the same work gets no e-mail, and not that there is nobody', async () => {
    const { gone } = await leaver(test, 'Gil Leaver');
    const hints = async () => (await opened(gone)).page('.govuk-hint').text();
    const many = await hints();
    expect(many).toMatch(/\d+ people who do the same work get no e-mail, so nobody is recommended/);
    expect(many).not.toContain('Nobody of the same kind of agency and role');
    const only = await colleague(test, 'Olga Only', 'scf');
    await test.sql(
      `UPDATE users SET status = 'disabled', disabled_reason = 'Left', version = version + 1
        WHERE agency_id = $1 AND id <> $2 AND status = 'active' AND roles && '{practitioner}'`,
      [test.partnership.agencies['scf'], only],
    );
    expect(await hints()).toContain('Olga Only, who does the same work, gets no e-mail, so nobody is recommended');
    await end(test, only);
    expect(await hints()).toContain('Nobody of the same kind of agency and role may take it over');
  });

  it('takes what they may, where nobody at all may take the rest', async () => {
    const gone = await colleague(test, 'Greg Leaver', 'scf');
    const cases = [
      await makeCase(test, { leadProfessional: null }),
      await makeCase(test, { leadProfessional: null }),
    ] as const;
    for (const { individualId } of cases) await assigned(test, individualId, 'lead_professional', gone);
    const partner = test.userId('officer@tvp.example');
    await assigned(test, cases[0].individualId, 'practitioner', partner);
    // The chair hands it on, as nobody who works cases is in the agency any more.
    const everybody = await test.sql<{ id: string }>(
      "SELECT id FROM users WHERE agency_id = $1 AND roles && '{practitioner,manager}' AND status = 'active'",
      [test.partnership.agencies['scf']],
    );
    for (const { id } of everybody) await end(test, id);
    actor = await test.browse('chair@mace.example');
    const { choices, page } = await opened(gone);
    expect(page('.govuk-hint').text()).toContain('Nobody may take it over yet');
    const check = await checked(choices, { ...untouched(page), forAll: partner });
    expect(check('tbody tr')).toHaveLength(1);
    expect(check('[data-qa=stays] li')).toHaveLength(1);
  });
});
