import { needsSecondPerson } from './export-rules';

describe('a second person', () => {
  it.each([
    ['cases', 100, false],
    ['cases', 101, true],
    ['evaluation', 0, true],
  ] as const)('is asked about %s of %i people: %s', (kind, people, isNeeded) => {
    expect(needsSecondPerson(kind, people)).toBe(isNeeded);
  });
});
