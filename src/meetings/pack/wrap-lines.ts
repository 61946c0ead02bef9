/** Width of a line of the pack in letters as wide as its own size, in the narrower of its two forms (the PDF at 9 pt, in a list). */
const LINE = 51;

const NARROW = /[ iljtfrI.,;:'|()[\]!-]/;
const WIDE = /[mwMWQO@%&—…“”]/;
const CAPITAL = /[A-Z0-9#+=<>$£]/;

/** How wide a letter is at most, beside its size; other scripts have the widest. */
const widthOf = (letter: string): number => {
  if (NARROW.test(letter)) return 0.38;
  if (WIDE.test(letter)) return 0.95;
  if (CAPITAL.test(letter)) return 0.66;
  return letter.charCodeAt(0) < 0x250 ? 0.57 : 1;
};

const width = (words: string): number => [...words].reduce((sum, letter) => sum + widthOf(letter), 0);

/** How many lines of paper the words take: they are broken between words, and within one that is longer than a line. */
export function wrappedLines(words: string): number {
  let lines = 1;
  let used = 0;
  for (const word of words.split(' ')) {
    const length = width(`${word} `);
    if (used > 0 && used + length > LINE) {
      lines += 1;
      used = 0;
    }
    used += length;
    if (used > LINE) {
      lines += Math.ceil(used / LINE) - 1;
      used %= LINE;
    }
  }
  return lines;
}

const CUT = '… (more in the record)';
/** Fewer letters of a text say nothing. */
const FEWEST = 20;

/** As much of the text as fits, and that there is more; none where next to nothing would. */
export function shortenedTo(text: string, fits: (words: string) => boolean): string | undefined {
  let [fewest, most] = [0, text.length];
  while (fewest < most) {
    const middle = Math.ceil((fewest + most) / 2);
    if (fits(`${text.slice(0, middle)}${CUT}`)) fewest = middle;
    else most = middle - 1;
  }
  const kept = text.slice(0, fewest);
  const atAWord = kept.slice(0, Math.max(kept.lastIndexOf(' '), 0));
  const words = atAWord.length > kept.length - 30 ? atAWord : kept;
  return kept.length < FEWEST ? undefined : `${words.trimEnd()}${CUT}`;
}
