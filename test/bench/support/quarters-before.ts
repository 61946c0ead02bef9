import type { TestApp } from '../../support/test-app';

/** Nine quarters like the one that was frozen, each with every part of every agency: as much as a page of figures ever reads. */
export async function quartersBefore(test: TestApp): Promise<number> {
  await test.sql(`
    INSERT INTO figure_sets (id, definition_id, code, period_from, period_until, number, source, has_data, note, recorded_by, recorded_at)
    SELECT gen_random_uuid(), s.definition_id, s.code, q.day::date, (q.day + interval '3 months - 1 day')::date, 1, s.source, s.has_data, s.note,
           s.recorded_by, q.day + interval '3 months'
      FROM figure_sets s CROSS JOIN generate_series(timestamp '2024-07-01', '2026-07-01', '3 months') AS q (day)
     WHERE s.period_until = '2026-12-31'`);
  const cells = await test.sql(`
    INSERT INTO figure_cells (set_id, dimension, key, met, total, amount)
    SELECT n.id, c.dimension, c.key, c.met, c.total, c.amount
      FROM figure_sets s JOIN figure_sets n ON n.code = s.code AND n.period_until < s.period_until JOIN figure_cells c ON c.set_id = s.id
     WHERE s.period_until = '2026-12-31'
    UNION
    SELECT n.id, 'agency', a.id::text, 8, 10, NULL FROM figure_sets n CROSS JOIN agencies a
     WHERE n.period_until < '2026-12-31' AND n.code NOT IN ('I6', 'I18')
       AND NOT EXISTS (SELECT 1 FROM figure_cells c JOIN figure_sets s ON s.id = c.set_id
                        WHERE s.code = n.code AND s.period_until = '2026-12-31' AND c.dimension = 'agency' AND c.key = a.id::text)
    UNION
    SELECT n.id, p.dimension, a.id || ':' || p.key, 4, 5, NULL
      FROM figure_sets n CROSS JOIN agencies a
     CROSS JOIN (VALUES ('agency_age_band', '{10_to_13,14_to_15,16_to_17,18_to_24,not_known}'::text[]),
                        ('agency_strand', '{periphery,at_risk,active,not_recorded}'), ('agency_part', '{critical,high,medium,low}')) d (dimension, keys)
     CROSS JOIN LATERAL (SELECT d.dimension, k.key FROM unnest(d.keys) k (key)) p
     WHERE n.period_until < '2026-12-31' AND n.code NOT IN ('I6', 'I18')
       AND NOT EXISTS (SELECT 1 FROM figure_cells c JOIN figure_sets s ON s.id = c.set_id
                        WHERE s.code = n.code AND s.period_until = '2026-12-31' AND c.dimension = p.dimension AND c.key = a.id || ':' || p.key)
    RETURNING 1`);
  await test.sql('ANALYZE figure_sets, figure_cells, kept_figures');
  return cells.length;
}
