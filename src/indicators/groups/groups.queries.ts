import type { Statement } from '../../platform/database';
import type { Day } from '../../shared/day';

export interface GroupRow {
  period_until: Day;
  measure: string;
  dimension: string;
  key: string;
  people: number;
}

export interface FrozenQuarterRow {
  period_until: Day;
  frozen_at: Date;
}

/** The quarters whose groups are frozen, newest first. */
export const frozenGroupQuarters = (): Statement => ({
  name: 'frozen-group-quarters',
  text: 'SELECT g.period_until, min(g.frozen_at) AS frozen_at FROM group_figures g GROUP BY g.period_until ORDER BY g.period_until DESC',
});

export interface NoticedRow {
  period_until: Day;
  changes: number;
}

/**
 * How many marked changes were noticed in the newest quarter whose groups are frozen; no row without any. Those of the year are
 * withdrawn where those of whom they are were not counted (`withdrawn.ts`).
 */
export const newestNotices = (ofYear: readonly string[]): Statement => ({
  name: 'newest-group-notices',
  text: `SELECT n.period_until, count(*)::int AS changes FROM group_notices n
          WHERE n.period_until = (SELECT max(g.period_until) FROM group_figures g)
            AND (n.measure <> ALL ($1::text[]) OR EXISTS (SELECT 1 FROM group_figures y WHERE y.period_until = n.period_until AND y.measure = 'in_cohort_year'))
          GROUP BY n.period_until`,
  values: [ofYear],
});

export const groupFigures = (until: Day): Statement => ({
  name: 'group-figures',
  text: 'SELECT g.period_until, g.measure, g.dimension, g.key, g.people FROM group_figures g WHERE g.period_until = $1',
  values: [until],
});

export interface CensusRow {
  source: string;
  is_illustrative: boolean;
  loaded_at: Date;
  dimension: string;
  key: string;
  people: number;
}

/**
 * The population table that a frozen quarter is held against: the newest there was when it was frozen, so that one loaded
 * later changes no quarter that is over. Without one then, the first there ever was.
 */
export const censusOfQuarter = (until: Day | null): Statement => ({
  name: 'census-of-quarter',
  text: `SELECT l.source, l.is_illustrative, l.loaded_at, c.dimension, c.key, c.people
           FROM (SELECT x.* FROM census_loads x CROSS JOIN (SELECT max(g.frozen_at) AS at FROM group_figures g WHERE g.period_until = $1) f
                  ORDER BY coalesce(x.loaded_at <= f.at, true) DESC, CASE WHEN x.loaded_at > f.at THEN x.loaded_at END, x.loaded_at DESC, x.id DESC LIMIT 1) l JOIN census_counts c ON c.load_id = l.id`,
  values: [until],
});

export interface NoticeRow {
  period_until: Day;
  measure: string;
  dimension: string;
  key: string;
  words: string;
  made_at: Date;
}

/** What changed markedly in one quarter. */
export const groupNotices = (until: Day | null): Statement => ({
  name: 'group-notices',
  text: 'SELECT n.period_until, n.measure, n.dimension, n.key, n.words, n.made_at FROM group_notices n WHERE n.period_until = $1 ORDER BY n.words LIMIT 200',
  values: [until],
});
