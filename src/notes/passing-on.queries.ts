import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { PassableItem } from './passing-on.entity';
import { readableItem, visibilitiesFor } from '../individuals';

/** An item that somebody supplied, as its agency is asked about it. */
export interface SuppliedRow {
  item_type: PassableItem;
  id: string;
  text: string;
  supplied_by: string;
  may_be_passed_on: boolean;
  /** Whom its agency agreed to already, oldest first. */
  agreed_to: string[];
  access_keys: string[];
}

const TEXT_OF: Record<PassableItem, { table: string; text: string }> = {
  note: { table: 'notes', text: 't.text' },
  action: { table: 'actions', text: 't.description' },
  plan_risk: { table: 'plan_risks', text: 't.factor' },
  plan_goal: { table: 'plan_goals', text: 't.words_of_the_person' },
  plan_entry: { table: 'plan_entries', text: 't.text' },
};

/** One kind of item of one case within the actor's sight. $1 case, $2 to $4 the actor. */
const supplied = (type: PassableItem): string => `
  SELECT '${type}' AS item_type, t.id, ${TEXT_OF[type].text} AS text, t.supplied_by, t.may_be_passed_on, i.access_keys,
         ARRAY(SELECT p.passed_on_to FROM passing_on_agreements p
                WHERE p.item_id = t.id AND p.individual_id = t.individual_id ORDER BY p.agreed_at, p.id) AS agreed_to
    FROM ${TEXT_OF[type].table} t JOIN individuals i ON i.id = t.individual_id
   WHERE t.individual_id = $1 AND i.access_keys && $2::uuid[] AND ${readableItem('t', '$3', '$4')}`;

const OF_AGENCY = (['note', 'action', 'plan_risk', 'plan_goal', 'plan_entry'] as const)
  .map((type) => `${supplied(type)} AND t.supplied_by = $4 AND NOT t.may_be_passed_on`)
  .join(' UNION ALL ');

const sightOf = (actor: Actor, individualId: string): unknown[] => [
  individualId,
  actor.accessKeys,
  visibilitiesFor(actor.agencyKind),
  actor.agencyId,
];

/** What the actor's agency supplied to a case and must be asked about, newest first. */
export const toBeAskedAbout = (
  actor: Actor,
  individualId: string,
  page: { after: string | null; limit: number },
): Statement => ({
  name: 'supplied-to-be-asked',
  text: `SELECT * FROM (${OF_AGENCY}) s WHERE ($5::uuid IS NULL OR s.id < $5) ORDER BY s.id DESC LIMIT $6`,
  values: [...sightOf(actor, individualId), page.after, page.limit + 1],
});

/** One item of a case, whichever agency supplied it. */
export const suppliedItem = (actor: Actor, individualId: string, type: PassableItem, id: string): Statement => ({
  name: `supplied-${type}`,
  text: `${supplied(type)} AND t.id = $5`,
  values: [...sightOf(actor, individualId), id],
});
