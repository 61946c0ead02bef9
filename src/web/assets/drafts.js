// Saves what is typed into a long form as a draft on the server, puts it back, and sends no form while nobody answers.
// Without this file a form that was sent is kept all the same. Nothing is ever kept in the browser's own storage.
import { askAbout, offerFor, setKnown } from '/assets/put-back.js';
import { BACK, fieldsOf, isReachable, NOT_SENT, post } from '/assets/reach.js';

const WAIT_MILLISECONDS = 2_000;
const AGAIN_MILLISECONDS = 5_000;
const NOT_KEPT = 'Draft not saved: we cannot be reached. What you typed is on this page, and we keep trying.';
const SIGNED_OUT = 'You are signed out. What you typed is on this page: press the button to sign in and send it.';
const ASKED = 'What you type now is not kept as a draft until you have used or discarded the draft above.';

const drafts = new Map();
const held = new WeakSet();
const allowed = new WeakSet();

export function keepDrafts() {
  for (const mark of document.querySelectorAll('form[method=post] input[name=draftOf]')) {
    if (!mark.form.querySelector('input[name=draftOpen]')) drafts.set(mark.form, new DraftOf(mark.form));
  }
  if (drafts.size === 0) return;
  for (const draft of drafts.values()) draft.meetOffer();
  document.addEventListener('submit', holdBack, { capture: true });
  window.addEventListener('online', () => forEachDraft((draft) => draft.save()));
  window.addEventListener('pagehide', () => forEachDraft((draft) => draft.save({ isLeaving: true })));
  window.addEventListener('pageshow', ({ persisted }) => persisted && forEachDraft((draft) => (draft.isSent = false)));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') forEachDraft((draft) => draft.save({ isLeaving: true }));
  });
  document.addEventListener('app:session-ended', () => forEachDraft((draft) => draft.save({ isLeaving: true })));
}

/** The draft of a form that is saved in its place, without leaving the page. */
export const draftOf = (form) => drafts.get(form);

function forEachDraft(act) {
  for (const draft of drafts.values()) act(draft);
}

/** A form leaves the page only when somebody answers, and when what stands in the other forms is kept. */
async function holdBack(event) {
  const form = event.target;
  if (form.method !== 'post' || form.matches('[data-app-in-place], [data-app-draft-use], [data-app-draft-discard]'))
    return;
  if (allowed.delete(form)) {
    const draft = drafts.get(form);
    if (draft) draft.isSent = true;
    return;
  }
  event.preventDefault();
  if (held.has(form)) return;
  held.add(form);
  const { submitter } = event;
  const kept = await Promise.all([...drafts.values()].map((draft) => draft.save()));
  const isAnswered = kept.includes('answered') || (!kept.includes('away') && (await isReachable()));
  held.delete(form);
  if (!isAnswered) {
    waitFor(form, submitter);
    return;
  }
  allowed.add(form);
  form.requestSubmit(submitter);
}

/** Says that nothing was sent, and when it can be. */
export function waitFor(form, submitter) {
  const said = statusOf(form);
  // Where the person looks: the button that was pressed may be a screen below the place of the draft.
  if (submitter) (submitter.closest('.govuk-button-group') ?? submitter).after(said);
  said.textContent = NOT_SENT;
  said.dataset.appWaits = 'yes';
  const again = async () => {
    if (said.dataset.appWaits !== 'yes') return;
    if (!(await isReachable())) {
      setTimeout(again, AGAIN_MILLISECONDS);
      return;
    }
    forEachDraft((draft) => draft.save());
    say(form, BACK);
  };
  setTimeout(again, AGAIN_MILLISECONDS);
}

export function say(form, words) {
  const said = statusOf(form);
  delete said.dataset.appWaits;
  said.textContent = words;
}

/** Beside the button that was pressed; a form without a draft is given the place for it. */
function statusOf(form) {
  const own = form.querySelector('[data-app-draft-status]');
  if (own) return own;
  const made = document.createElement('p');
  made.className = 'govuk-hint app-draft-status';
  made.setAttribute('role', 'status');
  made.setAttribute('data-app-draft-status', '');
  form.append(made);
  return made;
}

class DraftOf {
  isSent = false;
  #isDirty = false;
  #isAsked = false;
  #timer;
  #inFlight = Promise.resolve('nothing');

  constructor(form) {
    this.form = form;
    form.addEventListener('input', () => {
      this.#isDirty = true;
      if (this.#isAsked) this.#say(ASKED);
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.save(), WAIT_MILLISECONDS);
    });
  }

  /** A draft that stands above the form is put back, or waits for an answer: until then nothing is written over it. */
  meetOffer() {
    const offer = offerFor(this.form);
    if (!offer) return;
    this.#isAsked = true;
    askAbout(offer, this.form, (words) => {
      this.#isAsked = false;
      if (words) this.#say(words);
      if (this.#isDirty) this.save();
    });
  }

  /** Saves what is not saved yet: 'answered', 'away' when nobody answers, 'nothing' when there was nothing to save. */
  save({ isLeaving = false } = {}) {
    clearTimeout(this.#timer);
    if (!this.#isDirty || this.isSent || this.#isAsked)
      return isLeaving ? undefined : this.#inFlight.then(() => 'nothing');
    // One after the other, so that an older one never comes last; whoever leaves cannot wait.
    if (isLeaving) return this.#send(true);
    this.#inFlight = this.#inFlight.then(() => this.#send(false));
    return this.#inFlight;
  }

  /** The form was saved in its place: its draft is gone, and the next words are those of a new one. */
  saved(page, isMoreTyped) {
    if (!isMoreTyped) clearTimeout(this.#timer);
    this.#isDirty = isMoreTyped;
    // What was kept on the way belongs to the page as it was sent.
    setKnown(this.form, page);
  }

  async #send(isLeaving) {
    if (!this.#isDirty || this.isSent || this.#isAsked) return 'nothing';
    this.#isDirty = false;
    const answer = await post('/drafts', fieldsOf(this.form), { isLeaving });
    if (!answer) {
      this.#isDirty = true;
      this.#say(NOT_KEPT);
      if (!isLeaving) this.#timer = setTimeout(() => this.save(), AGAIN_MILLISECONDS);
      return 'away';
    }
    if (answer.ok) {
      const { savedAt } = await answer.json();
      this.#say(`Draft saved ${savedAt}`);
      document.dispatchEvent(new CustomEvent('app:session-used'));
      return 'answered';
    }
    this.#isDirty = true;
    if (answer.type === 'opaqueredirect') this.#say(SIGNED_OUT);
    else await this.#refused(answer);
    return 'answered';
  }

  async #refused(answer) {
    const isJson = answer.headers.get('content-type')?.includes('json');
    const { offer } = isJson ? await answer.json() : {};
    if (!offer) {
      this.#say('Draft not saved. What you typed is on this page.');
      return;
    }
    this.form.insertAdjacentHTML('beforebegin', offer);
    this.meetOffer();
    this.#say(ASKED);
  }

  #say(words) {
    const said = this.form.querySelector('[data-app-draft-status]');
    // What was said of the button that was pressed stands until it can be pressed again.
    if (said && said.dataset.appWaits !== 'yes') said.textContent = words;
  }
}
