/** Somebody proposed as one of the few who see a restricted record. */
export interface ProposedPerson {
  id: string;
  roles: readonly string[];
}

/** Who may change the named people and agree to lift a restriction. */
export const ANSWERS_FOR_RESTRICTION: readonly string[] = ['manager', 'panel_chair'];

/**
 * What is wrong with a choice of named people, in the user's words; undefined when nothing is. Two people at the least, or one
 * absence hides the record from everybody; one of them a manager or panel chair, or nobody could ever open it again.
 */
export function namedPeopleProblem(people: readonly ProposedPerson[]): string | undefined {
  if (new Set(people.map(({ id }) => id)).size < 2) return 'Select at least two people who may see this record';
  const answers = people.some(({ roles }) => roles.some((role) => ANSWERS_FOR_RESTRICTION.includes(role)));
  return answers ? undefined : 'Select at least one manager or panel chair, so that the restriction can be lifted';
}
