import { load } from 'cheerio';
import { FreezeQuarters, RefreshFigures } from '../../src/indicators';
import { makeCase } from '../factories';
import { readPdf, type ReadPdf } from '../support/read-pdf';
import { type PageClient, TestApp } from '../support/test-app';
import { generatedCases } from './generated-cases';

const until = '2026-09-30';

describe('the quarterly report', () => {
  let test: TestApp;
  let chair: PageClient;
  let analyst: PageClient;
  let manager: PageClient;
  let report: string;
  let second: string;

  beforeAll(async () => {
    test = await TestApp.start();
    await generatedCases(test, 12);
    await makeCase(test, { givenName: 'Olena', familyName: 'Bondar', restrictedTo: ['officer@tvp.example'] });
    await test.get(FreezeQuarters).run();
    await test.get(RefreshFigures).run();
    chair = await test.browse('chair@mace.example');
    analyst = await test.browse('analyst@sbc.example');
    manager = await test.browse('manager@scf.example');
    report = String((await chair.submit('/quarterly-reports', { until })).headers['location']);
    const words = { summary: 'More plans are in date.', actions: 'We caught up with actions.' };
    // Of somebody the writer does not see: saved, and held back when it is published.
    const boxes = { ...words, learning: 'We learned from Olena Bondar.' };
    expect((await send(chair, `${report}/narratives`, boxes)).status).toBe(303);
  }, 60_000);
  afterAll(() => test.stop());

  const send = async (client: PageClient, path: string, fields: Record<string, string>) =>
    client.post(path, { ...(await client.hiddenFields(report, path)), ...fields });

  /** As governance. */
  async function release(path: string, words: string): Promise<void> {
    const governance = await test.browse('governance@sbc.example');
    const page = `${path}/publication`;
    const hidden = await governance.hiddenFields(page, `${page}/release`);
    expect((await governance.post(`${page}/release`, { ...hidden, words })).status).toBe(303);
  }

  const pdfAt = async (client: PageClient, path: string): Promise<ReadPdf> => {
    const answer = await client.get(path);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
    return readPdf(answer.body as Buffer);
  };

  it('is issued late when it is late, frozen as it was, and changed by a new version alone', async () => {
    test.clock.set(new Date('2026-11-21T10:00:00Z'));
    const board = await test.browse('member@mace.example');
    expect((await board.get(report)).status).toBe(404);
    expect(load((await board.get('/quarterly-reports')).text)('main').text()).not.toContain('Draft');
    expect((await send(chair, `${report}/issue`, {})).status).toBe(303);
    // The board, for whom it is made, reads it from now on: rounded, as the analyst does, and writes nothing in it.
    const figuresTo = async (client: PageClient) => load((await client.get(report)).text)('[data-qa=figures]').text();
    expect(await figuresTo(board)).toBe(await figuresTo(analyst));
    expect(await figuresTo(board)).not.toBe(await figuresTo(chair));
    expect(await figuresTo(board)).toContain('Nothing before');
    expect(await figuresTo(board)).not.toContain('See the pages of figures');
    // Managers read it from now on too, rounded; what stands beside a figure is drawn as on the pages of figures.
    const toManager = load((await manager.get(report)).text);
    expect(toManager('[data-qa=figures] tbody tr').length).toBeGreaterThan(10);
    expect(toManager('[data-qa=figures]').text()).not.toBe(await figuresTo(chair));
    expect(toManager('[data-qa=marking]').text()).toContain('Your agency’s figures are exact');
    expect(toManager('[data-qa=figures] tbody tr').eq(1).find('th').text()).toMatch(
      /Screening coverage I1\s*Your agency/,
    );
    const drawn = load((await chair.get(report)).text)('[data-qa=figures] tbody tr');
    expect(drawn.length).toBeGreaterThan(10);
    expect(drawn.text()).toContain('Too few quarters');
    expect((await board.post(`${report}/narratives`, await board.hiddenFields(report, report))).status).toBe(403);
    expect((await board.get(`${report}/paper`)).status).toBe(200);
    const before = load((await chair.get(report)).text);
    expect(before('[data-qa=state]').text()).toContain('Issued late');
    expect(before('main').text()).toContain('We caught up with actions.');
    const figures = before('[data-qa=figures]').text();
    // What is corrected after that stands in the next version, not in this one.
    expect(
      (await analyst.submit('/figures/C1/values', { until, hasData: 'yes', met: '77', note: 'Counted anew' })).status,
    ).toBe(303);
    expect(load((await chair.get(report)).text)('[data-qa=figures]').text()).toBe(figures);
    await expect(
      test.sql(`UPDATE quarterly_reports SET due_on = '2027-01-01', version = version + 1`),
    ).rejects.toMatchObject({ code: 'TC002' });
    await expect(test.sql(`UPDATE report_packs SET content = '{}'`)).rejects.toMatchObject({ code: 'TC002' });
    expect(
      (
        await chair.post(`${report}/narratives`, {
          ...(await chair.hiddenFields('/quarterly-reports', '/quarterly-reports')),
          summary: 'x',
        })
      ).status,
    ).toBe(409);
    expect((await chair.submit('/quarterly-reports', { until })).text).toContain('Say why there is a new version');
    const made = await chair.submit('/quarterly-reports', { until, changeNote: 'A count was corrected' });
    second = String(made.headers['location']);
    expect((await chair.get(second)).text).toContain('77');
    // It begins with the words of the first, marked, until somebody writes others.
    const carried = load((await chair.get(second)).text);
    expect(carried('#actions').val()).toBe('We caught up with actions.');
    expect(carried('[data-qa=carried]').text()).toContain('Carried over from version 1');
    const box = `${second}/narratives`;
    const hidden = await chair.hiddenFields(second, box);
    expect((await chair.post(box, { ...hidden, summary: 'A count was corrected.' })).status).toBe(303);
    const [written] = await test.sql(`SELECT count(*)::int AS n FROM report_narratives WHERE report_id = $1`, [
      second.split('/').at(-1),
    ]);
    expect(written).toEqual({ n: 1 });
  });

  it('has a publishable version without a small number, recorded with who, when and by which rule', async () => {
    expect((await send(chair, `${report}/publication`, {})).status).toBe(422);
    expect((await send(chair, `${report}/publication`, { isRead: 'yes' })).status).toBe(303);
    const page = load((await manager.get(`${report}/publication`)).text);
    expect(page('[data-qa=marking]').text()).toMatch(/waits for governance.*rounded to 5/s);
    // Nothing is left out by itself: what was would tell the publisher, who does not see her, that she is on record.
    for (const client of [chair, analyst, manager]) {
      const { text } = await client.get(`${report}/publication`);
      expect([text.includes('Olena Bondar'), text.includes('like-names'), text.includes('Release')]).toEqual([
        ...[true, false, false],
      ]);
      expect((await client.get(`${report}/publication/paper`)).status).toBe(409);
    }
    const counts = page('[data-qa=figure] td:last-child')
      .toArray()
      .flatMap((cell) => page(cell).text().replaceAll('fewer than 5', '').match(/\d+/g) ?? [])
      .map(Number);
    expect(counts.length).toBeGreaterThan(10);
    expect(counts.filter((count) => count % 5 !== 0)).toEqual([]);
    const [kept] = await test.sql('SELECT mode, threshold, base, published_by FROM figure_publications');
    expect(kept).toEqual({ mode: 'round', threshold: 5, base: 5, published_by: test.userId('chair@mace.example') });
    const names = await test.sql<{ reference: string }>('SELECT reference FROM individuals');
    for (const path of [report, `${report}/publication`]) {
      const { text } = await analyst.get(path);
      expect(names.filter(({ reference }) => text.includes(reference))).toEqual([]);
    }
  });

  it('is given out by governance alone, who is shown what looks like a name, with its words or without', async () => {
    const path = `${report}/publication`;
    const governance = await test.browse('governance@sbc.example');
    expect(load((await governance.get(path)).text)('[data-qa=like-names]').text()).toContain('Learning: Olena Bondar');
    const opened = await governance.hiddenFields(path, `${path}/release`);
    expect((await governance.post(`${path}/release`, opened)).status).toBe(422);
    expect((await send(analyst, `${path}/release`, { words: 'all' })).status).toBe(403);
    await release(report, 'names');
    const twice = await governance.post(`${path}/release`, { ...opened, words: 'all' });
    expect([twice.status, twice.text]).toEqual([409, expect.stringContaining('was released already')]);
    const { text } = await manager.get(path);
    expect([text.includes('Screening coverage'), text.includes('caught up'), text.includes('Bondar')]).toEqual([
      ...[true, false, false],
    ]);
    expect(load(text)('[data-qa=marking]').text()).toMatch(/^Publishable.*Released .* without what was written/s);
    const rows = await test.sql(`SELECT fields FROM audit_events WHERE act = 'quarterly_report.released'`);
    expect(rows).toEqual([{ fields: ['words:names'] }]);
    await expect(test.sql(`UPDATE publication_releases SET words = 'all'`)).rejects.toMatchObject({ code: 'TC002' });
  });

  it('is published again as it was, without what was corrected, and never by another rule', async () => {
    const issueAndPublish = async (path: string) => {
      const fields = async (act: string) => chair.hiddenFields(path, `${path}/${act}`);
      expect((await chair.post(`${path}/issue`, { ...(await fields('issue')), isWithoutWords: 'yes' })).status).toBe(
        303,
      );
      return chair.post(`${path}/publication`, { ...(await fields('publication')), isRead: 'yes' });
    };
    expect((await issueAndPublish(second)).status).toBe(303);
    await release(second, 'all');
    for (const path of [report, `${report}/publication`])
      expect(load((await manager.get(path)).text)('[data-qa=replaced] a').attr('href')).toBe(second);
    expect(load((await manager.get(second)).text)('[data-qa=replaced]')).toHaveLength(0);
    const words = load((await manager.get(`${second}/publication`)).text)('main').text();
    for (const text of ['A count was corrected.', 'We caught up with actions.']) expect(words).toContain(text);
    expect(words).toContain('Carried over from version 1');
    const sections = async (path: string) =>
      load((await manager.get(`${path}/publication`)).text)('[data-qa=figure]')
        .toArray()
        .map((section) => load(section)('section').text().replace(/\s+/g, ' '));
    const [first, again] = [await sections(report), await sections(second)];
    const isOfC1 = (words: string): boolean => words.includes('Not shown, because it was corrected');
    expect(again.filter(isOfC1)).toHaveLength(1);
    expect(again.map((words, at) => (isOfC1(words) ? first[at] : words))).toEqual(first);
    // To the analyst nothing is judged of what is not shown, and what was issued reads as it did under the rule of its day.
    const readByAnalyst = async (path: string) =>
      load((await analyst.get(path)).text)('[data-qa=figures] tbody tr')
        .toArray()
        .map((row) => load(row)('tr').text().replace(/\s+/g, ' '));
    const issuedAs = await readByAnalyst(report);
    const hidden = issuedAs.filter((words) => words.includes('Not shown'));
    expect(hidden.length).toBeGreaterThan(3);
    expect(hidden.filter((words) => !words.includes('Not judged'))).toEqual([]);
    const governance = await test.browse('governance@sbc.example');
    const coarser = { mode: 'round', threshold: '9', base: '10', leastForShare: '10', reason: 'Tried' };
    expect((await governance.submit('/figures/small-numbers', coarser)).status).toBe(303);
    expect(await readByAnalyst(report)).toEqual(issuedAs);
    const rule = { mode: 'suppress', threshold: '5', base: '5', leastForShare: '20', reason: 'Tried' };
    expect((await governance.submit('/figures/small-numbers', rule)).status).toBe(303);
    const third = await chair.submit('/quarterly-reports', { until, changeNote: 'Under another rule' });
    expect((await issueAndPublish(String(third.headers['location']))).status).toBe(303);
    expect(await sections(String(third.headers['location']))).toEqual(again);
    const rules = await test.sql('SELECT DISTINCT mode, threshold, base FROM figure_publications');
    expect(rules).toEqual([{ mode: 'round', threshold: 5, base: 5 }]);
  });

  it('is a tagged PDF as each reader sees it, and the publishable version is one without a small number', async () => {
    const internal = await pdfAt(chair, `${report}/paper`);
    const rounded = await pdfAt(analyst, `${report}/paper`);
    const published = await pdfAt(manager, `${report}/publication/paper`);
    for (const paper of [internal, rounded, published]) {
      expect(paper).toMatchObject({ isTagged: true, language: 'en-GB' });
      expect(paper.tags).toEqual(expect.arrayContaining(['H1', 'H2', 'P', 'Table', 'TH']));
    }
    const words = (paper: ReadPdf): string => paper.pages.join(' ').replace(/\s+/g, ' ');
    expect(internal.pages.filter((page) => !page.includes('INTERNAL: NOT FOR PUBLICATION'))).toEqual([]);
    expect(words(internal)).toContain('More plans are in date.');
    expect(words(internal)).toContain('Counts are exact, small ones too.');
    expect(words(rounded)).toContain('Counts are rounded and small ones are not shown.');
    expect(published.pages.filter((page) => !page.includes('PUBLISHABLE') || page.includes('INTERNAL'))).toEqual([]);
    const page = load((await manager.get(`${report}/publication`)).text);
    const cells = page('[data-qa=figure] td:last-child')
      .toArray()
      .map((cell) => page(cell).text().trim());
    expect(cells.filter((cell) => !words(published).includes(cell))).toEqual([]);
    const toManager = words(await pdfAt(manager, `${report}/paper`));
    expect(toManager).toContain('Your agency’s figures are exact.');
    expect(toManager).toContain('Screening coverage (I1), Your agency');
    expect(toManager).toContain('How each figure is counted');
  });

  it('counts as on time or late in the indicator of reports', async () => {
    await test.get(RefreshFigures).run();
    const [row] = await test.sql<{ met: string; total: string }>(
      `SELECT met::text, total::text FROM kept_figures WHERE code = 'I18' AND dimension = 'all'`,
    );
    expect(row).toEqual({ met: '0', total: '1' });
  });
});
