import { windowWords } from '../web/present-method';
import { type CaseHeader, caseLayoutModel, casePaths, TIER_WORDS, TIERS } from '../../individuals';
import type { DayBoxes, TypedFields } from '../../web/page-model';
import type { CohortMembershipRow } from '../cohort.queries';
import { EVIDENCE_KIND_WORDS, EXIT_REASON_WORDS, EXIT_REASONS, STRAND_WORDS, STRANDS } from '../cohort-words';
import { EVIDENCE_KINDS } from '../domain/grounds';
import type { MethodRow } from '../method/methods.queries';
import type { PlaceForecast } from '../place-forecasts';
import { cohortPaths, methodPaths } from '../paths';
import type { AtMeeting, TypedAtMeeting } from './at-meeting';
import type { ChangeTierForm, EnterCohortForm, ExitCohortForm, ValidateMembershipForm } from './cohort.form';

type Days = 'startedOn' | 'evidenceOn' | 'evidence2On' | 'acceptedOn';

export type TypedCohort = TypedFields<
  keyof EnterCohortForm | keyof ChangeTierForm | keyof ExitCohortForm | keyof ValidateMembershipForm | DayBoxes<Days>
> &
  TypedAtMeeting;

interface Shown {
  typed: TypedCohort;
  isStale: boolean;
  method: MethodRow | undefined;
  /** What each place would do to the review that runs. */
  forecast: PlaceForecast | undefined;
}

/** The forms of entry, tier, validation and exit, with what was typed when one comes back. */
export const presentCohortForms = (
  header: CaseHeader,
  current: CohortMembershipRow | undefined,
  { typed, isStale, method, forecast }: Shown,
) => ({
  ...caseLayoutModel(header, 'people'),
  hrefs: {
    entry: cohortPaths.entry(header.id),
    tier: cohortPaths.tier(header.id),
    validation: cohortPaths.validation(header.id),
    exit: cohortPaths.exit(header.id),
    whyDue: casePaths.dueDate(header.id, 'validation'),
    people: casePaths.people(header.id),
    method: methodPaths.inForce,
  },
  backHref: casePaths.people(header.id),
  tiers: TIERS.map((value) => ({
    ...{ value, text: TIER_WORDS[value] },
    ...hintOf(current && forecast?.({ tier: value, strand: current.strand })),
  })),
  strands: [{ value: '', text: 'Not known' }, ...STRANDS.map((value) => ({ value, text: STRAND_WORDS[value] }))],
  knownStrands: [
    ...STRANDS.map((value) => ({
      ...{ value, text: STRAND_WORDS[value] },
      ...hintOf(current && forecast?.({ tier: current.tier, strand: value })),
    })),
    { value: 'not_known', text: 'Not known' },
  ],
  answers: [
    { value: 'yes', text: 'Yes' },
    { value: 'no', text: 'No' },
    { value: 'not_known', text: 'Not known' },
  ],
  exitReasons: EXIT_REASONS.map((value) => ({ value, text: EXIT_REASON_WORDS[value] })),
  grounds: {
    version: method?.number ?? null,
    methodHref: methodPaths.inForce,
    criteria: (method?.criteria ?? []).map(({ id, text, withinDays }) => ({
      value: id,
      text,
      ...(withinDays === null ? {} : { hint: { text: windowWords(withinDays) } }),
    })),
    ticked: [typed.criteriaMet].flat(),
    kinds: EVIDENCE_KINDS.map((value) => ({ value, text: EVIDENCE_KIND_WORDS[value] })),
  },
  current: current && {
    id: current.id,
    version: current.version,
    tierWords: TIER_WORDS[current.tier],
    validateBy: current.validate_by,
  },
  /** What stands in the form of a change before anybody types. */
  place: current && {
    tier: current.tier,
    strand: current.strand ?? 'not_known',
    isExperiencing: answerOf(current.is_experiencing),
    isPerpetrating: answerOf(current.is_perpetrating),
  },
  /** The referral whose words stand in the form of an entry; nobody typed them yet. */
  fromReferral: '',
  atMeeting: undefined as AtMeeting | undefined,
  typed,
  typedWords: wordsOf(typed),
  isStale,
});

export type CohortFormsModel = ReturnType<typeof presentCohortForms>;

const hintOf = (words: string | undefined) => (words ? { hint: { text: words } } : {});

function answerOf(answer: boolean | null): string {
  if (answer === null) return 'not_known';
  return answer ? 'yes' : 'no';
}

/** What was chosen, in words, for a page that has no form any more to show it in. */
const wordsOf = (typed: TypedCohort) => ({
  exitReason: EXIT_REASONS.filter((reason) => reason === typed.exitReason).map((known) => EXIT_REASON_WORDS[known])[0],
  tier: TIERS.filter((tier) => tier === typed.tier).map((known) => TIER_WORDS[known])[0],
});
