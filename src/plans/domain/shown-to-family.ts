import type { PlanAction, PlanContingency } from './plan-content';

/** Enforcement and disruption are agreed between agencies; what is done about harm to others names them. */
const NOT_SHOWN: readonly string[] = ['disrupt', 'enforce', 'enforcement', 'retaliation'];

type Part = Pick<PlanAction | PlanContingency, 'kind' | 'shownToFamily'>;

/** The author's choice; who made none leaves it to the kind. */
export const isShown = ({ kind, shownToFamily }: Part): boolean => shownToFamily ?? !NOT_SHOWN.includes(kind);

/** Left out because of what it is, and not because its author said so. */
export const isLeftOutByKind = (part: Part): boolean => !isShown(part) && typeof part.shownToFamily !== 'boolean';

/** What was chosen; nothing where nobody chose. */
export const shownWords = (shownToFamily: boolean | null | undefined): string | undefined => {
  if (typeof shownToFamily !== 'boolean') return undefined;
  return shownToFamily ? SHOWN_WORDS : 'Not in the version for the person and family';
};

export const SHOWN_WORDS = 'In the version for the person and family';
