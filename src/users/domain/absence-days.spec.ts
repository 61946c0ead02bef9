import { absenceRefusal } from './absence-days';

const TODAY = '2026-11-21';
const refused = (startsOn: string, endsOn?: string): string | undefined => {
  const problem = absenceRefusal({ startsOn, endsOn }, TODAY);
  return problem && `${problem.field}: ${problem.message}`;
};

describe('the days of an absence', () => {
  it('last a year at the most, from a day within a year of today', () => {
    expect(refused('2026-11-23', '2027-11-23')).toBeUndefined();
    expect(refused('2026-11-23')).toBeUndefined();
    expect(refused('2026-11-23', '2027-11-24')).toMatch(
      /^endsOn: An absence lasts a year at the most: the last day away must be 23 November 2027 or before\. If nobody/,
    );
    expect(refused('2027-11-22', '2027-11-23')).toMatch(/^startsOn: The first day away must be within a year of today/);
    expect(refused('2025-11-20', '2025-11-21')).toMatch(/^startsOn: /);
    expect(refused('2025-11-21', '2025-11-21')).toBeUndefined();
  });

  it('come in their order', () => {
    expect(refused('2026-11-23', '2026-11-22')).toBe('endsOn: The last day away must be the first day or later');
  });
});
