import type { Actor } from '../../platform/access';
import { STANDARD_RULE } from '../domain/small-numbers';
import { byOneRule, figureReader } from '../reader-of-figures';
import type { ReportFigure, ReportPack } from '../reports/report-content';
import { OWN_LABEL } from './present-line';
import { presentReportFigures } from './present-report-figures';

const agency = (key: string, met: number, total: number) => ({ dimension: 'agency', key, met, total, amount: null });
const all = (met: number, total: number) => ({ ...agency('all', met, total), dimension: 'all' });
const parts = [agency('own', 11, 21), agency('b', 9, 18), agency('c', 6, 12)];

const figure: ReportFigure = {
  ...{ code: 'I2', name: 'Plan coverage', method: '', shape: 'share', words: '51%', ofWords: '26 of 51' },
  ...{ lastWords: '59%', yearWords: '39%', change: 'Down 8, worse', target: 100, rag: 'red', isCorrected: false },
  judgement: { target: 100, direction: 'up', amberWithin: 5 },
  ...{ hasData: true, total: all(26, 51), cells: parts, last: all(30, 51), year: all(20, 51) },
  ...{ lastAgencies: parts, yearAgencies: parts },
};
const pack = (one: ReportFigure): ReportPack => ({
  ...{ period: { from: '2026-07-01', until: '2026-09-30' }, number: 1, figures: [one] },
  ...{ narratives: [], activities: [], risks: [], learning: [], changes: [] },
});
const readings = (role: 'panel_chair' | 'panel_member' | 'manager', one: ReportFigure) => {
  const actor = { userId: 'u', agencyId: 'own', roles: [role] } as unknown as Actor;
  const reader = figureReader(actor, byOneRule(STANDARD_RULE));
  return presentReportFigures(pack(one), reader, () => reader)[0]?.readings ?? [];
};
/** The partnership's; undefined where it does not stand beside the reader's own. */
const readBy = (...asked: Parameters<typeof readings>) => readings(...asked).find(({ label }) => label !== OWN_LABEL);
const ownBy = (...asked: Parameters<typeof readings>) => readings(...asked).find(({ label }) => label === OWN_LABEL);

describe('a figure of a report', () => {
  it('is drawn from what its reader reads: a year before, the quarter before, and now', () => {
    for (const role of ['panel_chair', 'panel_member', 'manager'] as const)
      expect(readBy(role, figure)?.trend.dots).toHaveLength(3);
    expect(readBy('panel_chair', figure)?.words).toBe('51%');
    expect(readBy('panel_member', figure)?.ofWords).toBe('25 of 50');
    expect(readBy('manager', figure)).toEqual({ ...readBy('panel_member', figure), label: 'Partnership' });
  });

  it('says of rounded counts no change that rounding may have made, and of none by how much', () => {
    const smaller = { ...figure, total: all(26, 51), last: all(27, 51) };
    // 25 of 50 beside 25 of 50, and 26 of 51 beside 27 of 51.
    expect(readBy('panel_member', smaller)?.change).toBe('Cannot be told from rounded counts');
    expect(readBy('panel_member', { ...smaller, last: all(23, 51) })?.change).toBe(
      'Cannot be told from rounded counts',
    );
    expect(readBy('panel_member', figure)?.change).toBe('Down, worse');
    expect(ownBy('manager', { ...figure, lastAgencies: [agency('own', 12, 21)] })?.change).toBe('Down 4.7, worse');
  });

  it('says once that there is nothing to stand beside, and holds nothing against it', () => {
    const before = (one: ReportFigure) => readBy('panel_member', one)?.beforeWords;
    expect(before(figure)).toBe('60% last quarter, 40% a year ago. Down, worse');
    expect(before({ ...figure, last: null, year: null })).toBe('Nothing before');
    const missing = { ...figure, hasData: false, total: null, words: 'Not supplied yet', change: '' };
    expect(before(missing)).toBe('60% last quarter, 40% a year ago.');
    expect(before({ ...missing, last: null })).toBe('None last quarter, 40% a year ago.');
  });

  it('has the exact part of a manager’s own agency first, whatever the partnership’s is, and nobody else’s', () => {
    for (const one of [
      figure,
      { ...figure, agencies: parts.slice(0, 2) },
      { ...figure, isCorrected: true, agencies: parts },
    ])
      expect(ownBy('manager', one)).toMatchObject({
        words: '52.4%',
        ofWords: '11 of 21',
        lastWords: '52.4%',
        isCorrected: false,
      });
    expect(ownBy('manager', figure)?.rag.words).toBe('Off target');
    expect(readings('manager', figure).map(({ label }) => label)).toEqual(['Your agency', 'Partnership']);
    for (const role of ['panel_chair', 'panel_member'] as const)
      expect(readings(role, figure).map(({ label }) => label)).toEqual(['']);
    expect(ownBy('manager', { ...figure, agencies: parts.slice(1) })?.words).toBe('None to count');
    // What an agency supplies, and what is of lists and reports, is of no agency's cases.
    expect(ownBy('manager', { ...figure, cells: [] })).toBeUndefined();
    expect(ownBy('manager', { ...figure, code: 'I18' })).toBeUndefined();
  });

  it('that was corrected is not shown to a manager where what was counted is not, nor where that was not kept', () => {
    const corrected = { ...figure, isCorrected: true, cells: [] };
    const alone = { last: null, year: null };
    expect(readBy('manager', { ...corrected, agencies: parts })?.words).toBe(readBy('panel_member', corrected)?.words);
    expect(readBy('manager', { ...corrected, ...alone, agencies: parts.slice(0, 2) })).toBeUndefined();
    expect(readBy('manager', corrected)?.words).toBe('Not shown');
  });

  it('is not shown to a manager where the rest would be one other agency’s, in any of its quarters', () => {
    const two = parts.slice(0, 2);
    expect(readBy('manager', { ...figure, cells: two })?.words).toBe('Not shown');
    expect(readBy('manager', { ...figure, cells: two })?.trend.dots).toHaveLength(2);
    expect(readBy('manager', { ...figure, lastAgencies: two })?.lastWords).toBe('Not shown');
    // Reports issued before their parts were kept.
    const { lastAgencies: _last, yearAgencies: _year, ...before } = figure;
    expect(readBy('manager', before)?.lastWords).toBe('');
    expect(readBy('panel_member', before)?.lastWords).not.toBe('');
  });
});
