import { searchName } from './search-name';

describe('searchName', () => {
  it('folds accents, case and punctuation', () => {
    expect(searchName('Éilís', "O'Brien-Jones")).toBe('eilis o brien jones');
  });

  it('leaves out what is not there', () => {
    expect(searchName('Kian', null, undefined, '')).toBe('kian');
  });
});
