import type { Actor } from '../../platform/access';
import { STANDARD_RULE } from '../domain/small-numbers';
import { byOneRule, figureReader } from '../reader-of-figures';
import type { ReportFigure, ReportPack } from '../reports/report-content';
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
const readBy = (role: 'panel_chair' | 'panel_member' | 'manager', one: ReportFigure) => {
  const actor = { userId: 'u', agencyId: 'own', roles: [role] } as unknown as Actor;
  const reader = figureReader(actor, byOneRule(STANDARD_RULE));
  return presentReportFigures(pack(one), reader, () => reader)[0];
};

describe('a figure of a report', () => {
  it('is drawn from what its reader reads: a year before, the quarter before, and now', () => {
    for (const role of ['panel_chair', 'panel_member', 'manager'] as const)
      expect(readBy(role, figure)?.trend.dots).toHaveLength(3);
    expect(readBy('panel_chair', figure)?.words).toBe('51%');
    expect(readBy('panel_member', figure)?.ofWords).toBe('25 of 50');
    expect(readBy('manager', figure)).toEqual(readBy('panel_member', figure));
  });

  it('that was corrected is not shown to a manager where what was counted is not, nor where that was not kept', () => {
    const corrected = { ...figure, isCorrected: true, cells: [] };
    expect(readBy('manager', { ...corrected, agencies: parts })?.words).toBe(readBy('panel_member', corrected)?.words);
    expect(readBy('manager', { ...corrected, agencies: parts.slice(0, 2) })?.words).toBe('Not shown');
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
