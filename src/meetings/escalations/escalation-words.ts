import { type Day, dayInLondon, dayInWords } from '../../shared/day';
import { PANEL_DECISION_WORDS } from '../meeting-words';
import type { EscalationRow } from './escalations.queries';

/** Where a case was decided lately, by panels whose agenda the reader need not see. */
type Elsewhere = { panel: string; heldOn: Day }[];

/** How far a case is that was passed on: to whom that panel's agenda says nothing, no more than is told of it anywhere. */
export function escalationWords(one: EscalationRow, elsewhere: Elsewhere): string {
  const made = `Escalated to ${one.to_panel} on ${dayInWords(dayInLondon(one.made_at))}`;
  return `${made}: ${one.item_id === null || one.is_meeting_in_sight ? inSight(one) : outOfSight(one, elsewhere)}`;
}

function inSight(one: EscalationRow): string {
  if (one.held_on === null) return 'it waits for a meeting there';
  if (one.decision === null) return `on the agenda of ${dayInWords(one.held_on)}`;
  return `decided there on ${dayInWords(one.held_on)}, ${PANEL_DECISION_WORDS[one.decision].toLowerCase()}`;
}

function outOfSight(one: EscalationRow, elsewhere: Elsewhere): string {
  const madeOn = dayInLondon(one.made_at);
  const decided = elsewhere.find(({ panel, heldOn }) => panel === one.to_abbreviation && heldOn >= madeOn);
  if (decided) return `decided there on ${dayInWords(decided.heldOn)}`;
  if (one.ended_at !== null) return `decided there, and finished on ${dayInWords(dayInLondon(one.ended_at))}`;
  return 'it has come to an agenda there, which only those who sit on that panel see';
}
