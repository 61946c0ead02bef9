import { transferProblems } from './transfer-problems';

describe('what a panel answers about a transfer', () => {
  const fields = (answered: Parameters<typeof transferProblems>[0], waiting: Parameters<typeof transferProblems>[1]) =>
    transferProblems(answered, waiting).map(({ field }) => field);

  it('may be left open while the case stays, and not when it is closed', () => {
    expect(fields({ decision: 'continue' }, 'moves_out')).toEqual([]);
    expect(fields({ decision: 'close', exitReason: 'moved_area' }, 'moves_out')).toEqual(['transfer']);
  });

  it('agrees a move to another area only by closing the case as moved', () => {
    const agreed = { transfer: 'agreed' as const };
    expect(fields({ ...agreed, decision: 'continue' }, 'moves_out')).toEqual(['transfer']);
    expect(fields({ ...agreed, decision: 'close', exitReason: 'stepped_down' }, 'moves_out')).toEqual(['transfer']);
    expect(fields({ ...agreed, decision: 'close', exitReason: 'moved_area' }, 'moves_out')).toEqual([]);
  });

  it('does not close a case as moved while it does not agree the move', () => {
    const refused = { transfer: 'not_agreed' as const, decision: 'close' as const };
    expect(fields({ ...refused, exitReason: 'moved_area' }, 'moves_out')).toEqual(['transfer']);
    expect(fields({ ...refused, exitReason: 'stepped_down' }, 'moves_out')).toEqual([]);
  });

  it('gives a closed case no new lead, and answers nothing that nobody asked', () => {
    expect(fields({ decision: 'close', transfer: 'agreed' }, 'change_of_lead')).toEqual(['transfer']);
    expect(fields({ decision: 'close', transfer: 'not_agreed' }, 'change_of_lead')).toEqual([]);
    expect(fields({ decision: 'continue', transfer: 'agreed' }, null)).toEqual(['transfer']);
    expect(fields({ decision: 'close' }, null)).toEqual([]);
  });
});
