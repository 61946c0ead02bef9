import { drawHistory } from './risk-drawing';

describe('the drawn history of a risk', () => {
  it('goes in steps from the first score to today', () => {
    const drawing = drawHistory(
      [
        { scoredOn: '2026-01-01', likelihood: 5, impact: 5 },
        { scoredOn: '2026-01-06', likelihood: 2, impact: 5 },
      ],
      5,
      '2026-01-11',
    );
    expect(drawing?.points).toEqual([
      { x: 40, y: 16, score: 25 },
      { x: 330, y: 126, score: 10 },
    ]);
    expect(drawing?.line).toBe('40,16 330,16 330,126 620,126');
    expect([drawing?.targetY, drawing?.lastDay]).toEqual([163, '2026-01-11']);
  });

  it('has a line on its first day, and none without a score', () => {
    expect(drawHistory([{ scoredOn: '2026-01-01', likelihood: 1, impact: 1 }], 1, '2026-01-01')?.line).toBe(
      '40,193 620,193',
    );
    expect(drawHistory([], 1, '2026-01-01')).toBeNull();
  });
});
