/** More people than this, in one list or in those of one day together, need a second person's agreement. */
export const PEOPLE_ALONE = 100;
/** A request waits so long; a file can be fetched for so long, and must be gone by then. */
export const DAYS_TO_DECIDE = 7;
export const HOURS_TO_DOWNLOAD = 24;
export const DAYS_TO_KEEP = 90;

/** Whether nobody may take this alone: an extract for an evaluator always, a list of cases and the audit above the number. */
export const needsSecondPerson = (kind: 'cases' | 'evaluation' | 'audit', people: number): boolean =>
  kind === 'evaluation' || people > PEOPLE_ALONE;
