import { WINDOWS_OF_WORDS } from '../../migrations/windows-of-words';
import { CRITERION_IDS, METHOD_ID } from '../support/identification-method';
import { TestApp } from '../support/test-app';

describe('the days within which evidence shows a criterion', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('are filled in from the words of the criteria that there were, never shorter than those', async () => {
    const words: [string, number | null][] = [
      ['Attacked in the last 12 months', 366],
      ['Carried a knife in the last 6 months', 184],
      ['Threatened In the past 8 weeks', 56],
      ['Stopped in the last 30 days', 30],
      ['Hurt in the last year', 366],
      ['Threatened, now', null],
    ];
    expect(CRITERION_IDS).toHaveLength(words.length);
    for (const [at, [text]] of words.entries()) {
      await test.sql(`UPDATE identification_criteria SET text = $2, within_days = NULL WHERE id = $1`, [
        CRITERION_IDS[at],
        text,
      ]);
    }
    await test.sql(WINDOWS_OF_WORDS);
    const filled = await test.sql<{ text: string; within_days: number | null }>(
      'SELECT text, within_days FROM identification_criteria WHERE method_id = $1 ORDER BY position',
      [METHOD_ID],
    );
    expect(filled.map(({ text, within_days: days }) => [text, days])).toEqual(words);
  });
});
