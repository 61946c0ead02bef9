import { load } from 'cheerio';
import { AskAgain } from '../../src/individuals/duplicates/ask-again';
import { PossibleDuplicates } from '../../src/individuals/duplicates/possible-duplicates';
import { SayNotTheSame } from '../../src/individuals/duplicates/say-not-the-same';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

describe('two records that look like one person’s', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  /** What the page that merges the two warns of. */
  const warned = async (oneId: string, otherId: string): Promise<string> => {
    const page = await (await test.browse('manager@scf.example')).get(`/duplicates/${oneId}/${otherId}/merge`);
    expect(page.status).toBe(200);
    return load(page.text)('[data-qa=said-before]').text();
  };

  it('are said to be two people, in both orders, until what they say changes or somebody asks again', async () => {
    const one = await makeCase(test, { givenName: 'Gwenllian', familyName: 'Whitlock' });
    const two = await makeCase(test, { givenName: 'Gwenllian', familyName: 'Whitlok' });
    const lead = await test.actor('lead@scf.example');
    const duplicates = test.get(PossibleDuplicates);
    const pairs = async () =>
      (await duplicates.among(lead, null)).pairs.filter(
        ({ newer, older }) => newer.id === two.individualId && older.id === one.individualId,
      );
    expect(await pairs()).toHaveLength(1);
    const difference = { oneId: two.individualId, otherId: one.individualId, reason: 'Twins, both seen at school' };
    await test.get(SayNotTheSame).run(lead, difference);
    expect(await pairs()).toEqual([]);
    expect(await warned(one.individualId, two.individualId)).toContain(
      'Lena Marsh said on 21 November 2026 that they are not the same person: Twins, both seen at school',
    );
    expect((await duplicates.pair(lead, one.individualId, two.individualId)).decision).toMatchObject({
      reason: difference.reason,
    });
    await test.sql(`UPDATE individuals SET date_of_birth = '2009-03-28', version = version + 1 WHERE id = $1`, [
      one.individualId,
    ]);
    expect(await pairs()).toMatchObject([{ changedSince: { reason: difference.reason } }]);
    await test.get(SayNotTheSame).run(lead, { ...difference, reason: 'Still twins' });
    expect(await pairs()).toEqual([]);
    await test
      .get(AskAgain)
      .run(lead, { oneId: one.individualId, otherId: two.individualId, because: 'Looked again', version: 1 });
    expect(await pairs()).toHaveLength(1);
    expect(await warned(one.individualId, two.individualId)).toBe('');
    const stranger = await test.actor('manager@tvp.example');
    await expect(test.get(SayNotTheSame).run(stranger, difference)).rejects.toMatchObject({ status: 404 });
  });
});
