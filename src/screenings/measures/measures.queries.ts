import type { Actor } from '../../platform/access';
import type { Statement } from '../../platform/database';
import type { Day } from '../../shared/day';
import type { MeasureKind, MeasureVisibility } from './measure.entity';

export interface MeasureRow {
  id: string;
  kind: MeasureKind;
  subject: string;
  answer: string | null;
  total: number | null;
  codes: string[];
  known_on: Day;
  source: string;
  support: string | null;
  visibility: MeasureVisibility;
  recorded_by_name: string;
  agency_name: string;
  recorded_at: Date;
  /** The newest of its kind and subject. */
  is_current: boolean;
}

const KEPT_FROM_OTHERS = `(m.visibility = 'all_agencies' OR m.visibility = (SELECT g.kind FROM agencies g WHERE g.id = $3) || '_only')`;

/** What other assessments say about an individual, the newest first: at most the last two hundred. */
export const measures = (actor: Actor, individualId: string): Statement => ({
  name: 'measures',
  text: `
    SELECT m.id, m.kind, m.subject, m.answer, m.total, m.codes, m.known_on, m.source, m.support, m.visibility,
           u.display_name AS recorded_by_name, a.name AS agency_name, m.recorded_at,
           row_number() OVER (PARTITION BY m.kind, m.subject ORDER BY m.known_on DESC, m.recorded_at DESC, m.id DESC) = 1 AS is_current
      FROM measures m
      JOIN individuals i ON i.id = m.individual_id
      JOIN users u ON u.id = m.recorded_by
      JOIN agencies a ON a.id = m.agency_id
     WHERE m.individual_id = $1 AND i.access_keys && $2::uuid[] AND ${KEPT_FROM_OTHERS}
     ORDER BY m.known_on DESC, m.recorded_at DESC, m.id DESC LIMIT 200`,
  values: [individualId, actor.accessKeys, actor.agencyId],
});
