import { likeliestFirst } from './possible-duplicates';

const pair = (weight: number, newer: string, older: string) => ({
  newer: { id: newer },
  older: { id: older },
  comparison: { weight },
});

describe('the work list of possible duplicates', () => {
  it('is in one order, whatever the order in which the database found the pairs', () => {
    const inOrder = [pair(9, 'b', 'a'), pair(5, 'd', 'c'), pair(5, 'd', 'a'), pair(5, 'c', 'b')];
    for (const turned of [
      [3, 2, 1, 0],
      [1, 3, 0, 2],
      [2, 0, 3, 1],
    ])
      expect(turned.flatMap((at) => inOrder[at] ?? []).sort(likeliestFirst)).toEqual(inOrder);
  });
});
