import { agesInWords, outsideAges } from './ages-of-panel';

const AGES = { panel: 'MACE', youngest: 10, oldest: 25 };
const TODAY = '2026-11-20';

describe('the ages of a panel', () => {
  it('take the first day of the youngest age and the last of the oldest', () => {
    const asked = ['2016-11-21', '2016-11-20', '2000-11-21', '2000-11-20'].map((day) => outsideAges(day, TODAY, AGES));
    expect(asked).toEqual([
      { age: 9, turnTo: 'children’s social care or early help' },
      null,
      null,
      { age: 26, turnTo: 'adult services or the police' },
    ]);
  });

  it('are held against nobody whose birth is not known, nor on a day before it', () => {
    expect([outsideAges(null, TODAY, AGES), outsideAges('2027-01-01', TODAY, AGES)]).toEqual([null, null]);
  });

  it('are said without a youngest age where there is none', () => {
    expect([agesInWords(AGES), agesInWords({ ...AGES, youngest: 0 })]).toEqual(['from 10 to 25', 'up to 25']);
  });
});
