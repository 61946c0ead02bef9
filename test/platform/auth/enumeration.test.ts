import { Passwords } from '../../../src/platform/auth';
import { accountsOfEachKind, type Answered, KINDS, median, tryEach } from '../../support/sign-in-times';
import { TestApp } from '../../support/test-app';

// The precise figures, over hundreds of tries, are printed by `npm run proof:enumeration`.
describe('a sign-in that fails', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start({}, { hashesAgain: true });
  });
  afterAll(() => test.stop());

  it('tells by nothing whether the account is known: not by status, body, header or time', async () => {
    const emails = await accountsOfEachKind(test, await test.get(Passwords).hash('the right one of these'));
    await tryEach(test, emails, 2);
    const answers = await tryEach(test, emails, 13);
    const shapes = KINDS.flatMap((kind) => answers[kind].map(({ shape }) => shape));
    expect(new Set(shapes).size).toBe(1);
    const times = (list: Answered[]): number => median(list.map(({ milliseconds }) => milliseconds));
    // Generous, for a machine that others use too: without the decoy hash the ratio is near ten.
    for (const kind of KINDS) expect(times(answers[kind]) / times(answers.known)).toBeGreaterThan(0.5);
    for (const kind of KINDS) expect(times(answers[kind]) / times(answers.known)).toBeLessThan(2);
  });

  it('takes no less time where the hash is still of cheaper parameters', async () => {
    const emails = await accountsOfNow();
    const answers = await tryEach(test, emails, 9);
    const times = (list: Answered[]): number => median(list.map(({ milliseconds }) => milliseconds));
    expect(times(answers.known) / times(answers.unknown)).toBeGreaterThan(0.5);
  });

  const accountsOfNow = () =>
    Promise.resolve({
      // Of the seed, whose hash is cheap.
      known: 'lead@scf.example',
      unknown: 'nobody@council.test',
      disabled: 'gone.by@council.test',
      'single sign-on only': 'federated@council.test',
    });
});
