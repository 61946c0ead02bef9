import type { UrgentAccessRow } from '../individuals';
import { readableItem, visibilitiesFor, type Visibility } from '../notes';
import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import type { ActionKind, ActionStanding, ActionStatus, MadeIn } from './action-words';

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
  visible_to: string[];
  /** Names of the agencies it is kept to. */
  kept_to: string | null;
  supplied_by: string;
  may_be_passed_on: boolean;
  created_at: Date;
  access_keys: string[];
  version: number;
  /** The newest word on how it goes. */
  latest_update: { standing: ActionStanding; percent: number | null; at: string } | null;
  /** Whether the actor sees the case too; an owner in another agency sees the action alone. */
  sees_case: boolean;
}

/** With the least an owner needs to know whom it is about; both null for a restricted person they may not see. */
export interface ActionInContextRow extends ActionRow {
  individual_reference: string | null;
  known_as: string | null;
}

const COLUMNS = `t.id, t.individual_id, t.made_in, t.made_in_id, t.goal_id, t.description, t.kind, t.owner_id,
  u.display_name AS owner, t.owner_agency_id, g.name AS owner_agency, t.due_on, t.status, t.outcome,
  t.closed_at, t.visibility, t.visible_to, t.supplied_by, t.may_be_passed_on,
  (SELECT string_agg(k.name, ', ' ORDER BY k.name) FROM agencies k WHERE k.id = ANY (t.visible_to)) AS kept_to, t.created_at, t.access_keys, t.version,
  (SELECT jsonb_build_object('standing', p.standing, 'percent', p.percent_complete, 'at', p.made_at) FROM action_updates p
    WHERE p.action_id = t.id ORDER BY p.made_at DESC, p.id DESC LIMIT 1) AS latest_update`;
const PEOPLE = 'JOIN users u ON u.id = t.owner_id JOIN agencies g ON g.id = t.owner_agency_id';
const CASE_IN_SIGHT =
  'EXISTS (SELECT 1 FROM individuals i WHERE i.id = t.individual_id AND i.access_keys && $1::uuid[])';

/** The policy of the table once more, so that the guards alone hold with row-level security off. $1 to $4 are the actor. */
const WITHIN_SIGHT = `t.access_keys && $1::uuid[] AND (${readableItem('t', '$2', '$4')} OR t.owner_id = $3::uuid)`;
const sightOf = (actor: Actor): unknown[] => [
  actor.accessKeys,
  visibilitiesFor(actor.agencyKind),
  actor.userId,
  actor.agencyId,
];

const OF_CASE = `SELECT ${COLUMNS}, true AS sees_case FROM actions t ${PEOPLE}
  WHERE t.individual_id = $5 AND ${WITHIN_SIGHT} AND ${CASE_IN_SIGHT}`;
const IN_CONTEXT = `SELECT ${COLUMNS}, ${CASE_IN_SIGHT} AS sees_case, x.individual_reference, x.known_as
  FROM actions t ${PEOPLE} LEFT JOIN LATERAL action_context(t.id) x ON true WHERE ${WITHIN_SIGHT}`;

/**
 * Every action of one case: what is open first, soonest due (so overdue) at the top; then what is closed, newest first.
 * Only for whoever sees the case: an owner in another agency finds their own action among their own, not here.
 */
export const actionsOfCase = (actor: Actor, individualId: string): Statement => ({
  name: 'actions-of-case',
  text: `${OF_CASE} ORDER BY (t.status <> 'open'), CASE WHEN t.status = 'open' THEN t.due_on END, t.closed_at DESC, t.id`,
  values: [...sightOf(actor), individualId],
});

interface Page {
  after?: (string | null)[];
  limit: number;
}

/** The actions of one case by due day, a page at a time. */
export const actionsOfCasePage = (actor: Actor, individualId: string, page: Page): Statement => ({
  name: 'actions-of-case-page',
  text: `${OF_CASE} AND ($6::date IS NULL OR (t.due_on, t.id) > ($6::date, $7::uuid)) ORDER BY t.due_on, t.id LIMIT $8`,
  values: [...sightOf(actor), individualId, page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit + 1],
});

/** What the actor owns across cases, soonest due first. Two statements, so that the open ones use their own index. */
export const myActions = (actor: Actor, isOpen: boolean, page: Page): Statement => ({
  name: isOpen ? 'my-open-actions' : 'my-closed-actions',
  text: `${IN_CONTEXT} AND t.owner_id = $3::uuid AND t.status ${isOpen ? '=' : '<>'} 'open'
     AND ($5::date IS NULL OR (t.due_on, t.id) > ($5::date, $6::uuid)) ORDER BY t.due_on, t.id LIMIT $7`,
  values: [...sightOf(actor), page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit + 1],
});

/** One action's page: with whoever owned it before, and until when. */
export interface OneActionRow extends ActionInContextRow, UrgentAccessRow {
  owners_before: { owner: string; until: string }[];
  /** How it went, newest first. */
  updates: ActionUpdateRow[];
}

export interface ActionUpdateRow {
  standing: ActionStanding;
  percent: number | null;
  text: string;
  by: string;
  at: string;
}

/** One action, with whom it is about. */
export const oneAction = (actor: Actor, id: string): { text: string; values: unknown[] } => ({
  text: `SELECT one.*, b.id AS break_glass_id, b.expires_at AS break_glass_until, coalesce((
           SELECT jsonb_agg(jsonb_build_object('owner', o.display_name, 'until', c.changed_at) ORDER BY c.changed_at, c.id)
             FROM action_owner_changes c JOIN users o ON o.id = c.old_owner_id WHERE c.action_id = one.id), '[]') AS owners_before, coalesce((
           SELECT jsonb_agg(jsonb_build_object('standing', p.standing, 'percent', p.percent_complete, 'text', p.text,
                                               'by', w.display_name, 'at', p.made_at) ORDER BY p.made_at DESC, p.id DESC)
             FROM action_updates p JOIN users w ON w.id = p.made_by WHERE p.action_id = one.id), '[]') AS updates
           FROM (${IN_CONTEXT} AND t.id = $5) one
           LEFT JOIN break_glass_grants b ON b.individual_id = one.individual_id AND b.id = ANY ($6::uuid[])`,
  values: [...sightOf(actor), id, actor.openGrants ?? []],
});
