import { ACTION_STATUS_WORDS, actionPaths } from '../../actions';
import { type CaseHeader, caseLayoutModel, casePaths, TIER_WORDS } from '../../individuals';
import { cohortPaths } from '../../cohort';
import { dayInWords } from '../../shared/day';
import { planDueOn } from '../domain/plan-deadline';
import { reviewPaths } from '../paths';
import { reviewDecisionWords, heldEarlyWords, onTimeWords, PERSON_VIEW_WORDS } from '../review-words';
import type {
  ActionAnswerRow,
  ActionOfReviewRow,
  AttendeeRow,
  CurrentScheduleRow,
  ReviewRow,
} from '../reviews.queries';

interface ReviewRead {
  review: ReviewRow;
  attendees: AttendeeRow[];
  actions: ActionOfReviewRow[];
  answers: ActionAnswerRow[];
  schedule: CurrentScheduleRow | undefined;
}

/** One review as it was held. */
export const presentReview = (header: CaseHeader, { review, attendees, actions, answers }: ReviewRead) => ({
  ...caseLayoutModel(header, 'reviews'),
  backHref: reviewPaths.ofCase(header.id),
  heldOn: review.held_on,
  whyHref: reviewPaths.pastDate(header.id, review.schedule_id),
  whyText: review.held_on > review.deadline_on ? 'Why was this late?' : 'Why was this due then?',
  recordedAt: review.recorded_at,
  recordedBy: review.recorded_by,
  rows: [
    row('What the person thinks', PERSON_VIEW_WORDS[review.person_view_answer]),
    row('In their words', review.person_view),
    row('What the parent or carer says', review.carer_view || 'Nothing recorded'),
    row('What the agencies said', review.summary),
    row('What changed in needs', review.change_in_needs || 'Nothing recorded'),
    row('What changed in risks', review.change_in_risks || 'Nothing recorded'),
    row('What changed in the bands', review.change_in_bands || 'Nothing recorded'),
    row('Deadline', `${dayInWords(review.deadline_on)} (${review.rule})`),
    row('On time', onTimeWords(review.held_on, review.deadline_on)),
    ...earlyRows(review),
    row('Held by', review.held_by),
    row('Tier', review.tier === null ? 'Not kept for this review' : TIER_WORDS[review.tier]),
    row('Decision', reviewDecisionWords(review)),
    row('Reasons', review.rationale),
    row('Disagreement', review.dissent || 'None recorded'),
    row('Who will tell the person', review.tells_person || 'Nobody named'),
    row('Who will tell the referrer', review.tells_referrer || 'Nobody named'),
  ],
  attendees: attendees.map(({ name, role, agency, attended, report_received: reportReceived, contribution }) => [
    { text: name },
    { text: agency ?? 'No agency' },
    { text: role === '' ? 'Not recorded' : role },
    { text: attended ? 'Yes' : 'No' },
    { text: reportReceived ? 'Yes' : 'No' },
    { text: contribution === '' ? 'None recorded' : contribution, classes: 'app-pre-line' },
  ]),
  answers: answers.map(({ description, owner, status, outcome }) => [
    { text: description },
    { text: owner },
    { text: status === 'open' ? 'Goes on' : ACTION_STATUS_WORDS[status] },
    { text: outcome === '' ? 'None recorded' : outcome, classes: 'app-pre-line' },
  ]),
  actions: actions.map(({ id, description, owner, due_on: dueOn, status }) => ({
    description,
    owner,
    dueOn,
    whyHref: actionPaths.dueDate(id),
    statusWords: STATUS_WORDS.get(status) ?? status,
  })),
});

const STATUS_WORDS = new Map<string, string>(Object.entries(ACTION_STATUS_WORDS));

const row = (key: string, text: string) => ({ key, text });

function earlyRows({ held_on: heldOn, window_from: windowFrom, early_reason: reason }: ReviewRow) {
  const words = heldEarlyWords(heldOn, windowFrom, reason);
  return words === null ? [] : [row('Held early', words)];
}

/** Closing a plan takes nobody out of the cohort: either they leave it, or the next plan is owed. */
const stayingIn = ({ id, plan, planOwedFrom }: CaseHeader, mayExit: boolean) =>
  planOwedFrom === null || plan !== null
    ? undefined
    : {
        newPlanBy: planDueOn(planOwedFrom),
        whyHref: casePaths.dueDate(id, 'no_plan'),
        exitHref: mayExit ? cohortPaths.exit(id) : null,
        planHref: casePaths.plan(id),
      };

/** What recording it led to. The next schedule carries the very instant of the recording. */
export function presentConfirmation(header: CaseHeader, { review, schedule }: ReviewRead, mayExit: boolean) {
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
    staying: review.decision === 'close' ? stayingIn(header, mayExit) : undefined,
    next: isNext ? { dueOn: schedule.due_on, explanation: schedule.explanation } : undefined,
  };
}

export type ReviewModel = ReturnType<typeof presentReview>;

export type ConfirmationModel = ReturnType<typeof presentConfirmation>;
