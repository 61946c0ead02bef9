import type { Statement } from '../../platform/database';
import type { Day } from '../../shared/day';
import type { ReviewKind } from '../register-words';

export interface LearningRow {
  id: string;
  review_kind: ReviewKind;
  review_title: string;
  published_on: Day | null;
  recommendation: string;
  agency_id: string;
  agency: string;
  owner_id: string;
  owner: string;
  due_on: Day;
  closed_on: Day | null;
  what_changed: string | null;
  evidence_count: number;
  version: number;
}

const LEARNING = `
  SELECT l.id, l.review_kind, l.review_title, l.published_on, l.recommendation, l.agency_id, g.name AS agency, l.owner_id,
         u.display_name AS owner, l.due_on, l.closed_on, l.what_changed,
         (SELECT count(*)::integer FROM register_entries e WHERE e.learning_id = l.id AND e.kind = 'evidence') AS evidence_count, l.version
    FROM learning_actions l JOIN agencies g ON g.id = l.agency_id JOIN users u ON u.id = l.owner_id`;

/** All of them, what is due first at the top. About no case, so not audited. */
export const learningActions = (): Statement => ({
  name: 'learning-actions',
  text: `${LEARNING} ORDER BY l.closed_on DESC NULLS FIRST, l.due_on, l.id LIMIT 1000`,
});

export const learningById = (id: string): Statement => ({
  name: 'learning-action',
  text: `${LEARNING} WHERE l.id = $1`,
  values: [id],
});
