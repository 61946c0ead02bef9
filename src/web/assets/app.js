// Every page works without this file. It only adds what GOV.UK and MoJ components do better with a script.
import { initAll as initGovuk } from '/assets/vendor/govuk-frontend.min.js';
import { initAll as initMoj } from '/assets/vendor/moj-frontend.min.js';
import { keepDrafts } from '/assets/drafts.js';
import { lookForDuplicates } from '/assets/duplicates.js';
import { bringEntries } from '/assets/entries.js';
import { foldOnNarrow } from '/assets/fold.js';
import { saveInPlace } from '/assets/in-place.js';
import { watchSession } from '/assets/session.js';
import { countOn } from '/assets/timer.js';

const RESUBMIT_AFTER_MILLISECONDS = 10_000;
const submitting = new WeakSet();

initGovuk();
initMoj();
watchSession();
keepDrafts();
saveInPlace();
bringEntries();
foldOnNarrow();
countOn();
lookForDuplicates();

// The server makes one record of a repeated form; this only spares the user the second page.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== 'post') return;
  if (submitting.has(form)) {
    event.preventDefault();
    return;
  }
  submitting.add(form);
  // A download leaves the page where it is, so the form must come back to life.
  setTimeout(() => submitting.delete(form), RESUBMIT_AFTER_MILLISECONDS);
});

// The browser may show the page again from its memory, with the form as it was left.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) for (const form of document.forms) submitting.delete(form);
});

for (const button of document.querySelectorAll('[data-app-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
