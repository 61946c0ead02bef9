import { visibilitiesFor, type Visibility } from '../notes';
import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import type { ActionKind, ActionStatus, MadeIn } from './action-words';

/** One action as every list and page shows it. */
export interface ActionRow {
  id: string;
  individual_id: string;
  made_in: MadeIn;
  made_in_id: string;
  goal_id: string | null;
  description: string;
  kind: ActionKind;
  owner_id: string;
  owner: string;
  owner_agency_id: string;
  owner_agency: string;
  due_on: Day;
  status: ActionStatus;
  outcome: string | null;
  closed_at: Date | null;
  visibility: Visibility;
  created_at: Date;
  access_keys: string[];
  version: number;
}

const ACTION = `
  SELECT t.id, t.individual_id, t.made_in, t.made_in_id, t.goal_id, t.description, t.kind, t.owner_id,
         u.display_name AS owner, t.owner_agency_id, g.name AS owner_agency, t.due_on, t.status, t.outcome,
         t.closed_at, t.visibility, t.created_at, t.access_keys, t.version
    FROM actions t JOIN users u ON u.id = t.owner_id JOIN agencies g ON g.id = t.owner_agency_id`;

/** The policy of the table once more, so that the guards alone hold with row-level security off. $1 to $3 are the actor. */
const WITHIN_SIGHT = `t.access_keys && $1::uuid[] AND (t.visibility = ANY ($2::text[]) OR t.owner_id = $3::uuid)`;
const sightOf = (actor: Actor): unknown[] => [actor.accessKeys, visibilitiesFor(actor.agencyKind), actor.userId];

/**
 * Every action of one case: what is open first, soonest due (so overdue) at the top; then what is closed, newest first.
 * Only for whoever sees the case: an owner in another agency finds their own action among their own, not here.
 */
export const actionsOfCase = (actor: Actor, individualId: string): Statement => ({
  name: 'actions-of-case',
  text: `${ACTION} WHERE t.individual_id = $4 AND ${WITHIN_SIGHT}
           AND EXISTS (SELECT 1 FROM individuals i WHERE i.id = t.individual_id AND i.access_keys && $1::uuid[])
         ORDER BY (t.status <> 'open'), CASE WHEN t.status = 'open' THEN t.due_on END, t.closed_at DESC, t.id`,
  values: [...sightOf(actor), individualId],
});
