import { load } from 'cheerio';
import { richCase } from '../architecture/rich-case';
import { installDemonstrationTool } from '../screenings/answers';
import { AddNote } from '../../src/notes';
import { TestApp } from '../support/test-app';

const LEAD = 'lead@scf.example';
const OFFICER = 'officer@tvp.example';

interface Entry {
  id: string;
  kind: string;
  what: string;
  happenedOn: string;
  basis: string;
  agency: string | null;
  agencyId: string | null;
  text: string | null;
}

describe('the chronology of a case', () => {
  let test: TestApp;
  let id: string;

  beforeAll(async () => {
    test = await TestApp.start();
    await installDemonstrationTool(test);
    ({ individualId: id } = await richCase(test));
    const lead = await test.actor(LEAD);
    for (const text of ['One', 'Two', 'Three', 'Four', 'Five']) {
      await test.get(AddNote).run(lead, { individualId: id, text, basis: 'opinion', happenedOn: '2026-11-02' });
    }
  }, 120_000);
  afterAll(() => test.stop());

  const all = async (email: string, question = ''): Promise<Entry[]> => {
    const api = await test.api(email);
    const entries: Entry[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { status, body } = await api.get(`/individuals/${id}/chronology?${question}${more}`);
      expect(status).toBe(200);
      entries.push(...body.items);
      cursor = body.nextCursor;
    }
    return entries;
  };

  it('has everything that happened, newest first, once, with its agency and basis', async () => {
    const entries = await all(LEAD);
    const kinds = [...new Set(entries.map(({ kind }) => kind))].sort();
    expect(kinds).toEqual(
      [
        ...['action', 'address', 'assignment', 'cohort', 'education', 'identity', 'note', 'plan', 'relationship'],
        ...['review', 'screening', 'status'],
      ].sort(),
    );
    const days = entries.map(({ happenedOn }) => happenedOn);
    expect(days).toEqual([...days].sort().reverse());
    expect(new Set(entries.map((entry) => `${entry.id} ${entry.what}`)).size).toBe(entries.length);
    expect(entries.length).toBeGreaterThan(25);
    expect(entries.every(({ agency, basis }) => agency !== null && basis !== '')).toBe(true);
    const [{ n } = { n: 0 }] = await test.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM notes WHERE individual_id = $1 AND visibility = 'all_agencies'`,
      [id],
    );
    expect(entries.filter(({ kind }) => kind === 'note')).toHaveLength(n);
  });

  it('is narrowed by kind, by agency and by fact, opinion, allegation or intelligence', async () => {
    const entries = await all(LEAD);
    expect(await all(LEAD, 'kind=action')).toEqual(entries.filter(({ kind }) => kind === 'action'));
    expect(await all(LEAD, 'basis=opinion')).toEqual(entries.filter(({ basis }) => basis === 'opinion'));
    const police = test.partnership.agencies['tvp'] ?? entries.find(({ agencyId }) => agencyId !== null)?.agencyId;
    expect(await all(LEAD, `agencyId=${police}`)).toEqual(entries.filter(({ agencyId }) => agencyId === police));
    const api = await test.api(LEAD);
    expect((await api.get(`/individuals/${id}/chronology?basis=rumour`)).status).toBe(422);
  });

  it('leaves out what is kept to another agency, and is not there for a stranger', async () => {
    const isSecret = ({ text }: Entry): boolean => text === 'Stopped with two others';
    expect((await all(OFFICER)).some(isSecret)).toBe(true);
    expect((await all(LEAD)).some(isSecret)).toBe(false);
    expect((await (await test.api('dsl@school.example')).get(`/individuals/${id}/chronology`)).status).toBe(404);
    expect(
      await test.sql(
        `SELECT DISTINCT act FROM audit_events WHERE individual_id = $1 AND act LIKE 'individual.chronology%' ORDER BY 1`,
        [id],
      ),
    ).toEqual([{ act: 'individual.chronology_read' }, { act: 'individual.chronology_read.refused' }]);
  });

  it('folds what is older than six months and leaves the rest open', async () => {
    test.clock.set('2027-01-05T10:00:00Z');
    const browser = await test.browse(LEAD);
    const $ = load((await browser.get(`/individuals/${id}/chronology`)).text);
    expect($('article[data-qa=entry]').length).toBeGreaterThan(0);
    const folded = $('details[data-qa=entry]');
    expect(folded.length).toBeGreaterThan(0);
    expect(folded.filter('[open]').length).toBe(0);
    expect(folded.first().find('summary').text()).toContain('2026');
    expect($('a[rel=next]').length).toBe(1);
    test.clock.set('2026-11-21T10:00:00Z');
  });
});
