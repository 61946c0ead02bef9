import { load } from 'cheerio';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

const LEAD = 'lead@scf.example';

describe('discarding a draft', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('asks first, above the form: what is typed goes only by a second step', async () => {
    const { individualId } = await makeCase(test);
    const path = `/individuals/${individualId}/notes`;
    const lead = await test.browse(LEAD);
    const typed = { text: 'Afraid to walk home', basis: 'fact' };
    await lead.post('/drafts', { ...(await lead.hiddenFields(path, path)), ...typed });
    const offer = load((await lead.get(path)).text)('[data-qa=draft]');
    const asks = offer.find('details:not([open])');
    expect(asks.text()).toContain('What you typed is gone then, and cannot be brought back.');
    const removal = asks.find('form').attr('action') ?? '';
    expect(offer.find(`form[action="${removal}"]`)).toHaveLength(1);
    const answer = await lead.submit(removal, {}, path);
    expect([answer.status, answer.headers['location']]).toEqual([303, path]);
    expect(await test.sql('SELECT 1 FROM drafts')).toEqual([]);
  });
});
