import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { AssignmentKind } from './assignment-words';

export interface AssignmentRow {
  id: string;
  individual_id: string;
  kind: AssignmentKind;
  user_id: string;
  person: string;
  agency_id: string;
  agency: string;
  started_at: Date;
  ended_at: Date | null;
  assigned_by: string;
  assigned_by_id: string;
  end_reason: string | null;
  version: number;
  /** Of a part that lasts: their account ended, or they moved to another agency than the one they hold it for. */
  gone: 'account_ended' | 'left_agency' | null;
}

const ASSIGNMENT = `
  SELECT a.id, a.individual_id, a.kind, a.user_id, u.display_name AS person, a.agency_id, g.name AS agency, a.started_at,
         a.ended_at, b.display_name AS assigned_by, a.assigned_by AS assigned_by_id, a.end_reason, a.version,
         CASE WHEN a.ended_at IS NOT NULL THEN NULL
              WHEN u.status <> 'active' THEN 'account_ended'
              WHEN u.agency_id <> a.agency_id THEN 'left_agency' END AS gone
    FROM assignments a
    JOIN individuals i ON i.id = a.individual_id
    JOIN users u ON u.id = a.user_id
    JOIN agencies g ON g.id = a.agency_id
    JOIN users b ON b.id = a.assigned_by
   WHERE i.access_keys && $1::uuid[]`;

/** Who was responsible for a case and when: present first, then the newest. */
export const assignmentsOfCase = (actor: Actor, individualId: string): Statement => ({
  name: 'assignments-of-case',
  text: `${ASSIGNMENT} AND a.individual_id = $2
         ORDER BY (a.ended_at IS NOT NULL), array_position(ARRAY['lead_professional','plan_owner','practitioner'], a.kind),
                  a.started_at DESC, a.id DESC`,
  values: [actor.accessKeys, individualId],
});

export const assignmentById = (actor: Actor, id: string): Statement => ({
  name: 'assignment',
  text: `${ASSIGNMENT} AND a.id = $2`,
  values: [actor.accessKeys, id],
});
