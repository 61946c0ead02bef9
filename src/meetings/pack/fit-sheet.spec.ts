import { fitSheet, type SheetPart } from './fit-sheet';
import { wrappedLines } from './wrap-lines';

const LONG = 'He would not say who drove him home that night, or why, and nobody has asked again. '.repeat(30);
const list = (heading: string, count: number, text: string): SheetPart => ({
  heading,
  isList: true,
  lines: Array.from({ length: count }, (_, at) => ({ before: `${at + 1}:`, text, after: '(health only)' })),
  least: 4,
});
const text = (words: string): SheetPart => ({ lines: [{ before: 'The question:', text: words }], least: 4 });
const linesOf = (parts: SheetPart[]): number =>
  fitSheet(parts)
    .flatMap(({ lines }) => lines)
    .reduce((sum, line) => sum + wrappedLines(line), 0);

describe('what a case says on its one page', () => {
  it('is all of it where there is room, in the order it was given', () => {
    expect(fitSheet([text('Who\npays?'), list('Plan', 2, 'Debt'), { ...list('Nothing', 0, ''), least: 2 }])).toEqual([
      { heading: '', isList: false, lines: ['The question: Who pays?'] },
      { heading: 'Plan', isList: true, lines: ['1: Debt (health only)', '2: Debt (health only)'] },
    ]);
  });

  it('says how much more there is of a long list, and keeps to the page', () => {
    const [plan, actions] = fitSheet([list('Plan', 60, 'Debt'), list('Actions', 60, 'Ask')]);
    expect(plan?.lines.at(-1)).toBe(`and ${60 - (plan?.lines.length ?? 0) + 1} more in the record`);
    // Neither is there at the cost of the other.
    expect(Math.abs((plan?.lines.length ?? 0) - (actions?.lines.length ?? 0))).toBeLessThanOrEqual(1);
    expect(linesOf([list('Plan', 60, 'Debt'), list('Actions', 60, 'Ask')])).toBeLessThanOrEqual(50);
  });

  it('cuts a text at a word and keeps what frames it: who it is kept to stands there whole', () => {
    const [, returned] = fitSheet([text(LONG), list('Returns', 1, LONG), list('Plan', 40, LONG)]);
    expect(returned?.lines).toHaveLength(1);
    expect(returned?.lines[0]).toMatch(/^1: He would not.*[a-z,.]… \(more in the record\) \(health only\)$/);
  });

  it('gives everything its least, whatever comes first', () => {
    const parts = fitSheet([text(LONG.repeat(9)), list('Plan', 9, LONG), list('Actions', 9, LONG)]);
    expect(parts.map(({ heading }) => heading)).toEqual(['', 'Plan', 'Actions']);
    expect(linesOf([text(LONG.repeat(9)), list('Plan', 9, LONG), list('Actions', 9, LONG)])).toBeLessThanOrEqual(50);
  });

  it.each([
    ['a word longer than the paper is wide', 'W'.repeat(500)],
    ['a script with wide letters', '青少年'.repeat(100)],
    ['words', LONG.slice(0, 500)],
  ])('counts lines of %s by the width of its letters', (_, words) => {
    expect(wrappedLines(words)).toBeGreaterThanOrEqual(words === LONG.slice(0, 500) ? 5 : 6);
  });
});
