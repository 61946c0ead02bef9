import type { Statement } from '../platform/database';
import type {
  LinkedPlan,
  PlanAction,
  PlanContingency,
  PlanEntry,
  PlanGoal,
  PlanNeed,
  PlanPerson,
  PlanRisk,
} from './domain/plan-content';
import type { PlanStatus } from './domain/plan-vocabulary';
import type { Day } from '../shared/day';

export interface PlanRow {
  id: string;
  individualId: string;
  status: PlanStatus;
  version: number;
  currentEdition: number | null;
  createdAt: Date;
  createdBy: string;
  submittedById: string | null;
  submittedBy: string | null;
  submittedAt: Date | null;
  returnComment: string | null;
  returnedBy: string | null;
  managerApprovedById: string | null;
  managerApprovedBy: string | null;
  managerApprovedAt: Date | null;
  approvedBy: string | null;
  approvedAt: Date | null;
  closedAt: Date | null;
  writtenOutsideOn: Day | null;
  outsideNote: string | null;
  accessKeys: string[];
  /** The tier of the cohort asks for the panel's approval after a manager's. */
  tierNeedsPanel: boolean;
  leadProfessional: PlanPerson | null;
  planOwner: PlanPerson | null;
}

type Dated<Part extends { recordedAt: string }> = Omit<Part, 'recordedAt'> & { recordedAt: Date };
export type NeedRow = Dated<PlanNeed>;
export type RiskRow = Dated<PlanRisk>;
export type GoalRow = Dated<PlanGoal>;
export type EntryRow = Dated<PlanEntry>;
export type ActionRow = Omit<PlanAction, 'closedAt'> & { closedAt: Date | null };
export type ContingencyRow = Dated<PlanContingency>;
export type LinkedPlanRow = Dated<LinkedPlan>;
export interface EditionRow {
  number: number;
  approvedBy: string;
  approvedAt: Date;
}

// $1 is a plan or an individual (its open plan, otherwise its newest); $2 the access keys of whoever asks.
const THE_PLAN = `(SELECT q.id FROM plans q WHERE (q.id = $1 OR q.individual_id = $1) AND q.access_keys && $2::uuid[]
                    ORDER BY q.status = 'closed', q.created_at DESC, q.id LIMIT 1)`;

const assigned = (kind: string): string => `
  (SELECT json_build_object('id', u.id, 'name', u.display_name, 'agencyName', a.name)
     FROM assignments s JOIN users u ON u.id = s.user_id JOIN agencies a ON a.id = s.agency_id
    WHERE s.individual_id = p.individual_id AND s.kind = '${kind}' AND s.ended_at IS NULL)`;

const PLAN = `
  SELECT p.id, p.individual_id AS "individualId", p.status, p.version, p.current_edition AS "currentEdition",
         p.created_at AS "createdAt", maker.display_name AS "createdBy",
         p.submitted_by AS "submittedById", sender.display_name AS "submittedBy", p.submitted_at AS "submittedAt",
         p.return_comment AS "returnComment", returner.display_name AS "returnedBy",
         p.manager_approved_by AS "managerApprovedById", passer.display_name AS "managerApprovedBy",
         p.manager_approved_at AS "managerApprovedAt", approver.display_name AS "approvedBy", p.approved_at AS "approvedAt", p.closed_at AS "closedAt",
         p.written_outside_on AS "writtenOutsideOn", p.outside_note AS "outsideNote", p.access_keys AS "accessKeys",
         EXISTS (SELECT 1 FROM cohort_memberships c JOIN plan_approval_rules r ON r.tier = c.tier AND r.needs_panel
                  WHERE c.individual_id = p.individual_id AND c.ended_on IS NULL) AS "tierNeedsPanel",
         ${assigned('lead_professional')} AS "leadProfessional", ${assigned('plan_owner')} AS "planOwner"
    FROM plans p
    JOIN users maker ON maker.id = p.created_by
    LEFT JOIN users sender ON sender.id = p.submitted_by
    LEFT JOIN users returner ON returner.id = p.returned_by
    LEFT JOIN users passer ON passer.id = p.manager_approved_by
    LEFT JOIN users approver ON approver.id = p.approved_by
   WHERE p.id = ${THE_PLAN}`;

/** The newest explanation of why nothing answers a need or risk. */
const gapOf = (column: 'need_id' | 'risk_id', alias: string): string => `
         (SELECT json_build_object('text', x.explanation, 'by', w.display_name, 'at', x.explained_at)
            FROM plan_gap_explanations x JOIN users w ON w.id = x.explained_by WHERE x.${column} = ${alias}.id
           ORDER BY x.explained_at DESC, x.id DESC LIMIT 1)`;

const NEEDS = `
  SELECT n.id, n.domain, n.status, n.detail, n.evidence, n.shown_to_family AS "shownToFamily", u.display_name AS "recordedBy", n.recorded_at AS "recordedAt",
         ${gapOf('need_id', 'n')} AS gap
    FROM plan_needs n JOIN users u ON u.id = n.recorded_by WHERE n.plan_id = ${THE_PLAN} ORDER BY n.recorded_at, n.id`;

// $3 is the kind of the asker's agency, $4 the agency: the policies of the tables once more.
const readable = (
  alias: string,
): string => `(${alias}.visibility = 'all_agencies' OR ${alias}.visibility = $3 || '_only'
  OR $4::uuid = ANY (${alias}.visible_to))`;

const RISKS = `
  SELECT r.id, r.factor, r.direction, r.level, r.protective_factors AS "protectiveFactors", r.ended_on AS "endedOn",
         u.display_name AS "recordedBy", r.recorded_at AS "recordedAt", r.visibility,
         ${gapOf('risk_id', 'r')} AS gap
    FROM plan_risks r JOIN users u ON u.id = r.recorded_by WHERE r.plan_id = ${THE_PLAN} AND ${readable('r')}
   ORDER BY r.ended_on IS NOT NULL, array_position(ARRAY['very_high','high','medium','low'], r.level), r.id`;

const GOALS = `
  SELECT g.id, row_number() OVER (ORDER BY g.position, g.id) AS position, g.words_of_the_person AS "wordsOfThePerson", g.practitioner_wording AS "practitionerWording",
         g.measure, g.baseline, g.target_on AS "targetOn", g.status, u.display_name AS "recordedBy", g.recorded_at AS "recordedAt",
         g.visibility
    FROM plan_goals g JOIN users u ON u.id = g.recorded_by WHERE g.plan_id = ${THE_PLAN} AND ${readable('g')}
   ORDER BY g.position, g.id`;

const ENTRIES = `
  SELECT e.id, e.section, e.voice_answer AS "voiceAnswer", e.text, u.display_name AS author, e.recorded_at AS "recordedAt",
         e.asked_on AS "askedOn", e.asked_by AS "askedBy", e.visibility
    FROM plan_entries e JOIN users u ON u.id = e.author_id WHERE e.plan_id = ${THE_PLAN} AND ${readable('e')}
   ORDER BY e.recorded_at DESC, e.id DESC`;

// The actions of the case, wherever they were made: one list is what an owner works from.
const ACTIONS = `
  SELECT a.id, a.goal_id AS "goalId", a.description, a.kind, u.display_name AS "ownerName", g.name AS "ownerAgencyName",
         a.due_on AS "dueOn", a.status, a.outcome, a.closed_at AS "closedAt", a.visibility,
         a.shown_to_family AS "shownToFamily",
         coalesce((SELECT array_agg(coalesce(l.need_id, l.risk_id) ORDER BY l.id) FROM plan_factor_actions l
                    WHERE l.action_id = a.id AND l.plan_id = p.id AND l.unlinked_at IS NULL), '{}') AS answers
    FROM actions a JOIN plans p ON p.individual_id = a.individual_id JOIN users u ON u.id = a.owner_id
    JOIN agencies g ON g.id = a.owner_agency_id
   WHERE p.id = ${THE_PLAN} AND a.access_keys && $2::uuid[]
     AND (${readable('a')} OR a.owner_id = $5)
   ORDER BY a.status <> 'open', a.due_on, a.id`;

const CONTINGENCIES = `
  SELECT c.id, c.kind, c.if_this AS "ifThis", c.then_this AS "thenThis", c.who, c.ended_on AS "endedOn",
         u.display_name AS "recordedBy", c.recorded_at AS "recordedAt", c.visibility, c.shown_to_family AS "shownToFamily"
    FROM plan_contingencies c JOIN users u ON u.id = c.recorded_by WHERE c.plan_id = ${THE_PLAN} AND ${readable('c')}
   ORDER BY c.ended_on IS NOT NULL, array_position(ARRAY['threat','missing','retaliation','release_day','enforcement','other'], c.kind), c.id`;

const LINKED = `
  SELECT l.id, l.kind, l.held_by AS "heldBy", l.reference, l.contact, l.review_on AS "reviewOn", l.ended_on AS "endedOn",
         u.display_name AS "recordedBy", l.recorded_at AS "recordedAt"
    FROM linked_plans l JOIN users u ON u.id = l.recorded_by WHERE l.plan_id = ${THE_PLAN}
   ORDER BY l.ended_on IS NOT NULL, l.id`;

const EDITIONS = `
  SELECT e.number, u.display_name AS "approvedBy", e.approved_at AS "approvedAt"
    FROM plan_editions e JOIN users u ON u.id = e.approved_by WHERE e.plan_id = ${THE_PLAN} ORDER BY e.number DESC`;

interface Asker {
  accessKeys: string[];
  agencyKind: string;
  agencyId: string;
  userId: string;
}

/** The statements of a whole plan, in the order `planContentOf` takes their rows. `id` is a plan's or an individual's. */
export function planStatements(asker: Asker, id: string): Statement[] {
  const values = [id, asker.accessKeys];
  const reader = [...values, asker.agencyKind, asker.agencyId];
  return [
    { name: 'plan', text: PLAN, values },
    { name: 'plan-needs', text: NEEDS, values },
    { name: 'plan-risks', text: RISKS, values: reader },
    { name: 'plan-goals', text: GOALS, values: reader },
    { name: 'plan-entries', text: ENTRIES, values: reader },
    { name: 'plan-actions', text: ACTIONS, values: [...reader, asker.userId] },
    { name: 'plan-editions', text: EDITIONS, values },
    { name: 'plan-contingencies', text: CONTINGENCIES, values: reader },
    { name: 'plan-linked', text: LINKED, values },
  ];
}
