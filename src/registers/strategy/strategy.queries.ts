import type { Statement } from '../../platform/database';
import type { Day } from '../../shared/day';
import type { Rag } from '../domain/rag';
import type { FrozenActivity } from './strategy-edition.entity';

export interface StrategyPlanRow {
  id: string;
  title: string;
  agency_id: string;
  starts_on: Day;
  ends_on: Day;
  review_due_on: Day;
  version: number;
}

/** The newest plan. About no case, so no reading of a register is audited. */
export const currentPlan = (): Statement => ({
  name: 'strategy-plan',
  text: `SELECT id, title, agency_id, starts_on, ends_on, review_due_on, version FROM strategy_plans ORDER BY starts_on DESC, id LIMIT 1`,
});

export interface ActivityRow {
  id: string;
  priority: string;
  aim: string;
  activity: string;
  success_measure: string;
  agency_id: string;
  lead: string;
  owner_ids: string[];
  owners: string[];
  starts_on: Day;
  target_on: Day;
  progress: string | null;
  percent_complete: number;
  rag: Rag;
  rag_reason: string | null;
  withdrawn_reason: string | null;
  has_evidence: boolean;
  version: number;
}

const ACTIVITY = `
  SELECT a.id, a.priority, a.aim, a.activity, a.success_measure, a.agency_id, g.name AS lead, a.owner_ids,
         ARRAY(SELECT u.display_name FROM users u WHERE u.id = ANY (a.owner_ids) ORDER BY u.display_name) AS owners,
         a.starts_on, a.target_on, a.progress, a.percent_complete, a.rag, a.rag_reason, a.withdrawn_reason,
         EXISTS (SELECT 1 FROM register_entries e WHERE e.activity_id = a.id AND e.kind = 'evidence') AS has_evidence, a.version
    FROM strategy_activities a JOIN agencies g ON g.id = a.agency_id`;

/** Of the newest plan; a plan is read whole, so there is no second page. */
export const activitiesOfPlan = (): Statement => ({
  name: 'strategy-activities',
  text: `${ACTIVITY} WHERE a.plan_id = (SELECT p.id FROM strategy_plans p ORDER BY p.starts_on DESC, p.id LIMIT 1)
          ORDER BY a.priority, a.target_on, a.id LIMIT 1000`,
});

export const activityById = (id: string): Statement => ({
  name: 'strategy-activity',
  text: `${ACTIVITY} WHERE a.id = $1`,
  values: [id],
});

export interface EditionRow {
  id: string;
  plan: string;
  number: number;
  was_due_on: Day;
  reviewed_on: Day;
  summary: string;
  changes: string;
  signed_off_by: string;
  signed_off_at: Date;
}

const EDITION = `
  SELECT e.id, p.title AS plan, e.number, e.was_due_on, e.reviewed_on, e.summary, e.changes, u.display_name AS signed_off_by, e.signed_off_at`;
const OF_PLAN = `FROM strategy_editions e JOIN strategy_plans p ON p.id = e.plan_id JOIN users u ON u.id = e.signed_off_by`;

/** Of every plan there was, newest first. */
export const editions = (): Statement => ({
  name: 'strategy-editions',
  text: `${EDITION} ${OF_PLAN} ORDER BY e.reviewed_on DESC, e.number DESC LIMIT 100`,
});

export const editionById = (id: string): Statement => ({
  name: 'strategy-edition',
  text: `${EDITION}, e.contents ${OF_PLAN} WHERE e.id = $1`,
  values: [id],
});

export type OneEditionRow = EditionRow & { contents: FrozenActivity[] };
