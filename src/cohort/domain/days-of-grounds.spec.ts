import { type DaysToHold, problemsOfDays, problemsOfStart } from './days-of-grounds';

const piece = (happenedOn: string) => ({ kind: 'incident' as const, text: 'Found with a knife', happenedOn });
const days: DaysToHold = {
  ...{ evidence: [piece('2026-11-12')], decidedOn: '2026-11-21', dateOfBirth: '2009-03-27' },
  criteria: [
    { text: 'Carried a knife more than once', withinDays: 184 },
    // The words alone hold nobody to anything: the figure beside them does.
    { text: 'Threatened in the last week', withinDays: null },
  ],
};
const of = (more: Partial<DaysToHold>) => problemsOfDays({ ...days, ...more });

describe('the days that a cohort decision rests on', () => {
  it.each<[string, Partial<DaysToHold>, string | undefined]>([
    ['within the window', {}, undefined],
    ['on the first day of the window', { evidence: [piece('2026-05-21')] }, undefined],
    ['a day before the window', { evidence: [piece('2026-05-20')] }, 'evidenceOn'],
    ['one older, one within', { evidence: [piece('2019-01-01'), piece('2026-11-01')] }, undefined],
    [
      'of long ago for a criterion without a window',
      { evidence: [piece('2019-01-01')], criteria: [{ text: 'Exploited', withinDays: null }] },
      undefined,
    ],
    ['before the birth', { evidence: [piece('2009-03-26')], criteria: [] }, 'evidenceOn'],
    [
      'the second before the birth',
      { evidence: [piece('2026-11-12'), piece('1979-01-01')] },
      'furtherEvidence.0.happenedOn',
    ],
    [
      'of any day where no birth is known',
      { evidence: [piece('1979-01-01')], dateOfBirth: null, criteria: [] },
      undefined,
    ],
  ])('are held to the birth and the window of the criterion: evidence %s', (_, more, field) => {
    expect(of(more).map((problem) => problem.field)).toEqual(field === undefined ? [] : [field]);
  });

  it('allow no start before the method, the newest evidence or the birth', () => {
    const start = (decidedOn: string, more: Partial<DaysToHold> = {}) =>
      problemsOfStart({ ...days, decidedOn, ...more }, '2026-01-05').map(({ message }) => message);
    expect(start('2026-11-12')).toEqual([]);
    expect(start('2026-11-11')).toEqual([
      'Start must be on or after the day of the newest evidence it rests on, 12 November 2026',
    ]);
    expect(start('2015-01-05')).toEqual([
      'Start must be on or after the day the identification method came into force, 5 January 2026',
    ]);
    expect(start('2008-01-05')).toEqual(['Start must be on or after their birth, 27 March 2009']);
  });
});
