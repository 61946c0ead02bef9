import { namesIn } from './names-in-words';

describe('what looks like a name', () => {
  it.each([
    ['We learned from Olena Bondar, and from nobody else.', ['Olena Bondar']],
    ['Bondar, Olena was missed', ['Bondar, Olena']],
    ['Olena B. and O’Neill-Ward Żaneta', ['Olena B.', 'O’Neill-Ward Żaneta']],
    ['As in TC-2025-0005 and tc 2025', ['TC-2025-0005']],
    ['The Safer Slough Partnership met. The Safer Slough Partnership decided.', ['The Safer Slough Partnership']],
    ['More plans are in date. We caught up with actions.', []],
  ])('in “%s”', (text, names) => {
    expect(namesIn(text)).toEqual(names);
  });
});
