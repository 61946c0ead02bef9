import { isWorkingDay } from '../../shared/working-days';
import { importedCheckDueOn } from './imported-check';

describe('the first check of whoever a sheet brought in', () => {
  it('is due 20 working days later, Christmas left out', () => {
    expect(['2026-11-23', '2026-12-01'].map((day) => importedCheckDueOn(day, isWorkingDay))).toEqual([
      '2026-12-21',
      '2026-12-31',
    ]);
  });
});
