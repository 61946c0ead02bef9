import { load } from 'cheerio';
import type { MadeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { MANAGER, merge, two } from './support/merging';

const day = (field: string) => ({ [`${field}-day`]: '20', [`${field}-month`]: '11', [`${field}-year`]: '2026' });
const EVENT = { kind: 'arrest', source: 'Police custody', description: 'Held overnight\nand let go' };

describe('a form about a person whose record was joined with another meanwhile', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const pair = () =>
    two(
      test,
      { plan: 'live', reviewDueOn: '2026-12-17' },
      { plan: 'live', reviewDueOn: '2026-12-17', familyName: 'Demmo' },
    );

  /** Opened for the record that goes, and sent when it has gone. */
  const sentLate = async ([stays, goes]: [MadeCase, MadeCase], form: string, typed: Record<string, string>) => {
    const manager = await test.browse(MANAGER);
    const address = `/individuals/${goes.individualId}/${form}`;
    const hidden = await manager.hiddenFields(address, address);
    await merge(test, [stays, goes]);
    const answer = await manager.post(address, { ...hidden, ...typed });
    return { answer, page: load(answer.text) };
  };

  it.each([
    ['review-date/event', { ...EVENT, ...day('happenedOn') }],
    ['review-date/change', { reason: 'Held overnight\nand let go', ...day('dueOn') }],
  ])('(%s) says which record it is part of now, leads there, and keeps all that was typed', async (form, typed) => {
    const both = await pair();
    const [stays] = both;
    const { answer, page } = await sentLate(both, form, typed);
    expect(answer.status).toBe(404);
    expect(page('h1').text()).toBe('What you sent has not been saved');
    expect(page('[data-qa=now-part-of]').text()).toContain(`It is now part of record ${stays.reference}.`);
    expect(page('main a.govuk-link').first().attr('href')).toBe(`/individuals/${stays.individualId}/${form}`);
    const kept = page('[data-qa=kept-words]').text();
    expect(kept).toContain('20 November 2026');
    expect(kept).toContain('Held overnight\nand let go');
    expect(kept).not.toMatch(/version|schedule/i);
  });

  it('counts what stood in a list from one, as the form does', async () => {
    const typed = { 'actions[0][description]': 'Ring the school', 'actions-2-description': 'Ask the tutor' };
    const { page } = await sentLate(await pair(), 'review-date/event', typed);
    const labels = page('[data-qa=kept-words] h3').toArray();
    expect(labels.map((label) => page(label).text())).toEqual(['Action 1: description', 'Action 2: description']);
  });

  it('says nothing of it to who does not see that record', async () => {
    const both = await pair();
    const [stays, goes] = both;
    const lead = await test.browse('lead@scf.example');
    const address = `/individuals/${goes.individualId}/review-date/event`;
    const hidden = await lead.hiddenFields(address, address);
    await merge(test, both);
    await test.sql(
      `UPDATE individuals SET is_restricted = true, restricted_to = ARRAY[$2::uuid], version = version + 1 WHERE id = $1`,
      [stays.individualId, test.userId(MANAGER)],
    );
    const answer = await lead.post(address, { ...hidden, ...EVENT, ...day('happenedOn') });
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain(stays.reference);
    expect(answer.text).not.toContain(stays.individualId);
    const page = load(answer.text);
    expect(page('[data-qa=now-part-of]')).toHaveLength(0);
    expect(page('[data-qa=kept-words]').text()).toContain('20 November 2026');
  });
});
