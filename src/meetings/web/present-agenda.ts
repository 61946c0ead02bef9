import { cohortDecisionPaths } from '../../cohort';
import { casePaths, fullName, TIER_WORDS } from '../../individuals';
import { type Day, dayInLondon, dayInWords } from '../../shared/day';
import { typedText } from '../../web/forms/typed-text';
import type { TypedFields } from '../../web/page-model';
import { hasLeft } from '../after/who-left';
import type { AgendaRow } from '../agenda.queries';
import { presentTopic } from '../business/present-topics';
import { panelDecisionWords } from '../decisions-offered';
import { isToDecide } from '../is-to-decide';
import { BUSINESS_MINUTES, minutesFor, minutesNeeded, timesOf } from '../domain/agenda';
import type { AgendaToMake } from '../meeting-pages';
import { itemStatusWords, saysReviewDay, timeWords, waitingWords, whyHere } from '../meeting-words';
import type { MeetingRow } from '../meetings.queries';
import { panelPaths } from '../panels/paths';
import { meetingPaths } from '../paths';
import { namedWords } from '../room/named-words';
import { presentNextStep, presentPapersOwed } from '../room/present-next-step';
import { tierMoveWords } from '../tier-move';
import { alsoWords } from './also-words';
import { acceptedWords, referralsWords } from './before-the-agenda';
import { decidingWords, firstCase } from './first-case';
import type { AddItemForm } from './add-item.form';
import { presentMeeting } from './present-meetings';

/** One meeting with its agenda. */
export function presentAgenda(
  { meeting, agenda, rights, topics, business, waiting, chairing }: AgendaToMake,
  now: Date,
  typed: TypedFields<keyof AddItemForm | 'place' | 'movedItem'> = {},
) {
  const isOpen = meeting.status === 'planned';
  const today = dayInLondon(now);
  return {
    meeting: presentMeeting(meeting),
    version: meeting.version,
    decidingWords: decidingWords(meeting, today),
    namedWords: namedWords(chairing),
    nobodyChairs: chairing.is_without_chair && !rights.canClose,
    items: timed(meeting, agenda).map(({ row, ...times }) => ({
      ...presentItem(meeting, row, today),
      ...times,
      missingWords: isOpen ? missingWords(row) : '',
      move: isOpen && rights.canBuild ? moveOf(meeting.id, row, typed) : undefined,
      putBack: isOpen && rights.canBuild ? putBackOf(meeting.id, row) : undefined,
    })),
    endsWords: endsWords(meeting, agenda),
    next: presentNextStep({ meeting, agenda, business }, { now, mayHold: rights.canClose, maySend: rights.canIssue }),
    papers: presentPapersOwed({ meeting, business }, { now, maySend: rights.canIssue }),
    referralsWords: isOpen ? referralsWords(business, today) : '',
    acceptedWords: isOpen ? acceptedWords(business) : '',
    acceptedHref: cohortDecisionPaths.list,
    first: firstCase(meeting, agenda),
    // An opened meeting is closed, not moved.
    changeHref: isOpen && meeting.started_at === null && rights.canPlan ? meetingPaths.change(meeting.id) : undefined,
    changes: meeting.changes.map(changeWords),
    waitingWords: waitingWords(waiting),
    canAdd: isOpen,
    canBuild: isOpen && rights.canBuild,
    canClose: isOpen && rights.canClose && meeting.held_on <= today,
    // Nobody meets at a cancelled one, and it has no minutes.
    isCancelled: meeting.status === 'cancelled',
    roomHref: meetingPaths.room(meeting.id),
    minutesHref: meetingPaths.minutes(meeting.id),
    packHref: meetingPaths.pack(meeting.id),
    returnsHref: meetingPaths.returns(meeting.id),
    agendaHref: meetingPaths.agenda(meeting.id),
    topics: topics.map(presentTopic),
    topicsHref: meetingPaths.topics(meeting.id),
    itemsHref: meetingPaths.items(meeting.id),
    panelsHref: panelPaths.list,
    casesHref: casePaths.list,
    closingHref: meetingPaths.closing(meeting.id),
    backHref: meetingPaths.list,
    typed,
  };
}

/** Of a case out of the reader's sight as much as the middle, also when it was put off: the times do not tell what became of it. */
const minutesOf = ({ status, tier, reason }: AgendaRow): number => {
  if (status === null) return minutesFor(null, null);
  return status === 'deferred' ? 0 : minutesFor(tier, reason);
};

const changeWords = ({ kind, was_on, was_at, was_in, reason }: MeetingRow['changes'][number]): string =>
  kind === 'cancelled'
    ? `Cancelled: ${reason}`
    : `Moved from ${dayInWords(was_on)}, ${timeWords(was_at)}, ${was_in}: ${reason}`;

/** When each case begins by the time it is given, and which do not fit into the meeting. */
function timed(meeting: MeetingRow, agenda: AgendaRow[]) {
  const minutes = agenda.map(minutesOf);
  const times = timesOf(minutes, meeting.meeting_minutes);
  // In a closed meeting nothing waits, and of a restricted place nobody is told whether it does.
  const waits = ({ status }: AgendaRow) => (status === null ? meeting.status === 'planned' : status === 'listed');
  return agenda.map((row, at) => ({
    row,
    startsWords: waits(row) ? clockAfter(meeting.starts_at, times[at]?.startsAfter ?? 0) : '',
    isBeyond: waits(row) && (times[at]?.isBeyond ?? false),
  }));
}

const clockAfter = (startsAt: string, after: number): string => {
  const [hour = 0, minute = 0] = startsAt.split(':').map(Number);
  const total = hour * 60 + minute + after;
  return `${String(Math.floor(total / 60) % 24).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
};

/** How much of the meeting its order of business takes. */
function endsWords(meeting: MeetingRow, agenda: AgendaRow[]): string {
  // What a meeting that is over took, nobody plans any more.
  if (meeting.status !== 'planned') return '';
  const cases = agenda.map(minutesOf);
  const needed = minutesNeeded(cases);
  const over = needed - meeting.meeting_minutes;
  const { opening, outstanding, other } = BUSINESS_MINUTES;
  const parts = `welcome and statement ${opening}, outstanding actions ${outstanding}, cases ${needed - opening - outstanding - other}, locations, themes and other business ${other}`;
  const of = `The meeting takes about ${needed} of ${meeting.meeting_minutes} minutes: ${parts}.`;
  return over > 0 ? `${of} That is ${over} too many. Put some cases off, or plan a second meeting.` : of;
}

const missingWords = ({ missing_returns }: AgendaRow): string =>
  !missing_returns ? '' : missing_returns === 1 ? '1 return missing' : `${missing_returns} returns missing`;

/** The coordinator's way to move a case that is still to be decided. */
const moveOf = (meetingId: string, row: AgendaRow, typed: TypedFields<'place' | 'movedItem'>) =>
  isToDecide(row)
    ? {
        action: meetingPaths.place(meetingId, row.id),
        version: row.version,
        // The number that was refused stands in its own row.
        isWrong: typed.movedItem === row.id,
        place: typed.movedItem === row.id ? typedText(typed.place) : '',
      }
    : undefined;

/** The coordinator's way to bring back what was put off. */
const putBackOf = (meetingId: string, row: AgendaRow) =>
  row.status === 'deferred' && row.individual_id !== null
    ? { action: meetingPaths.returnToAgenda(meetingId, row.id), version: row.version }
    : undefined;

/** Of who has left the panel keeps its own item until the minutes are sealed. */
export const canBeOpened = (row: AgendaRow, isSealed: boolean): boolean =>
  row.individual_id !== null || (hasLeft(row) && !isSealed);

/** A case in one line; nothing but its number where the actor may not see whose it is. */
export function presentItem(meeting: Pick<MeetingRow, 'id' | 'is_sealed'>, row: AgendaRow, today: Day) {
  const item = itemOf(meeting, row, today);
  const href = item.whyReviewHref;
  return {
    ...item,
    reasons: item.why.map((words) => ({ words, whyHref: saysReviewDay(words) ? href : undefined })),
  };
}

function itemOf(meeting: Pick<MeetingRow, 'id' | 'is_sealed'>, row: AgendaRow, today: Day) {
  const common = {
    number: row.position,
    href: canBeOpened(row, meeting.is_sealed) ? meetingPaths.item(meeting.id, row.id) : undefined,
    whyReviewHref: row.status === 'listed' && row.next_due_on !== null ? whyReviewHref(row) : undefined,
    // Of a restricted case not even whether it is decided.
    statusWords: row.status === null ? '' : itemStatusWords(row.status, row.deferred_reason),
    statusClasses: row.status === 'decided' ? 'govuk-tag--green' : 'govuk-tag--grey',
    decisionWords: row.decision === null ? '' : panelDecisionWords(row.decision, decidedCase(row)),
  };
  // Minutes know by name whom their meeting decided about, also when they have left.
  if (row.individual_id === null && row.given_name === null) {
    return {
      ...common,
      name: hiddenName(row),
      reference: row.reference ?? '',
      tierWords: '',
      why: [],
      also: [],
    };
  }
  return {
    ...common,
    name: nameOf(row),
    reference: row.reference ?? '',
    tierWords: tierWords(row),
    why: [
      ...whyHere({ ...row, transfer_kind: row.transfer_outcome === null ? row.transfer_kind : null }, today),
      ...saidBefore(row),
    ],
    also: alsoWords(row),
  };
}

/** A closed case that is out of sight was in the cohort. */
const decidedCase = ({ reason, outcome_kept, tier, tier_before, individual_id }: AgendaRow) => ({
  isNew: reason === 'new',
  isEntry: reason === 'cohort_decision',
  isInCohort: individual_id === null || (outcome_kept ? tier_before : tier) !== null,
});

/** The tier today; of a decided case the one the decision found and the one it left, whatever happened since. */
function tierWords({ status, outcome_kept, tier, tier_before, tier_after }: AgendaRow): string {
  const words =
    status === 'decided' && outcome_kept
      ? tierMoveWords(tier_before, tier_after, TIER_WORDS)
      : tierMoveWords(tier, tier, TIER_WORDS);
  return words === '' ? 'Not in the cohort' : words;
}

/** The next review as the decision set it; of decisions of before that was kept, as it is today. */
export const nextReviewOf = ({ status, outcome_kept, next_review_on, next_due_on }: AgendaRow): Day | null => {
  if (status !== 'decided') return null;
  return outcome_kept ? next_review_on : next_due_on;
};

/** Why the review of a case is due when it is; of who has left nobody reads that any more. */
export const whyReviewHref = ({ individual_id }: AgendaRow): string | undefined =>
  individual_id === null ? undefined : casePaths.reviewDate(individual_id);

/** Of a case that waits: why this panel put it off or that it did not reach it, and where else it was decided within thirty days, not what was decided. */
export function saidBefore(row: AgendaRow | undefined): string[] {
  if (row?.status !== 'listed') return [];
  return [
    ...(row.put_off_because ? [`${putOffWhen(row)}: ${row.put_off_because}`] : notReached(row)),
    ...(row.elsewhere ?? []).map(({ panel, heldOn }) => `Decided by ${panel} on ${dayInWords(heldOn)}`),
  ];
}

/** Carried over without anybody putting it off. */
const notReached = ({ put_off_on }: AgendaRow): string[] =>
  put_off_on === null ? [] : [`Not reached on ${dayInWords(put_off_on)}`];

const putOffWhen = ({ put_off_on }: AgendaRow): string =>
  put_off_on === null ? 'Put off from a meeting that was cancelled' : `Put off on ${dayInWords(put_off_on)}`;

/** What stands for a case the actor may not open: a restricted one tells nothing, one that has left tells its reference. */
export const hiddenName = ({ reference }: Pick<AgendaRow, 'reference'>): string =>
  reference === null ? 'Restricted item' : `No longer in this cohort`;

export const nameOf = (row: AgendaRow): string =>
  fullName({
    given_name: row.given_name ?? '',
    family_name: row.family_name ?? '',
    preferred_name: row.preferred_name,
  });

export type AgendaModel = ReturnType<typeof presentAgenda>;
