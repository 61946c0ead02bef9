import { chaseState, whyNotChaseOn } from './acknowledgement';

describe('chasing an overdue review', () => {
  it('is after today and within two weeks', () => {
    expect(whyNotChaseOn('2026-11-21', '2026-11-21')).toBe('The day to chase must be after today');
    expect(whyNotChaseOn('2026-11-22', '2026-11-21')).toBeNull();
    expect(whyNotChaseOn('2026-12-05', '2026-11-21')).toBeNull();
    expect(whyNotChaseOn('2026-12-06', '2026-11-21')).toBe('The day to chase must be 5 December 2026 or sooner');
  });

  it('is past the day after it', () => {
    expect(['2026-11-22', '2026-11-21', '2026-11-20'].map((day) => chaseState(day, '2026-11-21'))).toEqual([
      'to_come',
      'today',
      'passed',
    ]);
  });
});
