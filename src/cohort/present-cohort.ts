import { TIER_WORDS } from '../individuals';
import { dayInWords } from '../shared/day';
import type { CohortMembershipRow } from './cohort.queries';
import { EXIT_REASON_WORDS, STRAND_WORDS } from './cohort-words';
import { cohortPaths } from './paths';

/** "Not known" is its own word: it is never shown, or read, as no. */
export function knownWords(answer: boolean | null): string {
  if (answer === null) return 'Not known';
  return answer ? 'Yes' : 'No';
}

/** A person's place in the cohort, for `cohort/views/cohort-part.njk`. */
export function presentCohort(individualId: string, rows: CohortMembershipRow[], mayDecide: boolean) {
  const current = rows.find((row) => row.ended_on === null);
  return {
    isIn: current !== undefined,
    mayDecide,
    entryHref: cohortPaths.entry(individualId),
    tierHref: cohortPaths.tier(individualId),
    exitHref: cohortPaths.exit(individualId),
    summary: current ? presentCurrent(current) : [],
    earlier: rows.filter((row) => row.ended_on !== null).map(presentEarlier),
  };
}

const presentCurrent = (row: CohortMembershipRow) => [
  line('Tier', TIER_WORDS[row.tier]),
  line('Strand', row.strand === null ? 'Not known' : STRAND_WORDS[row.strand]),
  line('At risk of experiencing violence', knownWords(row.is_experiencing)),
  line('At risk of perpetrating violence', knownWords(row.is_perpetrating)),
  line('Since', dayInWords(row.started_on)),
  line('Decision', row.decision),
  line('Evidence', `${row.evidence} (${dayInWords(row.evidence_on)})`),
  line('Decided by', `${row.decided_by}, for the ${row.panel}`),
];

const presentEarlier = (row: CohortMembershipRow) => ({
  startedOn: row.started_on,
  endedOn: row.ended_on,
  tierWords: TIER_WORDS[row.tier],
  decision: row.decision,
  exitWords: row.exit_reason === null ? '' : EXIT_REASON_WORDS[row.exit_reason],
  exitRationale: row.exit_rationale,
});

const line = (key: string, text: string) => ({ key: { text: key }, value: { text, classes: 'app-pre-line' } });
