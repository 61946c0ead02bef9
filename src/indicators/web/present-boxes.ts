import type { TypedFields } from '../../web/page-model';
import { newestOf, sameWords, seenWords } from '../reports/narrative-boxes';
import { type Narrative, SECTION_WORDS, SECTIONS } from '../reports/report-content';
import type { BoxOwnerRow } from '../reports/box-owners.queries';
import type { NarrativeRow } from '../reports/reports.queries';
import type { NarrativesForm } from './report.forms';

export interface Boxes {
  history: readonly NarrativeRow[];
  /** What an issued report says, whatever is kept beside it. */
  frozen: readonly Narrative[] | undefined;
  typed: TypedFields<keyof NarrativesForm>;
  isTaken: boolean;
  owners: readonly BoxOwnerRow[];
}

const EARLIER_SHOWN = 10;

const carriedFrom = (written: Narrative | NarrativeRow | undefined): number | null | undefined =>
  written && ('carried_from' in written ? written.carried_from : written.carriedFrom);

/** Of words that a new version has from an earlier one, until somebody writes others. */
export const carriedWords = (version: number | null | undefined): string =>
  version == null ? '' : `Carried over from version ${version}`;

/** The boxes with their newest words; after a refusal with what was typed, and beside it what somebody else wrote meanwhile. */
export const presentBoxes = ({ history, frozen, typed, isTaken, owners }: Boxes) =>
  SECTIONS.map((section) => {
    const newest = newestOf(history, section);
    const written = frozen?.find((one) => one.section === section) ?? newest;
    const words = typed[section];
    const seen = typed[`seen_${section}`];
    const isTyped = typeof words === 'string' && !sameWords(words, seenWords(history, section, seen));
    const isOvertaken = isTyped && newest !== undefined && newest.id !== seen && !sameWords(words, newest.text);
    const owner = owners.find((one) => one.section === section);
    return {
      section,
      title: SECTION_WORDS[section],
      owner: owner && `${owner.name}, ${owner.agency}`,
      isOwnerGone: owner?.may_write === false,
      text: written?.text ?? '',
      typed: isTyped ? words : (written?.text ?? ''),
      // Saved once more, it is beside what has now been read; until then beside what was there at first.
      seen: isTyped && !isTaken && typeof seen === 'string' ? seen : (newest?.id ?? ''),
      // The report was issued meanwhile: there is no box to keep the words in, but they are not lost.
      unsaved: isTyped && frozen !== undefined ? words : undefined,
      takenBy: isOvertaken && isTaken ? newest.by : undefined,
      carriedWords: carriedWords(carriedFrom(written)),
      by: written?.by,
      at: written ? new Date(written.at) : undefined,
      earlier: history.filter((one) => one.section === section && one !== newest).slice(0, EARLIER_SHOWN),
    };
  });
