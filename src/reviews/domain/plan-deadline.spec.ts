import { addDays } from '../../shared/day';
import { lateIfEnteredBy, planDueOn } from './plan-deadline';

describe('the day by which a plan is written', () => {
  it('is 20 working days after coming into the cohort, Christmas left out', () => {
    expect(planDueOn('2026-10-23')).toBe('2026-11-20');
    expect(planDueOn('2026-12-01')).toBe('2026-12-31');
  });

  it('makes late today exactly those whose day is past, on every day of a year', () => {
    for (let today = '2026-01-05'; today < '2027-01-05'; today = addDays(today, 1)) {
      const last = lateIfEnteredBy(today);
      expect(planDueOn(last) < today).toBe(true);
      expect(planDueOn(addDays(last, 1)) < today).toBe(false);
    }
  });
});
