import { TestApp } from '../support/test-app';
import { EDITORS, manyEditors } from './support/many-editors';

describe('two hundred people at one schedule', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('lose no update: one of each version wins, every other is told, and the history has each winner', async () => {
    const { won, toldStale, otherErrors, history } = await manyEditors(test);
    expect(otherErrors).toEqual([]);
    expect(toldStale).toBe(EDITORS - 1);
    // Whoever was told reads the new version and tries again: in the end each of ten has made a change.
    expect(history.map(({ version }) => version)).toEqual(Array.from({ length: 12 }, (_, at) => at + 1));
    expect(history.slice(1).map(({ reason }) => reason)).toEqual(
      [...won, ...Array.from({ length: 10 }, (_, at) => 100 + at)].map((editor) => `Editor ${editor}`),
    );
  }, 120_000);
});
