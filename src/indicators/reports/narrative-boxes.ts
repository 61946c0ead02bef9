import { type Narrative, type Section, SECTION_WORDS, SECTIONS } from './report-content';
import type { NarrativeRow } from './reports.queries';

/** A box as it was sent: its words, and which words (their id) stood in it when the page was opened; empty for none. */
export interface TypedBox {
  section: Section;
  text: string;
  seen: string;
}

/** A browser sends line ends of its own: they are no change. */
export const sameWords = (one: string, other: string): boolean => plain(one) === plain(other);
const plain = (text: string): string => text.replaceAll('\r\n', '\n').trim();

/** The newest words of a box. @param history newest first */
export const newestOf = (history: readonly NarrativeRow[], section: Section): NarrativeRow | undefined =>
  history.find((row) => row.section === section);

/** The words a box was opened with. */
export const seenWords = (history: readonly NarrativeRow[], section: Section, seen: unknown): string =>
  history.find((row) => row.section === section && row.id === seen)?.text ?? '';

/** Which boxes somebody changed, and which of those they would empty or write over words they have not seen. */
export function changedBoxes(boxes: readonly TypedBox[], history: readonly NarrativeRow[]) {
  const touched = boxes.filter(({ section, text, seen }) => {
    const newest = newestOf(history, section);
    return !sameWords(text, seenWords(history, section, seen)) && !sameWords(text, newest?.text ?? '');
  });
  return {
    changed: touched,
    emptied: touched.filter(({ text }) => plain(text) === ''),
    taken: touched.flatMap(({ section, seen }) => {
      const newest = newestOf(history, section);
      return newest && newest.id !== seen ? [{ section, by: newest.by }] : [];
    }),
  };
}

/** Titles of those boxes, in the order of the report, in which nothing stands. */
export const unwritten = (sections: readonly Section[], written: readonly Narrative[]): string[] =>
  SECTIONS.filter((section) => sections.includes(section) && !written.some((one) => one.section === section)).map(
    (section) => SECTION_WORDS[section],
  );
