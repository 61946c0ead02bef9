/**
 * Of a live plan that says more than its standing edition: how many of its risks and needs nothing answers, as the factor matrix of
 * the plan counts them; null where nothing was added or changed since. What only some agencies may read waits for nobody's approval.
 */
export const gapsOfUnsentChangesSql = (individual: string): string => `
  (SELECT (${GAPS})::int FROM plans p JOIN plan_editions e ON e.plan_id = p.id AND e.number = p.current_edition
    WHERE p.individual_id = ${individual}.id AND p.status = 'live' AND (${CHANGED}))`;

const since = (table: string, at = 't.recorded_at > e.approved_at'): string =>
  `EXISTS (SELECT FROM ${table} t WHERE t.plan_id = p.id AND ${at})`;

const FOR_ALL = `t.visibility = 'all_agencies'`;

const CHANGED = [
  since('plan_needs'),
  since('linked_plans'),
  ...['plan_goals', 'plan_entries', 'plan_contingencies'].map((table) =>
    since(table, `${FOR_ALL} AND t.recorded_at > e.approved_at`),
  ),
  since('plan_risks', `${FOR_ALL} AND (t.recorded_at > e.approved_at OR t.ended_on > e.approved_at::date)`),
  `EXISTS (SELECT FROM actions t WHERE t.made_in = 'plan' AND t.made_in_id = p.id AND ${FOR_ALL} AND t.created_at > e.approved_at)`,
].join(' OR ');

const linked = (where: string): string => `
  SELECT FROM plan_factor_actions l JOIN actions a ON a.id = l.action_id
   WHERE l.plan_id = p.id AND l.unlinked_at IS NULL AND coalesce(l.need_id, l.risk_id) = f.id AND ${where}`;

// An explanation stands until the need is recorded anew, or an action that answered it is done.
const GAPS = `
  SELECT count(*) FROM (
      SELECT n.id, n.recorded_at AS said_at FROM plan_needs n
       WHERE n.plan_id = p.id AND n.status IN ('unmet','partly_met','not_yet_known')
      UNION ALL SELECT r.id, r.recorded_at FROM plan_risks r WHERE r.plan_id = p.id AND r.ended_on IS NULL) f
   WHERE NOT EXISTS (${linked(`a.status = 'open'`)})
     AND NOT EXISTS (SELECT FROM plan_gap_explanations x
                      WHERE coalesce(x.need_id, x.risk_id) = f.id AND x.explained_at >= f.said_at
                        AND NOT EXISTS (${linked(`a.status = 'done' AND a.closed_at > x.explained_at`)}))`;
