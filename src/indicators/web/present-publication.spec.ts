import { STANDARD_RULE } from '../domain/small-numbers';
import { publishable } from '../reports/publishable';
import type { ReportFigure } from '../reports/report-content';
import type { PublicationRow, ReportRow } from '../reports/reports.queries';
import { presentPublication } from './present-publication';
import { presentReports } from './present-reports';

const cell = (dimension: string, key: string, met: number) => ({ dimension, key, met, total: met, amount: null });
const figure = (more: Partial<ReportFigure> = {}): ReportFigure => ({
  ...{ code: 'C1', name: 'In the cohort', method: 'Counted', shape: 'count', words: '', ofWords: '' },
  ...{ lastWords: '', yearWords: '', change: '', target: null, rag: 'none', isCorrected: false, hasData: true },
  total: cell('all', 'all', 43),
  cells: [cell('strand', 'experiencing', 43), cell('age_band', '14_to_15', 20), cell('age_band', '16_to_17', 23)],
  ...more,
});
const report = (more: Partial<ReportRow> = {}): ReportRow => ({
  ...{ id: 'one', period_from: '2026-07-01', period_until: '2026-09-30', number: 1, status: 'issued' as const },
  ...{ due_on: '2026-10-28', words_due_on: '2026-10-21', change_note: '', made_by: 'Chair', issued_by: 'Chair' },
  ...{ issued_at: new Date('2026-10-20T10:00:00Z'), issued_on: '2026-10-20', first_issued_on: '2026-10-20' },
  ...{ version: 2, is_published: true, is_released: true, replaced_by: null, replaced_by_id: null },
  ...more,
});
const shown = (one: ReportFigure, of = report()) => {
  const period = { from: '2026-07-01', until: '2026-09-30' };
  const pack = {
    period,
    number: 1,
    figures: [one],
    narratives: [],
    activities: [],
    risks: [],
    learning: [],
    changes: [],
  };
  const narratives = [{ section: 'summary' as const, text: 'We go on.', by: 'Chair', at: '', carriedFrom: 1 }];
  const row: PublicationRow = {
    ...{ report_id: 'one', mode: 'round', threshold: 5, base: 5, is_zero_small: false, least_for_share: 20 },
    content: { period, number: 1, narratives, figures: publishable(pack, STANDARD_RULE, []) },
    ...{
      id: 'publication',
      published_by: 'Chair',
      published_by_id: 'chair',
      published_at: new Date('2026-10-21T10:00:00Z'),
    },
    ...{ released_words: 'all', released_by: null, released_at: new Date('2026-10-21T10:00:00Z') },
  };
  return presentPublication(row, { report: of, agencies: {}, isReviewer: false, mayRelease: false });
};

describe('the publishable version', () => {
  it('prints no breakdown in which one group alone could be shown, and says why', () => {
    const [one] = shown(figure()).figures;
    expect(one?.breakdowns.map(({ title }) => title)).toEqual(['By age']);
    expect(one?.notPrinted).toEqual([expect.stringContaining('By strand: not printed')]);
    const strands = (both: number) => [cell('strand', 'experiencing', 43 - both), cell('strand', 'both', both)];
    expect(shown(figure({ cells: strands(0) })).figures[0]?.breakdowns).toEqual([]);
    expect(shown(figure({ cells: strands(3) })).figures[0]?.breakdowns).toHaveLength(1);
  });

  it('says which figures were corrected, which words are of an earlier version, and by which version it is replaced', () => {
    expect(shown(figure()).figures[0]?.correctedWords).toBe('');
    const corrected = shown(figure({ isCorrected: true }), report({ replaced_by: 2, replaced_by_id: 'two' }));
    expect(corrected.figures[0]?.correctedWords).toBe('Corrected since the quarter was first counted');
    expect(corrected.narratives[0]?.carriedWords).toBe('Carried over from version 1');
    expect(corrected.replacedBy).toEqual({ words: 'Replaced by version 2', href: '/quarterly-reports/two' });
  });
});

describe('a figure that nobody supplied', () => {
  it('is told from one that its agency has not', () => {
    const without = (words: string) =>
      shown(figure({ hasData: false, total: null, cells: [], words })).figures[0]?.words;
    expect([without('Not supplied yet'), without('No data supplied')]).toEqual([
      'Not supplied yet',
      'No data supplied',
    ]);
  });
});

describe('the list of reports', () => {
  const statusOf = (row: ReportRow) =>
    presentReports({
      reports: [row],
      today: '2026-11-23',
      may: { make: false, nameOwners: false },
      yours: new Map(),
      typed: {},
    }).reports[0]?.status;

  it('calls a quarter late by its first version alone', () => {
    const second = { number: 2, issued_on: '2026-11-20' };
    expect(statusOf(report())).toBe('Issued');
    expect(statusOf(report(second))).toBe('Issued');
    expect(statusOf(report({ ...second, status: 'draft', issued_on: null }))).toBe('Draft');
    expect(statusOf(report({ ...second, first_issued_on: '2026-10-29' }))).toBe('Issued late');
    expect(statusOf(report({ status: 'draft', first_issued_on: null }))).toBe('Draft, late');
  });
});
