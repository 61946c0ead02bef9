import { shareAnswered } from './completeness';

describe('completeness', () => {
  it.each<[number, number, number | null]>([
    [100, 100, 100],
    [1000, 999, 99],
    [3, 3, null],
    [4, 0, null],
    [5, 0, 0],
    [0, 0, null],
  ])('of %i people with %i answers', (people, answered, share) => {
    expect(shareAnswered({ people, answered })).toBe(share);
  });
});
