import { isLongAbsence } from './long-absence';

describe('a long absence', () => {
  it('has no known end, or one more than four weeks off', () => {
    expect(isLongAbsence('2026-11-21', null)).toBe(true);
    expect(isLongAbsence('2026-11-21', '2026-12-20')).toBe(true);
    expect(isLongAbsence('2026-11-21', '2026-12-19')).toBe(false);
    expect(isLongAbsence('2026-11-21', '2026-11-21')).toBe(false);
  });
});
