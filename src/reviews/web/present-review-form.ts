import {
  ACTION_KIND_WORDS,
  ACTION_KINDS,
  ACTION_STATUS_WORDS,
  type ActionRow,
  type ActionStatus,
  actionPaths,
  closingWords,
} from '../../actions';
import { type CaseHeader, caseLayoutModel, type Tier, TIER_WORDS } from '../../individuals';
import { type CaseAgency, visibilityChoices } from '../../notes';
import type { Actor } from '../../platform/access';
import { type Day, dayInWords, isDay } from '../../shared/day';
import { type Colleague, colleagueChoices } from '../../users';
import type { DayBoxes, TypedFields } from '../../web/page-model';
import { VOICE_ANSWERS as PERSON_VIEW_ANSWERS } from '../../plans';
import { whyNotHeldOn } from '../domain/held-day';
import { type ReviewDecision, tiersFor } from '../domain/review-decision';
import { reviewPaths } from '../paths';
import { ACTION_ANSWERS, type RecordReviewForm } from '../record-review.form';
import type { ReviewDue } from '../review-due';
import {
  beforeItsWindow,
  reviewDecisionWords,
  DECISION_WORDS,
  onTimeWords,
  PERSON_VIEW_WORDS,
  stepWords,
} from '../review-words';
import type { AgencyChoiceRow, ReviewRow } from '../reviews.queries';
import { actionRows, answerRows, attendeeRows, dayTyped, type Typed } from './review-answers';

export interface ReviewForm {
  header: CaseHeader;
  due: ReviewDue | undefined;
  previous: ReviewRow | undefined;
  agencies: AgencyChoiceRow[];
  colleagues: Colleague[];
  existingActions: ActionRow[];
  /** The other agencies on the case, that an action may be kept to. */
  agenciesOnCase: CaseAgency[];
  actor: Actor;
  /** The open ones whose end the reader may record. */
  actionsToAnswer: ActionRow[];
  typed: Typed;
  actorId: string;
  today: Day;
  mayChangeTier: boolean;
  mayClose: boolean;
}

type TypedReview = TypedFields<keyof RecordReviewForm | DayBoxes<'heldOn'> | DayBoxes<'nextDueOn'>>;

const ATTENDEES_FIRST_SHOWN = 2;
const MOST_ACTION_ROWS = 3;

export function presentReviewForm(form: ReviewForm, isStale = false) {
  const { header, due } = form;
  const typed: TypedReview = form.typed;
  return {
    ...caseLayoutModel(header, 'reviews'),
    backHref: reviewPaths.ofCase(header.id),
    action: reviewPaths.ofCase(header.id),
    latestHref: reviewPaths.ofCase(header.id),
    isStale,
    isBehind: !isStale && isBehind(form),
    typed,
    ...seenSchedule(form, isStale),
    dueOn: due?.dueOn,
    personViewChoices: PERSON_VIEW_ANSWERS.map((value) => ({ value, text: PERSON_VIEW_WORDS[value] })),
    colleagueChoices: colleagueChoices(form.colleagues, typed['heldById'] ?? form.actorId),
    heldOnHint: heldOnHint(form),
    early: askedWhyEarly(form),
    attendees: attendeesShown(form),
    answers: answersShown(form, isStale),
    othersOpen: othersOpenWords(form),
    mayAddAction: actionsShown(form).length < MOST_ACTION_ROWS,
    actions: actionsShown(form).map((row) => ({
      description: textOf(row['description']),
      'dueOn-day': textOf(row['dueOn-day']),
      'dueOn-month': textOf(row['dueOn-month']),
      'dueOn-year': textOf(row['dueOn-year']),
      ownerChoices: colleagueChoices(form.colleagues, row['ownerId']),
      who: visibilityChoices(form.actor, form.agenciesOnCase, row, 'yes'),
      kindChoices: [
        { value: '', text: 'Select what it is for' },
        ...ACTION_KINDS.map((value) => ({ value, text: ACTION_KIND_WORDS[value], selected: value === row['kind'] })),
      ],
    })),
    decisions: decisionsOffered(form),
    tierNote: tierNote(form),
    previous: form.previous && presentPrevious(header.id, form.previous),
  };
}

/** What the typed answers were begun beside, kept through every step, draft and return; told once, the newest. */
function seenSchedule({ typed, due }: ReviewForm, isStale: boolean) {
  const newest = { scheduleId: due?.id, scheduleVersion: due?.version };
  if (isStale) return newest;
  return {
    scheduleId: textOf(typed['scheduleId']) || newest.scheduleId,
    scheduleVersion: textOf(typed['version']) || newest.scheduleVersion,
  };
}

/** Whether a review was recorded, or its date changed, after these answers were begun. */
export function isBehind({ typed, due }: ReviewForm): boolean {
  const [id, version] = [textOf(typed['scheduleId']), textOf(typed['version'])];
  return (id !== '' && id !== due?.id) || (version !== '' && version !== String(due?.version));
}

function heldOnHint({ due, today }: ReviewForm): string {
  if (!due) return 'For example, 27 3 2026';
  const opens = dayInWords(due.windowFrom);
  if (due.windowFrom <= today) return `For example, 27 3 2026. It can be held from ${opens}.`;
  return `For example, 27 3 2026. It can be held from ${opens}: of a day before that you are asked why.`;
}

/** Asked of a day before the window: "This is 25 days before this review can be held, from 17 December 2026. Why …?" */
function askedWhyEarly({ due, typed, today }: ReviewForm): { question: string; typed: string } | undefined {
  const heldOn = dayTyped(typed, 'heldOn');
  if (!due || !isDay(heldOn) || heldOn >= due.windowFrom || whyNotHeldOn({ heldOn, today, ...due }) !== null)
    return undefined;
  const words = beforeItsWindow(heldOn, due.windowFrom);
  const question = `${words.charAt(0).toUpperCase()}${words.slice(1)}. Why is it held early?`;
  return { question, typed: textOf(typed['earlyReason']) };
}

function attendeesShown({ typed, agencies }: ReviewForm) {
  const filled = attendeeRows(typed);
  const isAdding = typed['step'] === 'add-attendee';
  const blanks = Math.max(isAdding ? 1 : 0, ATTENDEES_FIRST_SHOWN - filled.length);
  const rows: Typed[] = [...filled, ...Array.from({ length: blanks }, () => ({}))];
  return rows.map((row) => ({
    name: textOf(row['name']),
    role: textOf(row['role']),
    attended: textOf(row['attended']),
    reportReceived: textOf(row['reportReceived']),
    contribution: textOf(row['contribution']),
    agencyChoices: [
      { value: '', text: 'Family, or no agency', selected: !row['agencyId'] },
      ...agencies.map(({ id, name }) => ({ value: id, text: name, selected: id === row['agencyId'] })),
    ],
  }));
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const ANSWER_WORDS: Record<ActionStatus, string> = { ...ACTION_STATUS_WORDS, open: 'Not finished: it goes on' };

/** Found again by its action: another may have been closed since the page was sent. */
function answersShown({ typed, actionsToAnswer }: ReviewForm, isStale: boolean) {
  const given = answerRows(typed);
  return actionsToAnswer.map((action) => {
    const answer = given.find((row) => row['actionId'] === action.id);
    return {
      actionId: action.id,
      version: isStale ? action.version : textOf(answer?.['version']) || action.version,
      description: action.description,
      owner: `${action.owner}, ${action.owner_agency}`,
      dueOn: action.due_on,
      whyHref: actionPaths.dueDate(action.id),
      status: textOf(answer?.['status']),
      outcome: textOf(answer?.['outcome']),
      choices: ACTION_ANSWERS.map((value) => ({ value, text: ANSWER_WORDS[value] })),
    };
  });
}

/** What this reader sees but does not end is said, so that nobody takes the list for all there is. */
export function othersOpenWords({ existingActions, actionsToAnswer }: ReviewForm): string | undefined {
  const others = existingActions.filter(({ status }) => status === 'open').length - actionsToAnswer.length;
  if (others === 0) return undefined;
  const more = actionsToAnswer.length === 0 ? '' : 'more ';
  return others === 1
    ? `1 ${more}action is open. Its owner, or their manager, says how it ends.`
    : `${others} ${more}actions are open. Their owners, or their managers, say how they end.`;
}

function actionsShown({ typed }: ReviewForm): Typed[] {
  const filled = actionRows(typed);
  const isMore = filled.length === 0 || (typed['step'] === 'add-action' && filled.length < MOST_ACTION_ROWS);
  return isMore ? [...filled, {}] : filled;
}

/** Only what this person can carry out: a button that ends in a refusal would lose a meeting's work. */
function decisionsOffered({ due, existingActions, mayChangeTier, mayClose }: ReviewForm) {
  const tier = mayChangeTier ? (due?.tier ?? null) : null;
  const steps = (decision: 'step_up' | 'step_down') =>
    tier === null ? [] : tiersFor(decision, tier).map((newTier) => stepChoice(decision, newTier));
  const closeHint = ['No more reviews will be scheduled.', closingWords(existingActions) ?? ''].join(' ').trim();
  return [
    choice('continue'),
    choice('revise', 'The plan stays live while it is changed and approved again.'),
    ...steps('step_up'),
    ...steps('step_down'),
    ...(mayClose ? [choice('close', closeHint)] : []),
  ];
}

const choice = (value: ReviewDecision, hint?: string) => ({
  value,
  text: DECISION_WORDS[value],
  hint: hint === undefined ? undefined : { text: hint },
});

/** A step and where it leads are one answer: two questions could contradict each other. */
const stepChoice = (decision: 'step_up' | 'step_down', tier: Tier) => ({
  value: `${decision}.${tier}`,
  text: stepWords(decision, tier),
});

function tierNote({ due, mayChangeTier }: ReviewForm): string {
  if (!due || due.tier === null) return 'This person has no tier, so it cannot be changed here.';
  const now = `The present tier is ${TIER_WORDS[due.tier]}.`;
  if (!mayChangeTier) return `${now} A manager or the panel can change it.`;
  return due.tier === 'monitoring' ? `${now} Below it, a plan is closed.` : now;
}

const presentPrevious = (individualId: string, review: ReviewRow) => ({
  href: reviewPaths.one(individualId, review.id),
  heldOn: review.held_on,
  carerView: review.carer_view,
  onTime: onTimeWords(review.held_on, review.deadline_on),
  personViewAnswer: PERSON_VIEW_WORDS[review.person_view_answer],
  personView: review.person_view,
  summary: review.summary,
  decision: reviewDecisionWords(review),
  rationale: review.rationale,
});
