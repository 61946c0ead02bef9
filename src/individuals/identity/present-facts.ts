import { dayInLondon, dayInWords, type Day } from '../../shared/day';
import { displayIdentifier } from '../domain/read-identifier';
import type { FactKind } from '../end-fact';
import {
  ADDRESS_WORDS,
  custodyPlaceWords,
  EDUCATION_WORDS,
  IDENTIFIER_WORDS,
  STATUS_KIND_WORDS,
  statusWords,
} from '../identity-words';
import { factPaths } from '../paths';
import type { AddressRow, EducationRow, IdentifierRow, RecordedRow, StatusRow } from './identity.queries';

/** One fact as `individuals/views/fact-list.njk` shows it. */
export interface ShownFact {
  id: string;
  title: string;
  lines: string[];
  tags: { text: string; classes: string }[];
  period: string | null;
  recorded: string;
  endingHref: string | null;
  /** True no more, or never was: folded away. */
  isPast: boolean;
}

type Titled = Pick<ShownFact, 'title' | 'lines'> & { tags?: ShownFact['tags'] };
type Row = RecordedRow & { from_on?: Day | null; until_on?: Day | null };

/** What every fact shows in the same way: its time, who recorded it from which source, and how to say it is true no more. */
export function shownFact(individualId: string, kind: FactKind, row: Row, said: Titled, mayChange: boolean): ShownFact {
  const isWithdrawn = row.withdrawn_at !== null;
  const isPast = isWithdrawn || row.until_on != null;
  const wrong = isWithdrawn
    ? [`Recorded in error: ${row.withdrawn_because ?? ''} (${row.withdrawn_by ?? 'not known'})`]
    : [];
  return {
    id: row.id,
    title: said.title,
    lines: [...said.lines.filter((line) => line !== ''), ...wrong],
    tags: [...(said.tags ?? []), ...(isWithdrawn ? [{ text: 'Recorded in error', classes: 'govuk-tag--red' }] : [])],
    period: periodWords(row.from_on ?? null, row.until_on ?? null),
    recorded: recordedWords(row),
    endingHref: mayChange && !isPast ? factPaths.ending(individualId, kind, row.id) : null,
    isPast,
  };
}

/** What stands, and what stands no more. */
export const nowAndPast = (facts: ShownFact[]): { facts: ShownFact[]; past: ShownFact[] } => ({
  facts: facts.filter(({ isPast }) => !isPast),
  past: facts.filter(({ isPast }) => isPast),
});

export const recordedWords = (row: Pick<RecordedRow, 'recorded_at' | 'recorded_by' | 'agency' | 'source'>): string =>
  `Recorded ${dayInWords(dayInLondon(row.recorded_at))}${row.recorded_by ? ` by ${row.recorded_by}${row.agency ? `, ${row.agency}` : ''}` : ''}. Source: ${row.source ?? 'not recorded'}.`;

export function periodWords(from: Day | null, until: Day | null): string | null {
  if (from === null && until === null) return null;
  if (until === null) return `Since ${dayInWords(from ?? '')}`;
  return from === null ? `Until ${dayInWords(until)}` : `${dayInWords(from)} to ${dayInWords(until)}`;
}

export const identifierSaid = (row: IdentifierRow): Titled => ({
  title: `${IDENTIFIER_WORDS[row.kind]}: ${displayIdentifier(row.kind, row.value)}`,
  lines: row.unverified_because === null ? [] : [`It fails its own check. Kept because: ${row.unverified_because}`],
  tags: row.unverified_because === null ? [] : [{ text: 'Unverified', classes: 'govuk-tag--yellow' }],
});

export const addressSaid = (row: AddressRow): Titled => ({
  title: `${row.lines}${row.postcode ? `, ${row.postcode}` : ''}`,
  lines: [
    row.uprn === null ? '' : `UPRN ${row.uprn}`,
    row.placed_by === null ? '' : `Placed by ${row.placed_by}`,
    row.placed_in === null ? '' : `In the area of ${row.placed_in}`,
  ],
  tags: [
    {
      text: ADDRESS_WORDS[row.kind],
      classes: row.kind === 'placed_out_of_area' ? 'govuk-tag--orange' : 'govuk-tag--grey',
    },
  ],
});

export const educationSaid = (row: EducationRow): Titled => ({
  title: row.setting === null ? EDUCATION_WORDS[row.status] : `${EDUCATION_WORDS[row.status]}: ${row.setting}`,
  lines: [],
});

export const statusSaid = (row: StatusRow): Titled => ({
  title: statusWords(row.kind, row.status),
  lines: [
    row.place === null ? '' : `Held at ${custodyPlaceWords(row.place, row.place_name)}.`,
    row.release_expected_on === null ? '' : `Release expected on ${dayInWords(row.release_expected_on)}.`,
    row.detail ?? '',
  ],
  tags: [{ text: STATUS_KIND_WORDS[row.kind], classes: 'govuk-tag--grey' }],
});
