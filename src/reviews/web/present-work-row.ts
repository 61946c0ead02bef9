import { actionPaths } from '../../actions';
import { casePaths, fullName, TIER_WORDS } from '../../individuals';
import { type Day, dayInLondon, dayInWords } from '../../shared/day';
import { type ChaseState, chaseState } from '../domain/acknowledgement';
import { overdueBefore } from '../domain/exemption';
import { EXEMPTION_WORDS } from '../exemption-words';
import { planDueOn } from '../domain/plan-deadline';
import type { WorkKind } from '../domain/work-state';
import { reviewPaths } from '../paths';
import { STATE_WORDS } from '../work-words';
import type { WorkRow } from '../work.queries';

interface RowRights {
  today: Day;
  mayAcknowledge: boolean;
  mayHandOver: boolean;
  mayHandOn: boolean;
}

/** One line: who, what is owed since when, whose it is, what was acknowledged, and what can be done about it from here. */
export function presentWorkRow(row: WorkRow, rights: RowRights) {
  const isAction = row.kind === 'overdue_action';
  return {
    id: row.id,
    /** What is ticked: an action by itself, else the case. */
    ticked: isAction ? row.subject_id : row.id,
    href: isAction
      ? casePaths.actions(row.id)
      : row.kind === 'no_plan'
        ? casePaths.plan(row.id)
        : casePaths.reviews(row.id),
    name: fullName(row),
    reference: row.reference,
    ...whatIsOwed(row),
    tierWords: row.tier === null ? 'Not in the cohort' : TIER_WORDS[row.tier],
    worker: holderWords(row.worker, row.worker_has_gone),
    lead: holderWords(row.lead, row.lead_has_gone),
    untold: row.is_untold ? 'Its reminder could be told to nobody' : null,
    acknowledgement: acknowledgementOf(row, rights.today),
    act: actOf(row, rights),
    /** It goes to the preview of a handover, ticked. */
    handsOver: rights.mayHandOn,
    notYours: rights.mayHandOver && !rights.mayHandOn ? notYoursWords(row) : null,
  };
}

const holderWords = (name: string | null, hasGone: boolean | null): string =>
  name === null ? 'Nobody named' : `${name}${hasGone === true ? ' (has left)' : ''}`;

/** Why there is no box to tick, where somebody holds it. */
function notYoursWords(row: WorkRow): string | null {
  if (row.worker === null && row.lead === null) return null;
  if (row.is_restricted) return 'Reassigned by a manager or chair who is named on it';
  return `Reassigned by a manager of ${row.agency ?? 'the agency that holds it'}, or the panel’s chair`;
}

/** The tag or date of a line, and the way to why it is due then. */
function whatIsOwed(row: WorkRow): {
  dueOn: Day | null;
  whyHref: string;
  tag: string | null;
  isLate: boolean;
  words: string | null;
  isExempt: boolean;
  overdueBefore: string | null;
} {
  const nothing = {
    dueOn: null,
    whyHref: reviewPaths.date(row.id),
    tag: null,
    isLate: true,
    words: null,
    isExempt: false,
    overdueBefore: null,
  };
  switch (row.kind) {
    case 'overdue_action':
      return { ...nothing, dueOn: row.due_on, whyHref: actionPaths.dueDate(row.subject_id), words: row.description };
    case 'no_plan':
      return {
        ...nothing,
        dueOn: planDueOn(row.due_on),
        whyHref: casePaths.dueDate(row.id, row.kind),
        words: 'Plan to be approved',
      };
    case 'no_schedule':
    case 'no_plan_owner':
    case 'no_lead_professional':
      return {
        ...nothing,
        whyHref: casePaths.dueDate(row.id, row.kind),
        tag: STATE_WORDS[row.kind].label,
        words: `Since ${dayInWords(row.due_on)}`,
      };
    case 'not_running':
      return {
        ...nothing,
        dueOn: row.due_on,
        tag: STATE_WORDS.exempt.label,
        isLate: false,
        isExempt: true,
        words: exemptWords(row),
        overdueBefore: overdueBefore({ dueOn: row.due_on, since: row.exempt_since }),
      };
    default:
      return { ...nothing, dueOn: row.due_on };
  }
}

/** Until when, and why, as the head of the case says it. */
const exemptWords = ({ exempt_until: until, exempt_kind: kind }: WorkRow): string | null =>
  until === null || kind === null ? null : `Exempt until ${dayInWords(until)}: ${EXEMPTION_WORDS[kind]}`;

const CHASE_WORDS: Record<ChaseState, string> = {
  to_come: 'Chase on',
  today: 'Chase today,',
  passed: 'The day to chase has passed:',
};

function acknowledgementOf(row: WorkRow, today: Day) {
  const { chase_on: chaseOn, acknowledged_at: at } = row;
  if (chaseOn === null || at === null) return null;
  const state = chaseState(chaseOn, today);
  return {
    isPassed: state === 'passed',
    chaseWhyHref: casePaths.dueDate(row.id, 'chase'),
    chase: `${CHASE_WORDS[state]} ${dayInWords(chaseOn)}`,
    words: `${row.acknowledged_by ?? 'Somebody'}, ${dayInWords(dayInLondon(at))}: ${row.chase_reason ?? ''}`,
  };
}

/** What is done about each kind, where the reader can do it. */
function actOf(row: WorkRow, rights: RowRights): { text: string; href: string } | null {
  const acts: Partial<Record<WorkKind, { text: string; href: string }>> = {
    no_schedule: { text: 'Set a review date', href: casePaths.reviews(row.id) },
    no_plan_owner: { text: 'Name a plan owner', href: casePaths.people(row.id) },
    no_lead_professional: { text: 'Name a lead professional', href: casePaths.people(row.id) },
    no_plan: { text: 'Open the plan', href: casePaths.plan(row.id) },
    overdue_action: { text: 'Open the action', href: actionPaths.one(row.subject_id) },
    ...(rights.mayAcknowledge
      ? {
          overdue: {
            text: row.chase_on === null ? 'Acknowledge' : 'Acknowledge again',
            href: reviewPaths.acknowledgement(row.id),
          },
        }
      : {}),
  };
  return acts[row.kind] ?? null;
}
