// Brings in what others write down about the case on this page. Without this file it is there when the page is asked for.
const EVERY_MILLISECONDS = 4_000;

export function bringEntries() {
  const place = document.querySelector('[data-app-entries]');
  if (!place) return;
  let isAsking = false;

  async function look() {
    if (isAsking || document.visibilityState === 'hidden') return;
    isAsking = true;
    try {
      const seen = place.querySelectorAll('[data-app-entry]').length;
      const answer = await fetch(`${place.dataset.appEntries}?seen=${seen}`, { redirect: 'error' });
      if (answer.status === 200) add(place, await answer.text());
    } catch {
      // No connection: what is typed is kept, and the next question may be answered.
    } finally {
      isAsking = false;
    }
  }

  setInterval(look, EVERY_MILLISECONDS);
  document.addEventListener('app:written-down', look);
  document.addEventListener('visibilitychange', look);
}

/** Only what is new, so that only that is read out. */
function add(place, html) {
  const part = document.createElement('div');
  part.innerHTML = html;
  const known = new Set([...place.querySelectorAll('[data-app-entry]')].map((one) => one.dataset.appEntry));
  for (const one of part.querySelectorAll('[data-app-entry]')) if (!known.has(one.dataset.appEntry)) place.append(one);
  place.querySelector('[data-app-no-entry]')?.remove();
}
