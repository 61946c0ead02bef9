import { whoKeepsWords } from './who-keeps';

describe('whom a case stays open to', () => {
  it.each([
    [{ agencies: [], panel: 'MACE' }, 'The case stays open to MACE, whose chair is reminded of who is missing.'],
    [{ agencies: ['Police'], panel: null }, 'The case stays open to Police.'],
    [{ agencies: ['Health', 'Police'], panel: null }, 'The case stays open to Health and to Police.'],
    [
      { agencies: ['Health', 'Police'], panel: 'MACE' },
      'The case stays open to Health, Police and to MACE, whose chair is reminded of who is missing.',
    ],
    [{ agencies: [], panel: null }, 'Nobody is named on the case any more.'],
  ])('is said of %j', (kept, words) => expect(whoKeepsWords(kept)).toBe(words));
});
