import { shortenedTo, wrappedLines } from './wrap-lines';

/** One thing a sheet says. What frames it (the day, whose it is, whom it is kept to) stays whole when its text is cut. */
export interface SheetLine {
  before?: string;
  text: string;
  after?: string;
}

/** One part of the sheet of a case, in the order in which the panel reads. */
export interface SheetPart {
  heading?: string;
  isList?: boolean;
  lines: SheetLine[];
  /** How many lines of paper it has whatever else there is to say; a part that has none may go. */
  least: number;
}

export interface FittedPart {
  heading: string;
  isList: boolean;
  lines: string[];
}

/** Lines of paper that one sheet holds below the name of the case, in either of its forms: measured by test/meetings/pack.browser.ts. */
const LINES_OF_A_SHEET = 53;
const LINES_OF_A_HEADING = 1.5;

const whole = ({ before, text, after }: SheetLine): string => [before, text, after].filter(Boolean).join(' ');
const oneLine = (line: SheetLine): SheetLine => ({ ...line, text: line.text.replace(/\s+/g, ' ').trim() });
const heightOf = (lines: string[]): number => lines.reduce((sum, words) => sum + wrappedLines(words), 0);

/** Cuts what a sheet says so that it keeps to one page: what comes first stays whole, long lists say how much more the record has. */
export function fitSheet(parts: SheetPart[]): FittedPart[] {
  const said = parts
    .filter(({ lines }) => lines.length > 0)
    .map((part) => ({ ...part, lines: part.lines.map(oneLine) }));
  const heights = said.map(({ lines }) => heightOf(lines.map(whole)));
  const given = shareOut(said, heights);
  return said
    .map((part, at) => fitPart(part, given[at] ?? 0, heights[at] ?? 0))
    .filter(({ lines }) => lines.length > 0);
}

/** Lines of paper for each part: at least its own; of the rest what is one text has all it needs, and then the lists share alike. */
function shareOut(parts: SheetPart[], heights: number[]): number[] {
  const given = parts.map(({ least }, at) => Math.min(least, heights[at] ?? 0));
  const headings = parts.filter(({ heading }) => heading).length * LINES_OF_A_HEADING;
  let left = Math.floor(LINES_OF_A_SHEET - headings - given.reduce((sum, lines) => sum + lines, 0));
  const isShort = (at: number): boolean => (given[at] ?? 0) < (heights[at] ?? 0);
  const places = [...parts.keys()];
  const add = (at: number, lines: number): void => {
    given[at] = (given[at] ?? 0) + lines;
    left -= lines;
  };
  for (const at of places)
    if (!parts[at]?.isList && isShort(at)) add(at, Math.max(0, Math.min(left, (heights[at] ?? 0) - (given[at] ?? 0))));
  while (left > 0 && places.some(isShort)) for (const at of places) if (left > 0 && isShort(at)) add(at, 1);
  return given;
}

function fitPart({ heading = '', isList = false, lines }: SheetPart, room: number, height: number): FittedPart {
  if (height <= room) return { heading, isList, lines: lines.map(whole) };
  // One line is for how much is left out; what is long leaves the others their share.
  const share = Math.max(2, Math.floor((room - 1) / lines.length));
  const kept: string[] = [];
  let used = lines.length === 1 ? 0 : 1;
  for (const line of lines) {
    const words = fitLine(line, Math.min(room - used, lines.length === 1 ? room : share));
    if (words === undefined) break;
    kept.push(words);
    used += wrappedLines(words);
  }
  const cut = lines.length - kept.length;
  const more = kept.length === 0 ? `${cut} in the record` : `and ${cut} more in the record`;
  return { heading, isList, lines: cut === 0 ? kept : room < 1 ? [] : [...kept, more] };
}

/** The line in that many lines of paper, its text cut where it must be; none where not even a word of it would stay. */
function fitLine(line: SheetLine, room: number): string | undefined {
  if (wrappedLines(whole(line)) <= room) return whole(line);
  const text = shortenedTo(line.text, (words) => wrappedLines(whole({ ...line, text: words })) <= room);
  return text === undefined ? undefined : whole({ ...line, text });
}
