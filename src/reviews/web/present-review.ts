import { ACTION_STATUS_WORDS } from '../../actions';
import { type CaseHeader, caseLayoutModel, casePaths } from '../../individuals';
import { dayInWords } from '../../shared/day';
import { reviewPaths } from '../paths';
import { DECISION_WORDS, onTimeWords, PERSON_VIEW_WORDS } from '../review-words';
import type { ActionOfReviewRow, AttendeeRow, CurrentScheduleRow, ReviewRow } from '../reviews.queries';

interface ReviewRead {
  review: ReviewRow;
  attendees: AttendeeRow[];
  actions: ActionOfReviewRow[];
  schedule: CurrentScheduleRow | undefined;
}

/** One review as it was held. */
export const presentReview = (header: CaseHeader, { review, attendees, actions }: ReviewRead) => ({
  ...caseLayoutModel(header, 'reviews'),
  backHref: reviewPaths.ofCase(header.id),
  heldOn: review.held_on,
  recordedAt: review.recorded_at,
  recordedBy: review.recorded_by,
  rows: [
    row('What the person thinks', PERSON_VIEW_WORDS[review.person_view_answer]),
    row('In their words', review.person_view),
    row('What the agencies said', review.summary),
    row('Deadline', `${dayInWords(review.deadline_on)} (${review.rule})`),
    row('On time', onTimeWords(review.held_on, review.deadline_on)),
    row('Held by', review.held_by),
    row('Decision', DECISION_WORDS[review.decision]),
    row('Reasons', review.rationale),
  ],
  attendees: attendees.map(({ name, agency, attended, contribution }) => [
    { text: name },
    { text: agency ?? 'No agency' },
    { text: attended ? 'Yes' : 'No' },
    { text: contribution === '' ? 'None recorded' : contribution, classes: 'app-pre-line' },
  ]),
  actions: actions.map(({ description, owner, due_on: dueOn, status }) => [
    { text: description },
    { text: owner },
    { text: dayInWords(dueOn) },
    { text: STATUS_WORDS.get(status) ?? status },
  ]),
});

const STATUS_WORDS = new Map<string, string>(Object.entries(ACTION_STATUS_WORDS));

const row = (key: string, text: string) => ({ key, text });

/** What recording it led to. The next schedule carries the very instant of the recording. */
export function presentConfirmation(header: CaseHeader, { review, schedule }: ReviewRead) {
  const isNext = schedule !== undefined && schedule.made_at.getTime() === review.recorded_at.getTime();
  return {
    ...caseLayoutModel(header, 'reviews'),
    reviewHref: reviewPaths.one(header.id, review.id),
    planHref: review.decision === 'revise' ? casePaths.plan(header.id) : undefined,
    caseHref: casePaths.overview(header.id),
    casesHref: casePaths.list,
    onTime: onTimeWords(review.held_on, review.deadline_on),
    deadlineOn: review.deadline_on,
    isClosed: review.decision === 'close',
    next: isNext ? { dueOn: schedule.due_on, explanation: schedule.explanation } : undefined,
  };
}

export type ReviewModel = ReturnType<typeof presentReview>;

export type ConfirmationModel = ReturnType<typeof presentConfirmation>;
