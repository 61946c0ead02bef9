import { chooseDetail, DETAIL_WORDS, type ExtractDetail } from './extract-detail';

const at = (detail: number, withheld: number, alone = 0, people = 75): ExtractDetail => ({
  ...{ detail, withheld, alone, people },
  leastGroup: 5,
});

describe('the detail of an extract', () => {
  it('is the finest at which at most one in five is withheld, and says what the finest of all would have told', () => {
    expect(chooseDetail([at(0, 75, 73), at(1, 60, 50), at(2, 15, 4), at(3, 0)])).toEqual({
      ...{ detail: 2, leastGroup: 5 },
      ...{ aloneShare: 100, withheldShare: 20 },
    });
    expect(chooseDetail([at(0, 75, 73), at(1, 16)])).toBeUndefined();
    expect(chooseDetail([at(0, 1, 0)])?.withheldShare).toBe(5);
  });

  it('is none of too few people, or of nobody', () => {
    expect(chooseDetail([at(0, 0, 0, 4)])).toBeUndefined();
    expect(chooseDetail([at(0, 0, 0, 0)])).toBeUndefined();
  });

  it('has words for every step', () => {
    expect(DETAIL_WORDS).toHaveLength(7);
  });
});
