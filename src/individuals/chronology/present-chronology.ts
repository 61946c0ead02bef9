import { addMonths, type Day } from '../../shared/day';
import { caseLayoutModel } from '../case-page';
import type { CaseHeader } from '../case-headers';
import { casePaths } from '../paths';
import { BASIS_WORDS, RELATIONSHIP_BASES } from '../relationships/relationship-words';
import { keptToWords } from '../visibility/visibility';
import type { ChronologyPage } from './case-chronology';
import type { ChronologyForm } from './chronology.form';
import { CHRONOLOGY_KINDS } from './chronology-kinds';
import type { ChronologyRow } from './chronology.queries';
import { CHRONOLOGY_WORDS, entryTitle } from './chronology-words';

/** What is older than this is folded away until somebody opens it. */
const MONTHS_OPEN = 6;

/** Everything that happened, newest first. */
export function presentChronology(
  header: CaseHeader,
  { page, agencies }: ChronologyPage,
  asked: ChronologyForm,
  today: Day,
) {
  const filters = { kind: asked.kind ?? '', agencyId: asked.agencyId ?? '', basis: asked.basis ?? '' };
  const openSince = addMonths(today, -MONTHS_OPEN);
  const isToCome = ({ happened_on: day }: ChronologyRow): boolean => day > today;
  return {
    ...caseLayoutModel(header, 'chronology'),
    backHref: casePaths.overview(header.id),
    action: casePaths.chronology(header.id),
    isNarrowed: Object.values(filters).some((value) => value !== ''),
    kinds: options(
      CHRONOLOGY_KINDS.map((value) => ({ value, text: CHRONOLOGY_WORDS[value] })),
      filters.kind,
    ),
    agencies: options(
      agencies.map(({ id, name }) => ({ value: id, text: name })),
      filters.agencyId,
    ),
    bases: options(
      RELATIONSHIP_BASES.map((value) => ({ value, text: BASIS_WORDS[value] })),
      filters.basis,
    ),
    /** A birthday that counts for a review, say: the nearest first, and not among what happened. */
    toCome: page.items
      .filter(isToCome)
      .map((row) => presentEntry(row, openSince))
      .reverse(),
    count: page.items.length,
    entries: page.items.filter((row) => !isToCome(row)).map((row) => presentEntry(row, openSince)),
    nextHref: page.nextCursor === null ? undefined : href(header.id, { ...filters, cursor: page.nextCursor }),
    firstHref: asked.cursor === undefined ? undefined : href(header.id, filters),
  };
}

const presentEntry = (row: ChronologyRow, openSince: Day) => ({
  happenedOn: row.happened_on,
  kindWords: CHRONOLOGY_WORDS[row.kind],
  title: entryTitle(row),
  text: row.text,
  agency: row.agency ?? (row.kind === 'referral' ? 'The panel' : 'Agency not recorded'),
  source: row.source,
  basisWords: BASIS_WORDS[row.basis],
  keptToWords: keptToWords(row.visibility, row.kept_to),
  isOld: row.happened_on < openSince,
});

const options = (choices: { value: string; text: string }[], chosen: string) =>
  [{ value: '', text: 'All' }, ...choices].map((choice) => ({ ...choice, selected: choice.value === chosen }));

function href(id: string, asked: Record<string, string>): string {
  const question = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''));
  return question.size === 0 ? casePaths.chronology(id) : `${casePaths.chronology(id)}?${question.toString()}`;
}

export type ChronologyModel = ReturnType<typeof presentChronology>;
