import type { Statement } from '../../platform/database';
import type { Day } from '../../shared/day';
import type { SmallNumberRule } from '../domain/small-numbers';
import type { Publication, ReportPack, Section } from './report-content';

export interface ReportRow {
  id: string;
  period_from: Day;
  period_until: Day;
  number: number;
  status: 'draft' | 'issued';
  due_on: Day;
  /** By then its boxes are written. */
  words_due_on: Day;
  change_note: string;
  made_by: string;
  issued_by: string | null;
  issued_at: Date | null;
  issued_on: Day | null;
  version: number;
  is_published: boolean;
  /** Whether governance gave its publishable version out. */
  is_released: boolean;
  /** When the first version of the quarter was: by that day it is in time or late. */
  first_issued_on: Day | null;
  /** The newest version that was issued after this one. */
  replaced_by: number | null;
  replaced_by_id: string | null;
}

/** Five days are left to bring the boxes together: a report is due after twenty. */
export const WORKING_DAYS_TO_WRITE = 15;

const REPORT = `SELECT r.id, r.period_from, r.period_until, r.number, r.status, r.due_on,
       add_working_days(r.period_until, ${WORKING_DAYS_TO_WRITE}) AS words_due_on, r.change_note, m.display_name AS made_by,
       i.display_name AS issued_by, r.issued_at, (r.issued_at AT TIME ZONE 'Europe/London')::date AS issued_on, r.version,
       p.id IS NOT NULL AS is_published, EXISTS (SELECT 1 FROM publication_releases l WHERE l.publication_id = p.id) AS is_released,
       (SELECT min((f.issued_at AT TIME ZONE 'Europe/London')::date) FROM quarterly_reports f WHERE f.period_until = r.period_until) AS first_issued_on,
       x.number AS replaced_by, x.id AS replaced_by_id
  FROM quarterly_reports r JOIN users m ON m.id = r.made_by LEFT JOIN users i ON i.id = r.issued_by
  LEFT JOIN figure_publications p ON p.report_id = r.id
  LEFT JOIN LATERAL (SELECT n.number, n.id FROM quarterly_reports n WHERE n.period_until = r.period_until AND n.number > r.number
                        AND n.status = 'issued' ORDER BY n.number DESC LIMIT 1) x ON true`;

export const allReports = (): Statement => ({
  name: 'quarterly-reports',
  text: `${REPORT} ORDER BY r.period_until DESC, r.number DESC LIMIT 60`,
});

export const oneReport = (id: string): Statement => ({
  name: 'quarterly-report',
  text: `${REPORT} WHERE r.id = $1`,
  values: [id],
});

export interface NarrativeRow {
  id: string;
  section: Section;
  text: string;
  by: string;
  at: Date;
  /** The version it was written for, where that is an earlier one. */
  carried_from: number | null;
}

/**
 * Everything that was written in the boxes, newest first: the first of a box counts. A new version begins with the words of those
 * before it, which stand until somebody writes others.
 */
export const narrativeHistory = (reportId: string): Statement => ({
  name: 'report-narratives',
  text: `SELECT * FROM (
           SELECT n.id, n.section, n.text, u.display_name AS by, n.written_at AS at, NULL::integer AS carried_from
             FROM report_narratives n JOIN users u ON u.id = n.written_by WHERE n.report_id = $1
           UNION ALL
           (SELECT DISTINCT ON (n.section) n.id, n.section, n.text, u.display_name, n.written_at, e.number
              FROM quarterly_reports r JOIN quarterly_reports e ON e.period_until = r.period_until AND e.number < r.number
              JOIN report_narratives n ON n.report_id = e.id JOIN users u ON u.id = n.written_by
             WHERE r.id = $1 ORDER BY n.section, e.number DESC, n.written_at DESC, n.id DESC)
         ) w ORDER BY w.carried_from NULLS FIRST, w.at DESC, w.id DESC`,
  values: [reportId],
});

export const packOf = (reportId: string): Statement => ({
  name: 'report-pack',
  text: 'SELECT content FROM report_packs WHERE report_id = $1',
  values: [reportId],
});
export interface PackRow {
  content: ReportPack;
}

/** What of its words a publishable version was given out with: all, the names of its figures, or neither. */
export const RELEASED_WORDS = ['all', 'names', 'none'] as const;
export type ReleasedWords = (typeof RELEASED_WORDS)[number];

export interface PublicationRow {
  id: string;
  report_id: string;
  mode: 'suppress' | 'round';
  threshold: number;
  base: number;
  is_zero_small: boolean;
  least_for_share: number;
  content: Publication;
  published_by: string;
  published_by_id: string;
  published_at: Date;
  /** Null until governance gave it out. */
  released_words: ReleasedWords | null;
  /** Null of what was published before releases were kept. */
  released_by: string | null;
  released_at: Date | null;
}

export const ruleOfPublication = (row: PublicationRow): SmallNumberRule => ({
  mode: row.mode,
  threshold: row.threshold,
  base: row.base,
  isZeroSmall: row.is_zero_small,
  leastForShare: row.least_for_share,
});

/** Everything that was ever published; of one report, or all. */
export const publications = (reportId: string | null): Statement => ({
  name: 'figure-publications',
  text: `SELECT p.id, p.report_id, p.mode, p.threshold, p.base, p.is_zero_small, p.least_for_share, p.content,
                u.display_name AS published_by, p.published_by AS published_by_id, p.published_at,
                l.words AS released_words, g.display_name AS released_by, l.released_at
           FROM figure_publications p JOIN users u ON u.id = p.published_by
           LEFT JOIN publication_releases l ON l.publication_id = p.id LEFT JOIN users g ON g.id = l.released_by
          WHERE $1::uuid IS NULL OR p.report_id = $1 ORDER BY p.published_at, p.id`,
  values: [reportId],
});

export interface RegisterRow {
  kind: 'activity' | 'risk' | 'learning';
  title: string;
  stands: string;
}

/** What the registers hold that is open, or was closed in the quarter: titles and how they stand. */
export const registersOf = (from: Day, until: Day): Statement => ({
  name: 'report-registers',
  text: `
    SELECT 'activity' AS kind, s.activity AS title, s.percent_complete || '% complete, ' || s.rag || ', due ' || to_char(s.target_on, 'FMDD FMMonth YYYY') AS stands
      FROM strategy_activities s
    UNION ALL
    SELECT 'risk', r.event, 'Score ' || r.current_likelihood * r.current_impact || ' of 25, target ' || r.target_likelihood * r.target_impact
             || CASE WHEN r.closed_on IS NOT NULL THEN ', closed' ELSE '' END
      FROM strategic_risks r WHERE r.closed_on IS NULL OR r.closed_on BETWEEN $1::date AND $2::date
    UNION ALL
    SELECT 'learning', l.recommendation, CASE WHEN l.closed_on IS NOT NULL THEN 'Done: ' || l.what_changed
             WHEN l.due_on < $2::date THEN 'Overdue since ' || to_char(l.due_on, 'FMDD FMMonth YYYY') ELSE 'Due ' || to_char(l.due_on, 'FMDD FMMonth YYYY') END
      FROM learning_actions l WHERE l.closed_on IS NULL OR l.closed_on BETWEEN $1::date AND $2::date`,
  values: [from, until],
});
