import { load } from 'cheerio';
import { FreezeQuarters, IssueReport, MakeReport, PublishReport, WriteNarrative } from '../../src/indicators';
import { Transactions } from '../../src/platform/database';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

const INSERT = `INSERT INTO publication_releases (publication_id, words, released_by, released_at) VALUES ($1, 'all', $2, now())`;

describe('the release of a publishable version', () => {
  let test: TestApp;
  let reportId: string;
  let publicationId: string;

  beforeAll(async () => {
    test = await TestApp.start();
    await makeCase(test, { givenName: 'Olena', familyName: 'Bondar', restrictedTo: ['officer@tvp.example'] });
    await test.get(FreezeQuarters).run();
    const chair = await test.actor('chair@mace.example');
    reportId = (await test.get(MakeReport).run(chair, { until: '2026-09-30', changeNote: '' })).id;
    const boxes = [
      { section: 'learning' as const, text: 'We learned from Olena Bondar and from Boris Nobody.', seen: '' },
    ];
    await test.get(WriteNarrative).run(chair, { reportId, boxes });
    await test.get(IssueReport).run(chair, { id: reportId, version: 1 });
    publicationId = (await test.get(PublishReport).run(chair, { id: reportId })).id;
  });
  afterAll(() => test.stop());

  const asks = async <Row>(email: string, text: string, values: unknown[]): Promise<Row[]> => {
    const actor = await test.actor(email);
    return test.get(Transactions).act(actor, (tx) => tx.query<Row>(text, values));
  };
  it('tells governance what looks like a name, and nothing of who is on record', async () => {
    const page = await (await test.browse('governance@sbc.example')).get(`/quarterly-reports/${reportId}/publication`);
    // One is on record and restricted, the other is nobody.
    expect(load(page.text)('[data-qa=like-names] li').text()).toBe('Learning: Olena Bondar; Boris Nobody');
    await expect(
      asks('governance@sbc.example', 'SELECT held_back_from_publication($1)', [reportId]),
    ).rejects.toMatchObject({ code: '42883' });
  });

  it('is made by governance alone, in its own name, once, by row-level security alone', async () => {
    for (const email of [
      'chair@mace.example',
      'analyst@sbc.example',
      'manager@scf.example',
      'administrator@sbc.example',
    ])
      await expect(asks(email, INSERT, [publicationId, test.userId(email)])).rejects.toMatchObject({ code: '42501' });
    const governance = 'governance@sbc.example';
    await expect(asks(governance, INSERT, [publicationId, test.userId('chair@mace.example')])).rejects.toMatchObject({
      code: '42501',
    });
    const release = () => asks(governance, INSERT, [publicationId, test.userId(governance)]);
    await release();
    await expect(release()).rejects.toMatchObject({ code: '23505' });
  });
});
