// Folds what is seldom needed where the screen is narrow. Without this file all of it stands open, one below the other.
const NARROW = '(max-width: 40.0525em)';

export function foldOnNarrow() {
  const folds = [...document.querySelectorAll('[data-app-fold]')];
  if (folds.length === 0 || !window.matchMedia(NARROW).matches) return;
  for (const fold of folds) fold.open = hasSomething(fold);
  // On paper nothing is folded.
  window.addEventListener('beforeprint', () => folds.forEach((fold) => (fold.open = true)));
  // A screen turned on its side has no summary to open them by.
  window.matchMedia(NARROW).addEventListener('change', ({ matches }) => {
    if (!matches) folds.forEach((fold) => (fold.open = true));
  });
}

/** What was typed, or was wrong, is never out of sight. */
function hasSomething(fold) {
  if (fold.querySelector('.govuk-error-message')) return true;
  const fields = [...fold.querySelectorAll('input:not([type=hidden]), select, textarea')];
  return fields.some((field) => isAnswered(field));
}

function isAnswered(field) {
  // Radios in a fold say who may read an action, and one of them always is chosen.
  if (field.type === 'radio') return false;
  if (field.type === 'checkbox') return field.checked;
  return field.tagName === 'SELECT' ? field.selectedIndex > 0 : field.value.trim() !== '';
}
