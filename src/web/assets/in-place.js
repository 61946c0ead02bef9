// A small form of a page where more is being typed is saved without leaving the page. Without this file it is sent as any.
import { draftOf, say, waitFor } from '/assets/drafts.js';
import { fieldsOf, post } from '/assets/reach.js';

const JSON_ANSWER = { Accept: 'application/json' };

export function saveInPlace() {
  for (const form of document.querySelectorAll('form[data-app-in-place]')) {
    let isSending = false;
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      if (isSending) return;
      isSending = true;
      await send(form);
      isSending = false;
    });
  }
}

async function send(form) {
  // A draft that is on its way must not come after what it is a draft of.
  await draftOf(form)?.save();
  const sent = fieldsOf(form);
  const answer = await post(form.action, sent, { headers: JSON_ANSWER });
  if (!answer) {
    waitFor(form);
    return;
  }
  if (!answer.headers.get('content-type')?.includes('application/json')) {
    // Signed out, or the thing is gone: the page that says so keeps the words.
    form.submit();
    return;
  }
  const { notice, problems, submissionId } = await answer.json();
  form.querySelector('input[name=submissionId]').value = submissionId;
  showProblems(form, problems ?? []);
  document.dispatchEvent(new CustomEvent('app:session-used'));
  if (problems) return;
  // What was typed while it was on its way stays.
  const written = [...form.querySelectorAll('textarea')];
  const done = written.filter((control) => control.value === sent.get(control.name));
  for (const control of done) control.value = '';
  draftOf(form)?.saved(sent.get('submissionId'), done.length < written.length);
  form.querySelector('textarea')?.focus();
  say(form, notice);
  document.dispatchEvent(new CustomEvent('app:written-down'));
}

/** In the words and the shape that the server would give them. */
function showProblems(form, problems) {
  for (const shown of form.querySelectorAll('[data-app-problem]')) shown.remove();
  for (const group of form.querySelectorAll('.govuk-form-group--error')) {
    group.classList.remove('govuk-form-group--error');
    group.querySelector('[aria-invalid]')?.removeAttribute('aria-invalid');
  }
  const [first] = problems;
  if (!first) return;
  for (const { field, message } of problems) showProblem(form, field, message);
  say(form, first.message);
  showSummary(form, problems);
}

/** Above the form and not above the page, where the eyes are; its links lead to the boxes, as the server's do. */
function showSummary(form, problems) {
  const summary = document.createElement('div');
  summary.className = 'govuk-error-summary';
  summary.setAttribute('data-app-problem', '');
  summary.setAttribute('tabindex', '-1');
  const alert = document.createElement('div');
  alert.setAttribute('role', 'alert');
  const title = document.createElement('h2');
  title.className = 'govuk-error-summary__title';
  title.textContent = 'There is a problem';
  const list = document.createElement('ul');
  list.className = 'govuk-list govuk-error-summary__list';
  for (const { field, message } of problems) list.append(problemLink(form, field, message));
  alert.append(title, list);
  summary.append(alert);
  form.prepend(summary);
  summary.focus();
}

function problemLink(form, field, message) {
  const item = document.createElement('li');
  const control = form.querySelector(`[name="${CSS.escape(field)}"]`);
  if (!control) {
    item.textContent = message;
    return item;
  }
  const link = document.createElement('a');
  link.href = `#${control.id}`;
  link.textContent = message;
  link.addEventListener('click', (event) => {
    event.preventDefault();
    control.focus();
  });
  item.append(link);
  return item;
}

function showProblem(form, field, message) {
  const control = form.querySelector(`[name="${CSS.escape(field)}"]`);
  if (!control) return;
  const words = document.createElement('p');
  words.className = 'govuk-error-message';
  words.id = `${control.id}-problem`;
  words.setAttribute('data-app-problem', '');
  words.textContent = message;
  control.before(words);
  control.setAttribute('aria-invalid', 'true');
  control.setAttribute('aria-describedby', words.id);
  control.closest('.govuk-form-group')?.classList.add('govuk-form-group--error');
}
