/** Which agency a figure is broken down by: the same on every page, list and report of it. */
export interface AgencyMeaning {
  title: string;
  /** The heading of a column of such agencies. */
  column: string;
  words: string;
}

const OF_THE_CASE: AgencyMeaning = {
  title: 'By agency of the case',
  column: 'Agency of the case',
  words: 'The agency of the plan owner; where nobody owns the plan, of the lead professional',
};
const OF_THE_ACTION: AgencyMeaning = {
  title: 'By agency that owns the action',
  column: 'Agency that owns the action',
  words: 'The agency of whoever owns the action, whichever agency the case is of',
};
const EXPECTED: AgencyMeaning = {
  title: 'By agency expected at the review',
  column: 'Agency expected at the review',
  words: 'The agency of whoever was expected at the review, whichever agency the case is of',
};

/** Indicators that count what an agency was to do; all others count the cases it has. As `figure_units` has it. */
const OF_WORK: Record<string, AgencyMeaning> = { M3: OF_THE_ACTION, M4: OF_THE_ACTION, M8: EXPECTED };

export const agencyMeaning = (code: string): AgencyMeaning => OF_WORK[code] ?? OF_THE_CASE;

/** What stands in a column of one agency beside figures of both kinds. */
export const OWN_AGENCY_WORDS =
  'the cases whose plan it owns, or that it leads where nobody owns the plan; of actions those it owns, of reviews those it was expected at';
