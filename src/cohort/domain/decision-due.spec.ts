import { isWorkingDay } from '../../shared/working-days';
import { decisionDueOn } from './decision-due';

describe('the day by which it is decided whether somebody enters the cohort', () => {
  it.each([
    ['two weeks without a holiday', '2026-11-09', '2026-11-23'],
    ['accepted at a weekend', '2026-11-21', '2026-12-04'],
    ['over Christmas and New Year', '2026-12-21', '2027-01-07'],
  ])('%s: accepted on %s, by %s', (_, accepted, due) => {
    expect(decisionDueOn(accepted, isWorkingDay)).toBe(due);
  });
});
