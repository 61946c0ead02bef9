import { caseLayoutModel, type CaseHeader } from '../../../individuals';
import type { Day } from '../../../shared/day';
import { SDQ_INFORMANTS, sdqBand } from '../../domain/sdq-band';
import { screeningPaths } from '../../paths';
import { partsOf, typedDay, typedText } from '../../web/typed-fields';
import { MEASURE_KINDS, type MeasureKind } from '../measure.entity';
import { MEASURE_WORDS, VOCABULARY } from '../measure-words';
import type { MeasureRow } from '../measures.queries';

/** What a measure says, in words. Never a sum of anything. */
export function measureWords({ kind, subject, answer, total, codes }: MeasureRow): string {
  if (kind === 'sdq') {
    const informant = SDQ_INFORMANTS.find((one) => one === subject);
    const band = informant && total !== null ? sdqBand(informant, total) : null;
    return `${total} of 40${band === null ? '' : `: ${band}`}`;
  }
  const { answers, codes: known } = VOCABULARY[kind];
  const words = answers[answer ?? ''] ?? '';
  return codes.length === 0 ? words : `${words}: ${codes.map((code) => `${known[code] ?? code} (${code})`).join(', ')}`;
}

const rowOf = (row: MeasureRow) => ({
  subject: VOCABULARY[row.kind].subjects[row.subject] ?? row.subject,
  words: measureWords(row),
  knownOn: row.known_on,
  source: row.source,
  support: row.support,
  isHealthOnly: row.visibility === 'health_only',
  who: `${row.recorded_by_name}, ${row.agency_name}`,
});

/** Everything that other assessments say about one person, by kind; what was said before below. */
export function presentMeasures(header: CaseHeader, rows: readonly MeasureRow[], mayRecord: boolean) {
  return {
    ...caseLayoutModel(header, 'screenings'),
    backHref: screeningPaths.list(header.id),
    kinds: MEASURE_KINDS.map((kind) => {
      const own = rows.filter((row) => row.kind === kind);
      return {
        kind,
        title: MEASURE_WORDS[kind],
        addHref: mayRecord ? screeningPaths.addMeasure(header.id, kind) : null,
        current: own.filter((row) => row.is_current).map(rowOf),
        earlier: own.filter((row) => !row.is_current).map(rowOf),
      };
    }),
  };
}

export type MeasuresModel = ReturnType<typeof presentMeasures>;

interface Filled {
  kind: MeasureKind;
  today: Day;
  typed?: Record<string, unknown>;
}

/** The form of one kind. */
export function presentMeasureForm(header: CaseHeader, { kind, today, typed }: Filled) {
  const { subjects, answers, codes } = VOCABULARY[kind];
  const knownOn = typed ? typedDay(typed, 'knownOn') : partsOf(today);
  const box = (name: 'day' | 'month' | 'year', width: number) => ({
    name: `knownOn-${name}`,
    label: `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    value: knownOn[name],
    classes: `govuk-input--width-${width}`,
  });
  const items = (words: Record<string, string>) => Object.entries(words).map(([value, text]) => ({ value, text }));
  const sent = typed?.['codes'];
  const chosen: unknown[] = Array.isArray(sent) ? sent : [sent];
  return {
    ...caseLayoutModel(header, 'screenings'),
    backHref: screeningPaths.measures(header.id),
    action: screeningPaths.addMeasure(header.id, kind),
    kind,
    heading: HEADINGS[kind],
    subjects: Object.keys(subjects).length > 1 ? items(subjects) : [],
    answers: items(answers),
    codes: items(codes),
    subject: typedText(typed, 'subject'),
    answer: typedText(typed, 'answer'),
    total: typedText(typed, 'total'),
    chosenCodes: chosen.filter((code) => typeof code === 'string'),
    knownOnBoxes: [box('day', 2), box('month', 2), box('year', 4)],
    source: typedText(typed, 'source'),
    support: typedText(typed, 'support'),
    visibility: typedText(typed, 'visibility') || 'all_agencies',
  };
}

export type MeasureFormModel = ReturnType<typeof presentMeasureForm>;

const HEADINGS: Record<MeasureKind, string> = {
  sdq: 'Record an SDQ total',
  send: 'Record special educational needs',
  disability: 'Record disability',
  ace: 'Record what is known about an adverse experience',
};
