import { ACTION_KIND_WORDS, ACTION_STATUS_WORDS, actionPaths } from '../../actions';
import type { Day } from '../../shared/day';
import type { AgendaRow, MeetingActionRow } from '../agenda.queries';
import type { MeetingRow } from '../meetings.queries';
import { meetingPaths } from '../paths';
import { nextReviewOf, presentItem, whyReviewHref } from './present-agenda';
import { presentMeeting } from './present-meetings';

/** A person who left the cohort comes back by a new referral, or by whoever works the case. */
export const NEW_REFERRAL = '/referrals/new';

/** What the panel decided and who now does what: the list that goes round after the meeting. */
export const presentDecisions = (
  meeting: MeetingRow,
  agenda: AgendaRow[],
  actions: MeetingActionRow[],
  today: Day,
) => ({
  meeting: presentMeeting(meeting),
  decisions: agenda.map((row) => ({
    ...presentItem(meeting, row, today),
    /** Closed by this decision, and out of the panel's sight: where that is mended while the meeting is open. */
    takesBackHref:
      meeting.status === 'planned' && row.decision === 'close' && row.individual_id === null && row.reference !== null
        ? NEW_REFERRAL
        : undefined,
    rationale: row.rationale ?? '',
    carriedOut: row.carried_out ?? '',
    dissent: row.dissent ?? '',
    decidedBy: row.decided_by ?? '',
    nextDueOn: nextReviewOf(row),
    whyNextHref: whyReviewHref(row),
  })),
  actions: actions.map((action) => ({
    number: action.position,
    reference: action.reference,
    description: action.description,
    kindWords: ACTION_KIND_WORDS[action.kind],
    owner: action.owner,
    agency: action.owner_agency,
    dueOn: action.due_on,
    whyHref: action.has_left === true ? undefined : actionPaths.dueDate(action.id),
    isOpen: action.status === 'open',
    statusWords: ACTION_STATUS_WORDS[action.status],
  })),
  backHref: meetingPaths.meeting(meeting.id),
});

export type DecisionsModel = ReturnType<typeof presentDecisions>;
