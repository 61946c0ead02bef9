// While somebody is added or referred, shows who may be on record already. Without it, the server asks when the form is sent.
const WAIT_MILLISECONDS = 600;
const LOOKED_AT = [
  ...['givenName', 'familyName', 'sex', 'dateOfBirth-day', 'dateOfBirth-month', 'dateOfBirth-year'],
  ...['nhsNumber', 'upn', 'pncId', 'postcode', 'addressLines'],
];

export function lookForDuplicates() {
  for (const form of document.querySelectorAll('form[data-app-duplicate-check]')) watch(form);
}

function watch(form) {
  const place = document.querySelector('[data-app-matches]');
  const line = form.querySelector('[data-app-matches-line]');
  let waiting;
  let latest = 0;
  form.addEventListener('input', (event) => {
    if (!LOOKED_AT.includes(event.target.name)) return;
    clearTimeout(waiting);
    waiting = setTimeout(look, WAIT_MILLISECONDS);
  });

  async function look() {
    const typed = new FormData(form);
    const fields = new URLSearchParams();
    for (const name of [...LOOKED_AT, '_csrf']) if (typed.has(name)) fields.set(name, String(typed.get(name)));
    // Somebody may have one name; until the other is typed, the first alone finds too many.
    if (!fields.get('givenName')?.trim() || !(fields.get('familyName')?.trim() || fields.get('dateOfBirth-year')))
      return;
    const mine = (latest += 1);
    try {
      const answer = await fetch(form.dataset.appDuplicateCheck, { method: 'POST', body: fields, redirect: 'error' });
      // An answer to what was typed before is no answer to what stands there now.
      if (!answer.ok || mine !== latest) return;
      place.innerHTML = await answer.text();
      say(line, place.querySelector('[data-app-summary]')?.dataset.appSummary);
    } catch {
      // No connection: the server asks when the form is sent.
    }
  }
}

/** Said once for what is found, and not again while it stays the same. */
function say(line, words) {
  if (line.textContent === (words ?? '')) return;
  line.replaceChildren();
  if (words === undefined) return;
  const link = document.createElement('a');
  link.className = 'govuk-link';
  link.href = '#matches-heading';
  link.textContent = words;
  line.append(link);
}
