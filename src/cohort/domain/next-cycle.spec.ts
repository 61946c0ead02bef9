import { isCycleOverdue, nextCycleDueOn } from './next-cycle';

describe('the cycle of identification', () => {
  it('counts from the day the method first came into force, until a cycle was held', () => {
    expect(nextCycleDueOn({ cycleMonths: 3, firstInForceOn: '2026-08-31', lastHeldOn: null })).toBe('2026-11-30');
  });

  it('counts from the last time it was held, whatever version is in force now', () => {
    expect(nextCycleDueOn({ cycleMonths: 6, firstInForceOn: '2026-01-01', lastHeldOn: '2026-05-20' })).toBe(
      '2026-11-20',
    );
  });

  it('is not overdue on its day', () => {
    expect([isCycleOverdue('2026-11-20', '2026-11-20'), isCycleOverdue('2026-11-20', '2026-11-21')]).toEqual([
      false,
      true,
    ]);
  });
});
