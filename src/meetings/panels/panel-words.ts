import type { AgendaRule } from '../domain/agenda';
import type { PanelLevel } from '../domain/panel-rules';

export const PANEL_LEVEL_WORDS: Record<PanelLevel, string> = {
  bronze: 'Bronze: works cases',
  silver: 'Silver: steers, and takes what bronze cannot settle',
  gold: 'Gold: decides what silver cannot',
};

export const AGENDA_RULE_WORDS: Record<AgendaRule, string> = {
  escalated: 'Reviews two weeks or more overdue',
  review_overdue: 'Overdue reviews',
  cohort_decision: 'Accepted people who wait for the cohort decision',
  new: 'New to the cohort',
  no_plan: 'People with no live plan',
  review_due: 'Reviews due before the panel meets again',
  stuck_plan: 'Stuck plans: three weeks without an answer, or three overdue actions',
  stepping_down: 'Step-downs and closures made outside the panel',
  transfer: 'Transfers in, out or to another lead that wait for a decision',
  turning_18: 'People who turn 18 within half a year',
  turning_25: 'People who turn 25 within half a year',
  linked_place: 'Places of concern and groups that three cases are linked to, one of them newly',
};
