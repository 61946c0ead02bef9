import { ACTION_KIND_WORDS, closingWords } from '../../actions';
import { caseLayoutModel } from '../../individuals';
import { type Day, dayInWords } from '../../shared/day';
import { Invalid } from '../../shared/errors';
import type { NewReview } from '../new-review';
import { reviewPaths } from '../paths';
import { nextWindow } from '../review-window';
import type { ReviewDue } from '../review-due';
import { DECISION_WORDS, onTimeWords, PERSON_VIEW_WORDS, stepWords } from '../review-words';
import type { ReviewForm } from './present-review-form';
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
      row('What the agencies said', review.summary),
      row('Held on', `${dayInWords(review.heldOn)} (${onTimeWords(review.heldOn, due.dueOn).toLowerCase()})`),
      row('Held by', nameOf(form, review.heldById ?? form.actorId)),
      row('Attendees', attendeesInWords(form, review)),
      row('Decision', decisionInWords(review)),
      row('Reasons', review.rationale),
      row('New actions', actionsInWords(form, review)),
    ],
    next: nextInWords(review, due, form.today),
    closing: review.decision === 'close' ? closingWords(form.existingActions) : null,
  };
}

const row = (key: string, text: string) => ({ key, text });

const nameOf = ({ colleagues }: ReviewForm, id: string): string =>
  colleagues.find((person) => person.id === id)?.name ?? 'You';

function attendeesInWords({ agencies }: ReviewForm, { attendees }: NewReview): string {
  if (attendees.length === 0) return 'Nobody recorded';
  return attendees
    .map(({ name, agencyId, attended, contribution }) => {
      const agency = agencies.find(({ id }) => id === agencyId)?.name;
      const who = agency === undefined ? name : `${name}, ${agency}`;
      return `${who}: ${attended ? 'came' : 'did not come'}${contribution === '' ? '' : `. ${contribution}`}`;
    })
    .join('\n');
}

const decisionInWords = ({ decision, newTier }: NewReview): string =>
  newTier ? stepWords(decision, newTier) : DECISION_WORDS[decision];

function actionsInWords(form: ReviewForm, { actions = [] }: NewReview): string {
  if (actions.length === 0) return 'None';
  return actions
    .map(({ description, kind, ownerId, dueOn }) => {
      const by = `${nameOf(form, ownerId)}, by ${dayInWords(dueOn)}`;
      return `${ACTION_KIND_WORDS[kind]}: ${description} (${by})`;
    })
    .join('\n');
}

function nextInWords(review: NewReview, due: ReviewDue, today: Day): { dueOn: string | null; explanation: string } {
  if (review.decision === 'close') return { dueOn: null, explanation: 'The plan closes and has no next review.' };
  const asked = { ...due, tier: review.newTier ?? due.tier, from: review.heldOn, soonerOn: review.nextDueOn, today };
  const window = nextWindow(asked);
  // Asked before this page is shown, so that it cannot be.
  if ('message' in window) throw new Invalid([window]);
  return { dueOn: window.dueOn, explanation: window.explanation };
}
