import { type CaseHeader, caseLayoutModel, casePaths, TIER_WORDS, TIERS } from '../../individuals';
import type { DayBoxes, TypedFields } from '../../web/page-model';
import type { CohortMembershipRow } from '../cohort.queries';
import { EXIT_REASON_WORDS, EXIT_REASONS, STRAND_WORDS, STRANDS } from '../cohort-words';
import { cohortPaths } from '../paths';
import type { ChangeTierForm, EnterCohortForm, ExitCohortForm } from './cohort.form';

export type TypedCohort = TypedFields<
  keyof EnterCohortForm | keyof ChangeTierForm | keyof ExitCohortForm | DayBoxes<'startedOn' | 'evidenceOn'>
>;

/** The forms of entry, tier and exit, with what was typed when one comes back. */
export const presentCohortForms = (
  header: CaseHeader,
  current: CohortMembershipRow | undefined,
  { typed, isStale }: { typed: TypedCohort; isStale: boolean },
) => ({
  ...caseLayoutModel(header, 'people'),
  hrefs: {
    entry: cohortPaths.entry(header.id),
    tier: cohortPaths.tier(header.id),
    exit: cohortPaths.exit(header.id),
    people: casePaths.people(header.id),
  },
  backHref: casePaths.people(header.id),
  tiers: TIERS.map((value) => ({ value, text: TIER_WORDS[value] })),
  strands: [{ value: '', text: 'Not known' }, ...STRANDS.map((value) => ({ value, text: STRAND_WORDS[value] }))],
  answers: [
    { value: 'yes', text: 'Yes' },
    { value: 'no', text: 'No' },
    { value: 'not_known', text: 'Not known' },
  ],
  exitReasons: EXIT_REASONS.map((value) => ({ value, text: EXIT_REASON_WORDS[value] })),
  current: current && { id: current.id, version: current.version, tierWords: TIER_WORDS[current.tier] },
  currentTier: current?.tier,
  typed,
  typedWords: wordsOf(typed),
  isStale,
});

export type CohortFormsModel = ReturnType<typeof presentCohortForms>;

/** What was chosen, in words, for a page that has no form any more to show it in. */
const wordsOf = (typed: TypedCohort) => ({
  exitReason: EXIT_REASONS.filter((reason) => reason === typed.exitReason).map((known) => EXIT_REASON_WORDS[known])[0],
  tier: TIERS.filter((tier) => tier === typed.tier).map((known) => TIER_WORDS[known])[0],
});
