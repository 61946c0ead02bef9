// Saves what is typed into a long form as a draft on the server. Without this file a form that was sent is kept all the same.
const WAIT_MILLISECONDS = 2_000;
const AGAIN_MILLISECONDS = 5_000;

export function keepDrafts() {
  for (const mark of document.querySelectorAll('form[method=post] input[name=draftOf]')) {
    if (!mark.form.querySelector('input[name=draftOpen]')) keepDraftOf(mark.form);
  }
}

function keepDraftOf(form) {
  const said = form.querySelector('[data-app-draft-status]');
  let timer;
  let isWaiting = false;
  let isSent = false;

  async function save(isLeaving) {
    clearTimeout(timer);
    if (!isWaiting || isSent) return;
    isWaiting = false;
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
    try {
      const answer = await fetch('/drafts', {
        method: 'POST',
        body: fields,
        redirect: 'error',
        keepalive: isLeaving === true,
      });
      if (!answer.ok) throw new Error('not kept');
      const { savedAt } = await answer.json();
      if (said) said.textContent = `Draft saved ${savedAt}`;
      document.dispatchEvent(new CustomEvent('app:session-used'));
    } catch {
      isWaiting = true;
      if (said)
        said.textContent = 'Draft not saved: we cannot be reached. What you typed is on this page, and we keep trying.';
      if (isLeaving !== true) timer = setTimeout(save, AGAIN_MILLISECONDS);
    }
  }

  form.addEventListener('input', () => {
    isWaiting = true;
    clearTimeout(timer);
    timer = setTimeout(save, WAIT_MILLISECONDS);
  });
  form.addEventListener('submit', () => {
    isSent = true;
    clearTimeout(timer);
  });
  window.addEventListener('online', () => save());
  window.addEventListener('pagehide', () => save(true));
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && save(true));
  document.addEventListener('app:session-ended', () => save(true));
}
