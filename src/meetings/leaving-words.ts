import { EXIT_REASON_WORDS } from '../cohort';
import { dayInWords } from '../shared/day';
import type { AgendaRow } from './agenda.queries';

export type Leaving = Pick<AgendaRow, 'exit_reason' | 'accepting_authority' | 'accepted_by' | 'accepted_on'>;

/** Why they left by the decision and, of a move, who accepted them and when. */
export function leavingWords({ exit_reason, accepting_authority, accepted_by, accepted_on }: Leaving): string[] {
  if (!exit_reason) return [];
  const accepted =
    accepting_authority && accepted_on
      ? `. Accepted by ${accepting_authority} (${accepted_by ?? ''}) on ${dayInWords(accepted_on)}`
      : '';
  return [`Why they leave the cohort: ${EXIT_REASON_WORDS[exit_reason].toLowerCase()}${accepted}`];
}
