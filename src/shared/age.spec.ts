import fc from 'fast-check';
import { ageOn, turnsOn } from './age';
import { addDays, isBefore } from './day';

const dayFrom = (first: string, span: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: span }).map((n) => addDays(first, n));

describe('age', () => {
  it('goes up on the birthday and not the day before', () => {
    expect(ageOn('2010-09-14', '2026-09-13')).toBe(15);
    expect(ageOn('2010-09-14', '2026-09-14')).toBe(16);
    expect(ageOn('2010-09-14', '2010-09-14')).toBe(0);
  });

  it('of a person born on 29 February goes up on 1 March in a common year', () => {
    expect(turnsOn('2008-02-29', 18)).toBe('2026-03-01');
    expect(ageOn('2008-02-29', '2026-02-28')).toBe(17);
    expect(ageOn('2008-02-29', '2026-03-01')).toBe(18);
    expect(turnsOn('2008-02-29', 16)).toBe('2024-02-29');
    expect(ageOn('2008-02-29', '2024-02-28')).toBe(15);
    expect(ageOn('2008-02-29', '2024-02-29')).toBe(16);
  });

  it('of 17 and a half, 18 and 25 falls on a day that exists', () => {
    expect(turnsOn('2008-10-15', 17, 6)).toBe('2026-04-15');
    expect(turnsOn('2008-08-31', 17, 6)).toBe('2026-03-01');
    expect(turnsOn('2008-10-31', 17, 6)).toBe('2026-05-01');
    expect(turnsOn('2008-08-15', 18)).toBe('2026-08-15');
    expect(turnsOn('2008-08-15', 25)).toBe('2033-08-15');
  });

  it('before birth is refused', () => {
    expect(() => ageOn('2010-09-14', '2010-09-13')).toThrow(RangeError);
  });

  it('is the number of years whose turning day has come, for every birth and day', () => {
    fc.assert(
      fc.property(dayFrom('1999-01-01', 7000), dayFrom('2019-01-01', 9000), (born, on) => {
        const age = ageOn(born, on);
        expect(isBefore(on, turnsOn(born, age))).toBe(false);
        expect(isBefore(on, turnsOn(born, age + 1))).toBe(true);
        expect(ageOn(born, turnsOn(born, age))).toBe(age);
      }),
      { examples: [['2008-02-29', '2026-02-28']] },
    );
  });
});
