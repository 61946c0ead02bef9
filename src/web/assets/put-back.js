// Puts a draft that the server offers above a form back into the form where it stands, beside what was typed since.
import { post } from '/assets/reach.js';

const PUT_BACK = 'What you had typed here is back. It is not saved yet.';

/** The offer above this form, if one is waiting. */
export function offerFor(form) {
  const mark = form.querySelector('input[name=draftOf]');
  return [...document.querySelectorAll('[data-app-draft]')].find((one) => one.dataset.appDraft === mark?.value);
}

/** Says that this form has shown the draft of that page, and so may write over it. */
export function setKnown(form, page) {
  let field = form.querySelector('input[name=draftKnown]');
  if (!field) {
    field = document.createElement('input');
    Object.assign(field, { type: 'hidden', name: 'draftKnown' });
    form.append(field);
  }
  field.value = page;
}

/** Puts the draft back at once when it was typed on this same page, otherwise when its reader says so. */
export function askAbout(offer, form, answered) {
  const use = offer.querySelector('[data-app-draft-use]');
  const discard = offer.querySelector('[data-app-draft-discard]');
  const fields = [...use.querySelectorAll('[data-app-draft-field]')].map(({ name, value }) => [name, value]);
  const known = use.querySelector('input[name=draftKnown]').value;

  if (offer.hasAttribute('data-app-draft-puts-back') && hasPlaceForAll(form, fields)) {
    const { isBehind } = putBack(form, fields);
    setKnown(form, known);
    if (isBehind) show(offer, isBehind);
    else offer.remove();
    answered(PUT_BACK);
    return;
  }
  offer.hidden = false;
  use.addEventListener('submit', (event) => {
    // A form with rows that this page has not: the server draws it.
    if (!hasPlaceForAll(form, fields)) return;
    event.preventDefault();
    const { isBehind } = putBack(form, fields);
    setKnown(form, known);
    show(offer, isBehind);
    answered('');
  });
  discard.addEventListener('submit', async (event) => {
    event.preventDefault();
    const answer = await post(discard.action, new URLSearchParams(new FormData(discard)));
    if (!answer) return;
    offer.remove();
    form.querySelector('input:not([type=hidden]), textarea, select')?.focus();
    answered('');
  });
}

function show(offer, isBehind) {
  const heading = offer.querySelector('[data-app-draft-heading]');
  offer.hidden = false;
  offer.removeAttribute('data-app-draft');
  for (const part of offer.querySelectorAll('[data-app-draft-asked]')) part.remove();
  offer.querySelector('[data-app-draft-opened]').hidden = false;
  offer.querySelector('[data-app-draft-behind]').hidden = !isBehind;
  heading.textContent = heading.dataset.appDraftUsed;
  heading.focus();
}

const controlsOf = (form, name) => [...form.elements].filter((one) => one.name === name);

const hasPlaceForAll = (form, fields) =>
  fields.every(([name, value]) => value.trim() === '' || controlsOf(form, name).length > 0);

/** Each answer as it was in the draft, unless it was changed here since: then both, where both can stand. */
function putBack(form, fields) {
  const kept = new Map();
  for (const [name, value] of fields) kept.set(name, [...(kept.get(name) ?? []), value]);
  let isBehind = false;
  for (const control of form.elements) {
    if (!control.name || ['_csrf', 'submissionId', 'draftOf', 'draftFor', 'draftKnown'].includes(control.name))
      continue;
    const values = kept.get(control.name);
    if (control.type === 'hidden') {
      // What the draft was begun beside: the server sees that it has changed.
      if (!values || values[0] === control.value) continue;
      control.value = values[0];
      isBehind = true;
    } else if (control.type === 'radio' || control.type === 'checkbox') choose(form, control, values);
    else if (values) write(control, values[0]);
  }
  // Of the components that show more when something is chosen.
  window.dispatchEvent(new PageTransitionEvent('pageshow'));
  return { isBehind };
}

function choose(form, control, values) {
  const isTouched = controlsOf(form, control.name).some((one) => one.checked !== one.defaultChecked);
  if (isTouched || (!values && control.type === 'radio')) return;
  control.checked = values?.includes(control.value) ?? false;
  if (control.checked) reveal(control);
}

function write(control, value) {
  if (value === control.value) return;
  const isUntouched = control.value.trim() === '' || control.value === untouchedValue(control);
  if (isUntouched) control.value = value;
  else if (value.trim() !== '' && control.tagName === 'TEXTAREA') control.value = `${value}\n\n${control.value}`;
  else if (value.trim() !== '' && control.type === 'text' && control.inputMode !== 'numeric')
    control.value = `${value} ${control.value}`;
  if (value.trim() !== '') reveal(control);
}

function untouchedValue(control) {
  if (control.tagName !== 'SELECT') return control.defaultValue;
  const chosen = [...control.options].find((option) => option.defaultSelected) ?? control.options[0];
  return chosen?.value;
}

function reveal(control) {
  for (let part = control.closest('details'); part; part = part.parentElement?.closest('details')) part.open = true;
}
