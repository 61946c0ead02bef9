import { ACTION_KIND_WORDS, ACTION_STATUS_WORDS, closingWords } from '../../actions';
import { type CaseHeader, caseLayoutModel } from '../../individuals';
import { keptToWords } from '../../notes';
import { type Day, dayInWords } from '../../shared/day';
import { Invalid } from '../../shared/errors';
import type { NewReview } from '../new-review';
import { planDueOn } from '../domain/plan-deadline';
import { reviewPaths } from '../paths';
import { nextWindow } from '../review-window';
import type { ReviewDue } from '../review-due';
import { DECISION_WORDS, heldEarlyWords, onTimeWords, PERSON_VIEW_WORDS, stepWords } from '../review-words';
import { othersOpenWords, type ReviewForm } from './present-review-form';
import { hiddenFieldsOf } from './review-answers';

/** What will be saved, in words, and what it leads to. */
export function presentCheck(form: ReviewForm, review: NewReview, due: ReviewDue) {
  const { header } = form;
  return {
    ...caseLayoutModel(header, 'reviews'),
    action: reviewPaths.ofCase(header.id),
    hidden: hiddenFieldsOf(form.typed),
    rows: [
      row('What the person thinks', PERSON_VIEW_WORDS[review.personViewAnswer]),
      row('In their words', review.personView),
      row('What the parent or carer says', review.carerView || 'Nothing recorded'),
      row('What the agencies said', review.summary),
      row('What changed in needs', review.changeInNeeds || 'Nothing recorded'),
      row('What changed in risks', review.changeInRisks || 'Nothing recorded'),
      row('What changed in the bands', review.changeInBands || 'Nothing recorded'),
      row('Actions that were open', answersInWords(form, review)),
      row('Held on', `${dayInWords(review.heldOn)} (${onTimeWords(review.heldOn, due.dueOn).toLowerCase()})`),
      ...earlyRows(review, due),
      row('Held by', nameOf(form, review.heldById ?? form.actorId)),
      row('Attendees', attendeesInWords(form, review)),
      row('Decision', decisionInWords(review)),
      row('Reasons', review.rationale),
      row('Disagreement', review.dissent || 'None recorded'),
      row('Who will tell the person', review.tellsPerson || 'Nobody named'),
      row('Who will tell the referrer', review.tellsReferrer || 'Nobody named'),
      row('New actions', actionsInWords(form, review)),
    ],
    next: nextInWords(form, review, due),
    closing: review.decision === 'close' ? closingWords(form.existingActions) : null,
  };
}

const row = (key: string, text: string) => ({ key, text });

function earlyRows({ heldOn, earlyReason = '' }: NewReview, { windowFrom }: ReviewDue) {
  const words = heldEarlyWords(heldOn, windowFrom, earlyReason);
  return words === null ? [] : [row('Held early', words)];
}

const nameOf = ({ colleagues }: ReviewForm, id: string): string =>
  colleagues.find((person) => person.id === id)?.name ?? 'You';

function attendeesInWords({ agencies }: ReviewForm, { attendees }: NewReview): string {
  const nobodyCame = 'Nobody beside who held it is recorded as having come. If somebody did, go back and add them';
  if (attendees.length === 0) return nobodyCame;
  const told = attendees.some(({ attended }) => attended) ? [] : [nobodyCame];
  const rows = attendees.map(({ name, role, agencyId, attended, reportReceived, contribution }) => {
    const agency = agencies.find(({ id }) => id === agencyId)?.name;
    const who = [name, role ?? '', agency ?? ''].filter((words) => words !== '').join(', ');
    const came = `${attended ? 'came' : 'did not come'}${reportReceived === true ? ', sent a report' : ''}`;
    return `${who}: ${came}${contribution === '' ? '' : `. ${contribution}`}`;
  });
  return [...rows, ...told].join('\n');
}

/** Closing ends what is open, whoever's it is: that is said where it is decided. */
function answersInWords(form: ReviewForm, { actionAnswers = [], decision }: NewReview): string {
  const others = othersOpenWords(form);
  if (actionAnswers.length === 0 && others === undefined) return 'None';
  if (decision === 'close' && actionAnswers.length === 0) return 'None answered';
  const answered = actionAnswers.map(({ actionId, status, outcome }) => {
    const action = form.existingActions.find(({ id }) => id === actionId);
    const end = status === 'open' ? 'goes on' : ACTION_STATUS_WORDS[status].toLowerCase();
    return `${action?.description ?? 'An action'}: ${end}${outcome === '' ? '' : `. ${outcome}`}`;
  });
  return [...answered, ...(others === undefined || decision === 'close' ? [] : [others])].join('\n');
}

const decisionInWords = ({ decision, newTier }: NewReview): string =>
  newTier ? stepWords(decision, newTier) : DECISION_WORDS[decision];

function actionsInWords(form: ReviewForm, { actions = [] }: NewReview): string {
  if (actions.length === 0) return 'None';
  return actions
    .map(({ description, kind, ownerId, dueOn, visibility = 'all_agencies', visibleTo = [] }) => {
      const by = `${nameOf(form, ownerId)}, by ${dayInWords(dueOn)}`;
      const others = form.agenciesOnCase.filter(({ id }) => visibleTo.includes(id)).map(({ name }) => name);
      const kept = keptToWords(visibility, ['my agency', ...others].join(', '));
      return `${ACTION_KIND_WORDS[kind]}: ${description} (${by})${kept === null ? '' : `. ${kept}`}`;
    })
    .join('\n');
}

function nextInWords(
  { header, today }: ReviewForm,
  review: NewReview,
  due: ReviewDue,
): { dueOn: string | null; explanation: string } {
  if (review.decision === 'close') return { dueOn: null, explanation: closesWords(header, today) };
  const asked = { ...due, tier: review.newTier ?? due.tier, from: review.heldOn, soonerOn: review.nextDueOn, today };
  const window = nextWindow(asked);
  // Asked before this page is shown, so that it cannot be.
  if ('message' in window) throw new Invalid([window]);
  return { dueOn: window.dueOn, explanation: window.explanation };
}

const closesWords = ({ inCohortSince }: CaseHeader, today: Day): string =>
  inCohortSince === null
    ? 'The plan closes and has no next review.'
    : `The plan closes and has no next review. They stay in the cohort: either they leave it, or a new plan is written and approved by ${dayInWords(planDueOn(today))}.`;
