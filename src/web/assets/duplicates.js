// While somebody is added, shows who may be on record already. Without it, the server asks when the form is sent.
const WAIT_MILLISECONDS = 600;
const LOOKED_AT = [
  ...['givenName', 'familyName', 'sex', 'dateOfBirth-day', 'dateOfBirth-month', 'dateOfBirth-year'],
  ...['nhsNumber', 'upn', 'pncId', 'postcode', 'addressLines'],
];

export function lookForDuplicates() {
  for (const form of document.querySelectorAll('form[data-app-duplicate-check]')) watch(form);
}

function watch(form) {
  const place = form.querySelector('[data-app-matches]');
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
    if (!fields.get('givenName')?.trim() || !fields.get('familyName')?.trim()) return;
    const mine = (latest += 1);
    try {
      const answer = await fetch(form.dataset.appDuplicateCheck, { method: 'POST', body: fields, redirect: 'error' });
      // An answer to what was typed before is no answer to what stands there now.
      if (answer.ok && mine === latest) place.innerHTML = await answer.text();
    } catch {
      // No connection: the server asks when the form is sent.
    }
  }
}
