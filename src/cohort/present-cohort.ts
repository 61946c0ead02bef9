import { casePaths, TIER_WORDS } from '../individuals';
import { type Day, dayInWords, isBefore } from '../shared/day';
import type { CohortMembershipRow, GroundsRow, ValidationRow } from './cohort.queries';
import type { RefusedEntryRow } from './decisions/decisions.queries';
import { EVIDENCE_KIND_WORDS, EXIT_REASON_WORDS, STRAND_WORDS } from './cohort-words';
import { cohortPaths } from './paths';

/** "Not known" is its own word: it is never shown, or read, as no. */
export function knownWords(answer: boolean | null): string {
  if (answer === null) return 'Not known';
  return answer ? 'Yes' : 'No';
}

/** What is known of a person's place in the cohort. */
export interface PlaceKnown {
  periods: CohortMembershipRow[];
  /** By when it is to be decided whether they enter; null where nobody asked. */
  decisionDueOn: Day | null;
  refused: RefusedEntryRow[];
  mayDecide: boolean;
}

/** A person's place in the cohort, for `cohort/views/cohort-part.njk`. */
export function presentCohort(individualId: string, known: PlaceKnown) {
  const { periods: rows, decisionDueOn, mayDecide } = known;
  const current = rows.find((row) => row.ended_on === null);
  return {
    isIn: current !== undefined,
    mayDecide,
    entryHref: cohortPaths.entry(individualId),
    decisionDueOn,
    refusalHref: cohortPaths.refusal(individualId),
    whyDecisionHref: casePaths.dueDate(individualId, 'cohort_decision'),
    refused: known.refused.map(presentRefused),
    tierHref: cohortPaths.tier(individualId),
    exitHref: cohortPaths.exit(individualId),
    validationHref: cohortPaths.validation(individualId),
    validateBy: current?.validate_by ?? null,
    bandWords: current?.rests_on_band
      ? `In the cohort on a spreadsheet’s band alone, without dated evidence. To be checked by ${dayInWords(current.validate_by)}: add criteria, evidence and deciders, or let them leave.`
      : null,
    summary: current ? presentCurrent(individualId, current, entryOf(current, rows)) : [],
    validations: validationsSince(current, rows).map(presentValidation),
    earlier: rows.filter((row) => row.ended_on !== null).map(presentEarlier),
  };
}

/** The period in which the present stay began: a change of tier goes on from the one before. */
function entryOf(current: CohortMembershipRow, rows: CohortMembershipRow[]): CohortMembershipRow {
  const [first] = stayOf(current, rows).slice(-1);
  return first ?? current;
}

/** The periods of one stay, newest first. */
function stayOf(current: CohortMembershipRow, rows: CohortMembershipRow[]): CohortMembershipRow[] {
  const stay = [current];
  for (const row of rows.slice(rows.indexOf(current) + 1)) {
    const next = stay[stay.length - 1];
    if (row.exit_reason !== 'superseded' || row.ended_on !== next?.started_on) break;
    stay.push(row);
  }
  return stay;
}

const validationsSince = (current: CohortMembershipRow | undefined, rows: CohortMembershipRow[]): ValidationRow[] =>
  current === undefined ? [] : stayOf(current, rows).flatMap(({ validations }) => validations);

const presentCurrent = (individualId: string, row: CohortMembershipRow, entry: CohortMembershipRow) => [
  line('Tier', TIER_WORDS[row.tier]),
  line('Strand', strandWords(row)),
  line('At risk of experiencing violence', knownWords(row.is_experiencing)),
  line('At risk of perpetrating violence', knownWords(row.is_perpetrating)),
  line('Since', dayInWords(row.started_on)),
  line('Decision', row.decision),
  line('Evidence', `${row.evidence} (${dayInWords(row.evidence_on)})`),
  // Whose decision it was is said by the deciders: the panel, whose cohort it is, may not have met on it.
  line('Decided by', row.decided_by),
  line('Cohort of', row.panel),
  ...(entry.id === row.id ? [] : [line('In the cohort since', dayInWords(entry.started_on))]),
  ...entryLines(entry),
  {
    ...line('Still belongs: check by', dayInWords(row.validate_by)),
    actions: {
      items: [
        {
          href: casePaths.dueDate(individualId, 'validation'),
          text: 'Why then?',
          visuallyHiddenText: 'check by that day',
        },
      ],
    },
  },
];

function entryLines(entry: CohortMembershipRow) {
  if (entry.came_about === 'earlier') {
    return [line('Grounds of the entry', 'Entered before criteria and deciders were kept. The next check adds them.')];
  }
  const imported = line(
    'Grounds of the entry',
    'Imported from a spreadsheet: nobody has judged it against the criteria yet.',
  );
  const version = entry.method_number === null ? '' : ` (version ${entry.method_number})`;
  return [
    ...(entry.came_about === 'imported'
      ? [imported]
      : [line(`Criteria met${version}`, listed(entry.grounds.criteria))]),
    line('All evidence at entry', evidenceWords(entry.grounds)),
    line('Who decided', listed(entry.grounds.deciders)),
    line('Who disagreed', entry.came_about === 'imported' ? 'Not recorded' : (entry.dissent ?? 'Nobody')),
    line('Considered and rejected', entry.considered ?? 'Not recorded'),
  ];
}

const presentValidation = (validation: ValidationRow) => ({
  decidedOn: validation.decidedOn,
  lateWords: lateWords(validation),
  summary: [
    line('Decision', validation.decision),
    line('Criteria met', listed(validation.criteria)),
    line('Evidence', evidenceWords(validation)),
    line('Who decided', listed(validation.deciders)),
    line('Who disagreed', validation.dissent ?? 'Nobody'),
    line('Written down by', validation.decidedBy),
  ],
});

const lateWords = ({ wasDueOn, decidedOn }: { wasDueOn: Day; decidedOn: Day }): string =>
  isBefore(wasDueOn, decidedOn) ? `late: it was due on ${dayInWords(wasDueOn)}` : 'in time';

const presentRefused = (row: RefusedEntryRow) => ({
  decidedOn: row.decided_on,
  summary: [
    line('Why they did not enter', row.reason),
    line('Who decided', row.deciders),
    line('Who disagreed', row.dissent ?? 'Nobody'),
    line('Written down by', row.decided_by),
  ],
});

const presentEarlier = (row: CohortMembershipRow) => ({
  startedOn: row.started_on,
  endedOn: row.ended_on,
  tierWords: TIER_WORDS[row.tier],
  placeWords:
    `Strand: ${strandWords(row)}. Experiencing violence: ${knownWords(row.is_experiencing)}. ` +
    `Perpetrating violence: ${knownWords(row.is_perpetrating)}.`,
  decision: row.decision,
  ...endWords(row),
  acceptedWords:
    row.accepting_authority === null || row.accepted_on === null
      ? null
      : `Accepted by ${row.accepting_authority} (${row.accepted_by}) on ${dayInWords(row.accepted_on)}`,
});

const endWords = ({ exit_reason: reason, exit_rationale: rationale, is_set_aside: isSetAside }: CohortMembershipRow) =>
  isSetAside
    ? {
        exitWords: 'Two records were merged and another stay of this time stands: this one does not count',
        exitRationale: null,
      }
    : { exitWords: reason === null ? '' : EXIT_REASON_WORDS[reason], exitRationale: rationale };

const strandWords = ({ strand }: CohortMembershipRow): string => (strand === null ? 'Not known' : STRAND_WORDS[strand]);

const evidenceWords = ({ evidence }: GroundsRow): string =>
  listed(
    evidence.map(({ kind, text, happenedOn }) => `${dayInWords(happenedOn)}. ${EVIDENCE_KIND_WORDS[kind]}: ${text}`),
  );

const listed = (lines: string[]): string => (lines.length === 0 ? 'None' : lines.join('\n'));

const line = (key: string, text: string) => ({ key: { text: key }, value: { text, classes: 'app-pre-line' } });
