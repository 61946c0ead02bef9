const MOST = 4_096;

/**
 * The same answer for the same text without working it out again: a page of work shows the same few hundred days over and
 * over, and formatting one costs as much as the rest of its line. A text that throws is not remembered.
 */
export function remembered<Answer>(work: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const answer = work(text);
    if (known.size >= MOST) known.clear();
    known.set(text, answer);
    return answer;
  };
}
