import type { Statement } from '../../platform/database';
import type { Day } from '../../shared/day';
import type { MethodStatus } from './identification-method.entity';

export interface Criterion {
  id: string;
  text: string;
  /** Null: evidence of any day shows it. */
  withinDays: number | null;
}

export interface MethodRow {
  id: string;
  number: number;
  status: MethodStatus;
  description: string;
  cycle_months: number;
  validation_months: number;
  owner_id: string;
  owner: string;
  owner_is_active: boolean;
  in_force_from: Day | null;
  retired_on: Day | null;
  decision: string | null;
  put_in_force_by: string | null;
  version: number;
  criteria: Criterion[];
}

export interface CycleRow {
  held_on: Day;
  summary: string;
  recorded_by: string;
  number: number;
}

export interface CycleStateRow {
  first_in_force_on: Day | null;
  last_held_on: Day | null;
}

const METHOD = `
  SELECT m.id, m.number, m.status, m.description, m.cycle_months, m.validation_months, m.owner_id, o.display_name AS owner,
         o.status = 'active' AS owner_is_active, m.in_force_from, m.retired_on, m.decision, p.display_name AS put_in_force_by, m.version,
         coalesce((SELECT json_agg(json_build_object('id', c.id, 'text', c.text, 'withinDays', c.within_days) ORDER BY c.position)
                     FROM identification_criteria c WHERE c.method_id = m.id AND NOT c.is_left_out), '[]') AS criteria
    FROM identification_methods m
    JOIN users o ON o.id = m.owner_id
    LEFT JOIN users p ON p.id = m.put_in_force_by`;

/** Every version, newest first. Row-level security leaves drafts to those who write them. */
export const methods = (): Statement => ({ name: 'identification-methods', text: `${METHOD} ORDER BY m.number DESC` });

export const methodById = (id: string): Statement => ({
  name: 'identification-method',
  text: `${METHOD} WHERE m.id = $1`,
  values: [id],
});

export const methodByStatus = (status: MethodStatus): Statement => ({
  name: 'identification-method-by-status',
  text: `${METHOD} WHERE m.status = $1`,
  values: [status],
});

export const cyclesHeld = (): Statement => ({
  name: 'identification-cycles',
  text: `SELECT c.held_on, c.summary, u.display_name AS recorded_by, m.number
           FROM identification_cycles c JOIN users u ON u.id = c.recorded_by JOIN identification_methods m ON m.id = c.method_id
          ORDER BY c.held_on DESC, c.recorded_at DESC LIMIT 20`,
});

export const cycleState = (): Statement => ({
  name: 'identification-cycle-state',
  text: `SELECT (SELECT min(in_force_from) FROM identification_methods) AS first_in_force_on,
                (SELECT max(held_on) FROM identification_cycles) AS last_held_on`,
});
