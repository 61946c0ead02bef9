import { readDay } from './read-day';
import { readCaseDay, readDateOfBirth } from './read-dates';

const day = (text: string): unknown => readDay(text, 2026);

describe('a day in a cell', () => {
  it.each([
    ['16/01/2007', '2007-01-16'],
    ['22.12.03', '2003-12-22'],
    ['2011-06-06', '2011-06-06'],
    ['24 Aug 2004', '2004-08-24'],
    ['40505', '2010-11-23'],
    ['40505.75', '2010-11-23'],
    ['1/2/08', '2008-02-01'],
    ['3rd September 2010', '2010-09-03'],
    ['06-Jun-11', '2011-06-06'],
    ['9 Sept 2010', '2010-09-09'],
    ['Mon 3 Aug 2015', '2015-08-03'],
    ['2011-06-06 00:00:00', '2011-06-06'],
    ['2011-06-06T00:00:00Z', '2011-06-06'],
    ['29/02/2008', '2008-02-29'],
    [' 39507 ', '2008-02-29'],
    ['25.12.97', '1997-12-25'],
  ])('%s is %s', (text, wanted) => expect(day(text)).toEqual({ status: 'day', day: wanted }));

  it.each(['31/02/2009', '29/02/2009', '05/22/2014', '00/01/2010', '2010-13-01', '31 Apr 2010'])(
    '%s is never rolled into another day',
    (text) => {
      expect(day(text)).toEqual({ status: 'invalid', reason: 'no-such-day' });
    },
  );

  it.each(['TBC', '2010', 'about 14', '12/2010', '1/2.2010', '4 Foo 2010', '123456', '-1', '١٢/٠١/٢٠١٠'])(
    '%s is not a date',
    (text) => {
      expect(day(text)).toEqual({ status: 'invalid', reason: 'not-a-date' });
    },
  );

  it('is empty when the cell is', () => expect(day('  ')).toEqual({ status: 'empty' }));
});

describe('a date of birth', () => {
  const read = (text: string): { day: string | null; kinds: string[] } => {
    const reading = readDateOfBirth(text, '2026-11-21');
    return { day: reading.day, kinds: reading.findings.map((finding) => finding.kind) };
  };

  it.each(['21/12/2026', '22/11/2026', '31/02/2009', '46400'])('%s is refused', (text) => {
    expect(read(text)).toEqual({ day: null, kinds: ['error'] });
  });

  it('outside the ages of a panel is read: the panel’s ages hold the row back', () => {
    expect(read('01/01/1998')).toEqual({ day: '1998-01-01', kinds: [] });
    expect(read('01/01/1901')).toEqual({ day: '1901-01-01', kinds: [] });
    expect(read('46000')).toEqual({ day: '2025-12-09', kinds: [] });
    expect(read('01/01/2010')).toEqual({ day: '2010-01-01', kinds: [] });
  });
});

describe('a day of the case', () => {
  it('may be in the future only for a review', () => {
    expect(readCaseDay('next_review', '26.06.27', '2026-11-21')).toEqual({ day: '2027-06-26', findings: [] });
    expect(readCaseDay('plan_date', '26.06.27', '2026-11-21').findings).toMatchObject([
      { kind: 'warning', field: 'plan_date' },
    ]);
  });

  it('that is no date or a wild year is an error that says how to mend it', () => {
    for (const text of ['TBC', '01/01/2062', '01/01/1926']) {
      const { day: read, findings } = readCaseDay('next_review', text, '2026-11-21');
      expect(read).toBeNull();
      expect(findings).toMatchObject([{ kind: 'error', field: 'next_review' }]);
      expect(findings[0]?.mend).not.toBe('');
    }
  });
});
