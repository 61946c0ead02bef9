import { printable } from './printable';

describe('what a paper has no letters for', () => {
  it.each([
    ['He said \u{1F600} and left', 'He said \u25A1 and left'],
    ['A family \u{1F468}\u200D\u{1F469}\u200D\u{1F467} is one', 'A family \u25A1 is one'],
    ['A wave \u{1F44B}\u{1F3FD} is one', 'A wave \u25A1 is one'],
    [
      'Llanfairpwllgwyngyll ŵ ŷ, Šárka, 5 ½ hours, £20, © and ™',
      'Llanfairpwllgwyngyll ŵ ŷ, Šárka, 5 ½ hours, £20, © and ™',
    ],
  ])('%s', (text, read) => {
    expect(printable({ kind: 'paragraph', text })).toEqual({ kind: 'paragraph', text: read });
    expect(printable({ kind: 'list', items: [text] })).toEqual({ kind: 'list', items: [read] });
  });
});
