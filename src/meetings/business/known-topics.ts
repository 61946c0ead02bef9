/** So many locations and themes of a panel are offered: who writes one finds it spelt as before. */
const MOST = 40;

/**
 * Locations and themes that a panel has spoken of, each once and as it was last written, the newest first: of those the reader may read.
 * Spelt alike, the same place is counted once.
 */
export const KNOWN_TOPICS = (panelId: string, visibilities: string): string => `
  (SELECT coalesce(json_agg(json_build_object('kind', k.kind, 'title', k.title) ORDER BY k.added_at DESC, k.title), '[]') FROM (
     SELECT o.kind, o.title, o.added_at FROM (
       SELECT DISTINCT ON (x.kind, ${alike('x.title')}) x.kind, x.title, x.added_at
         FROM meeting_topics x WHERE x.panel_id = ${panelId} AND x.kind IN ('location','theme') AND x.visibility = ANY (${visibilities})
        ORDER BY x.kind, ${alike('x.title')}, x.added_at DESC, x.id) o
      ORDER BY o.added_at DESC, o.title LIMIT ${MOST}) k)`;

/** What makes two titles one: not their spaces, nor their capitals. */
export function alike(title: string): string {
  return `lower(regexp_replace(trim(${title}), '\\s+', ' ', 'g'))`;
}
