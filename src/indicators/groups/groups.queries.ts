import type { Statement } from '../../platform/database';
import type { Day } from '../../shared/day';

export interface GroupRow {
  period_until: Day;
  measure: string;
  dimension: string;
  key: string;
  people: number;
}

/** The groups of frozen quarters, newest first. */
export const groupFigures = (): Statement => ({
  name: 'group-figures',
  text: `SELECT g.period_until, g.measure, g.dimension, g.key, g.people FROM group_figures g
          WHERE g.period_until IN (SELECT DISTINCT x.period_until FROM group_figures x ORDER BY 1 DESC LIMIT 5) ORDER BY g.period_until DESC`,
});

export interface CensusRow {
  source: string;
  is_illustrative: boolean;
  loaded_at: Date;
  dimension: string;
  key: string;
  people: number;
}

/** The newest population table. */
export const newestCensus = (): Statement => ({
  name: 'newest-census',
  text: `SELECT l.source, l.is_illustrative, l.loaded_at, c.dimension, c.key, c.people
           FROM (SELECT * FROM census_loads ORDER BY loaded_at DESC, id DESC LIMIT 1) l JOIN census_counts c ON c.load_id = l.id`,
});

export interface NoticeRow {
  period_until: Day;
  words: string;
  made_at: Date;
}

export const groupNotices = (): Statement => ({
  name: 'group-notices',
  text: 'SELECT n.period_until, n.words, n.made_at FROM group_notices n ORDER BY n.period_until DESC, n.words LIMIT 50',
});
