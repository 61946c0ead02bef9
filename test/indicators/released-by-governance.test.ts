import { FreezeQuarters, IssueReport, MakeReport, PublishReport, WriteNarrative } from '../../src/indicators';
import { Transactions } from '../../src/platform/database';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

const INSERT = `INSERT INTO publication_releases (publication_id, words, released_by, released_at) VALUES ($1, 'all', $2, now())`;

describe('the release of a publishable version, by row-level security alone', () => {
  let test: TestApp;
  let reportId: string;
  let publicationId: string;

  beforeAll(async () => {
    test = await TestApp.start();
    await makeCase(test, { givenName: 'Olena', familyName: 'Bondar', restrictedTo: ['officer@tvp.example'] });
    await test.get(FreezeQuarters).run();
    const chair = await test.actor('chair@mace.example');
    reportId = (await test.get(MakeReport).run(chair, { until: '2026-09-30', changeNote: '' })).id;
    const boxes = [{ section: 'learning' as const, text: 'We learned from Olena Bondar.', seen: '' }];
    await test.get(WriteNarrative).run(chair, { reportId, boxes });
    await test.get(IssueReport).run(chair, { id: reportId, version: 1 });
    publicationId = (await test.get(PublishReport).run(chair, { id: reportId })).id;
  });
  afterAll(() => test.stop());

  const asks = async <Row>(email: string, text: string, values: unknown[]): Promise<Row[]> => {
    const actor = await test.actor(email);
    return test.get(Transactions).act(actor, (tx) => tx.query<Row>(text, values));
  };
  const mayName = async (email: string): Promise<string[]> => {
    const text = 'SELECT held_back_from_publication($1) AS parts';
    return (await asks<{ parts: string[] }>(email, text, [reportId]))[0]?.parts ?? [];
  };

  it('tells governance alone which words may name somebody', async () => {
    expect(await mayName('governance@sbc.example')).toEqual(['learning']);
    for (const email of [
      'chair@mace.example',
      'analyst@sbc.example',
      'manager@scf.example',
      'administrator@sbc.example',
    ])
      expect([email, await mayName(email)]).toEqual([email, []]);
  });

  it('is made by governance alone, in its own name, once', async () => {
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
