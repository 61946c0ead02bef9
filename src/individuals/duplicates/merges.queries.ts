import type { Statement } from '../../platform/database';

export interface MergeRow {
  id: string;
  survivor_id: string;
  survivor_reference: string;
  survivor_access_keys: string[];
  merged_id: string;
  merged_reference: string;
  reason: string;
  stands: Record<string, 'survivor' | 'merged'>;
  merged_by: string;
  merged_at: Date;
  undone_by: string | null;
  undone_at: Date | null;
  undone_because: string | null;
  version: number;
  moved: { table: string; count: number; later: number }[];
  /** What a choice ended, and whether it stands again. */
  not_put_back: string[];
}

/** One merge of a record the actor sees (row-level security), with how much moved. */
export const mergeById = (id: string): Statement => ({
  name: 'merge-by-id',
  text: `
    SELECT m.id, m.survivor_id, i.reference AS survivor_reference, i.access_keys AS survivor_access_keys, m.merged_id, m.merged_reference,
           m.reason, m.stands, u.display_name AS merged_by, m.merged_at, w.display_name AS undone_by, m.undone_at, m.undone_because, m.version,
           coalesce((SELECT json_agg(json_build_object('table', v.table_name, 'count', v.count, 'later', v.later) ORDER BY v.table_name)
              FROM (SELECT table_name, count(*)::int AS count, count(*) FILTER (WHERE came_later)::int AS later FROM record_merge_moves
                     WHERE merge_id = m.id GROUP BY table_name) v), '[]') AS moved,
           coalesce((SELECT json_agg(DISTINCT c.table_name) FROM record_merge_changes c WHERE c.merge_id = m.id AND NOT c.put_back), '[]') AS not_put_back
      FROM record_merges m JOIN individuals i ON i.id = m.survivor_id JOIN users u ON u.id = m.merged_by LEFT JOIN users w ON w.id = m.undone_by
     WHERE m.id = $1`,
  values: [id],
});

export interface MergeOfRow {
  id: string;
  merged_reference: string;
  merged_at: Date;
  undone_at: Date | null;
}

/** The merges in which a record took part, the newest first. */
export const mergesOf = (individualId: string): Statement => ({
  name: 'merges-of',
  text: `SELECT id, merged_reference, merged_at, undone_at FROM record_merges
          WHERE survivor_id = $1 OR merged_id = $1 ORDER BY merged_at DESC, id DESC`,
  values: [individualId],
});
