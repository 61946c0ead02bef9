// Warns before the session ends. Without this file the top of each page says when, and its link extends in another tab.
const WARN_SECONDS = 120;
const SAY_EVERY_SECONDS = 30;

const wordsFor = (seconds) =>
  seconds > 60
    ? `in ${Math.ceil(seconds / 60)} minutes`
    : `in ${Math.max(0, seconds)} second${seconds === 1 ? '' : 's'}`;

export function watchSession() {
  const shown = document.querySelector('[data-app-session]');
  const dialog = document.querySelector('[data-app-session-dialog]');
  if (!shown || !dialog?.showModal) return;
  const left = dialog.querySelector('[data-app-session-left]');
  const said = dialog.querySelector('[data-app-session-said]');
  // Each tab tells the others that the session was used, so that none warns too early. Nothing is stored.
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel('session') : undefined;
  let endsAt = 0;
  let latestAt = Date.now() + Number(shown.dataset.latestIn) * 1000;

  function used(seconds) {
    endsAt = Math.min(Date.now() + seconds * 1000, latestAt);
    const end = shown.querySelector('[data-app-session-end]');
    if (end) {
      const words = new Date(endsAt).toLocaleTimeString('en-GB', {
        hour: 'numeric',
        minute: '2-digit',
        hour12: true,
        timeZone: 'Europe/London',
      });
      end.textContent = words.replace(/\s/g, '').toLowerCase();
    }
    if (dialog.open) dialog.close();
  }

  async function extend() {
    try {
      const answer = await fetch(shown.dataset.sessionHref, {
        headers: { Accept: 'application/json' },
        redirect: 'error',
      });
      const times = await answer.json();
      latestAt = Date.now() + times.latestInSeconds * 1000;
      used(times.endsInSeconds);
      channel?.postMessage(times.endsInSeconds);
    } catch {
      left.textContent = 'soon: we could not reach the service, try again';
    }
  }

  function tick() {
    const seconds = Math.round((endsAt - Date.now()) / 1000);
    if (seconds <= 0) {
      document.dispatchEvent(new CustomEvent('app:session-ended'));
      window.location.assign(shown.dataset.signInHref);
      return;
    }
    if (seconds <= WARN_SECONDS) {
      if (!dialog.open) dialog.showModal();
      left.textContent = wordsFor(seconds);
      // Every second would drown a screen reader.
      if (seconds % SAY_EVERY_SECONDS === 0) said.textContent = `You are signed out ${wordsFor(seconds)}.`;
    }
    setTimeout(tick, 1000);
  }

  const full = Number(shown.dataset.endsIn);
  channel?.addEventListener('message', ({ data }) => used(Number(data)));
  channel?.postMessage(full);
  document.addEventListener('app:session-used', () => used(full));
  dialog.querySelector('[data-app-session-stay]').addEventListener('click', extend);
  // Escape means "let me carry on", which is what staying signed in is.
  dialog.addEventListener('cancel', extend);
  endsAt = Date.now() + full * 1000;
  tick();
}
