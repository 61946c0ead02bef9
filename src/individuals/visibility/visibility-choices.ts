import type { Actor } from '../../platform/access';
import type { TypedFields } from '../../web/page-model';
import type { CaseAgency } from './case-agencies';
import { choosableVisibilities, VISIBILITY_WORDS } from './visibility';
import type { VisibilityForm } from './visibility.form';

export type TypedVisibility = TypedFields<keyof VisibilityForm>;

/** What `notes/views/visibility-fields.njk` needs. `passedOn` is the answer that stands until another is chosen. */
export function visibilityChoices(
  actor: Actor,
  agencies: CaseAgency[],
  typed: TypedVisibility,
  passedOn: 'yes' | 'no',
) {
  const chosen: unknown[] = Array.isArray(typed.visibleTo) ? typed.visibleTo : [typed.visibleTo];
  return {
    /** Somebody answered otherwise than as it stands unasked. */
    isChosen: (typed.visibility ?? 'all_agencies') !== 'all_agencies' || (typed.mayBePassedOn ?? passedOn) !== passedOn,
    choices: choosableVisibilities(actor.agencyKind).map((value) => ({
      value,
      text: value === 'named_agencies' ? namedWords(agencies) : VISIBILITY_WORDS[value],
    })),
    agencies: agencies.map(({ id, name }) => ({ value: id, text: name, checked: chosen.includes(id) })),
    visibility: typed.visibility ?? 'all_agencies',
    mayBePassedOn: typed.mayBePassedOn ?? passedOn,
  };
}

/** A choice of agencies where there is none to choose would be looked for. */
const namedWords = (others: CaseAgency[]): string =>
  others.length === 0 ? 'Only my agency (no other agency is on this case)' : 'Only my agency, and any I choose';
