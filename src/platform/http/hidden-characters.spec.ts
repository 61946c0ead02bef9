import { withoutHidden } from './hidden-characters';

describe('what nobody sees in a text', () => {
  it('is left out', () => {
    expect(withoutHidden('Ring\u0007 the\u001b school\u007f\u0092')).toBe('Ring the school');
  });

  it('stays where it is a tab or a line break, also another program’s', () => {
    expect(withoutHidden('a\tb\r\nc\nd\u000be\u000cf\u0085g')).toBe('a\tb\r\nc\nd\ne\nf\ng');
  });

  it('leaves letters, accents, emoji and joiners as they are', () => {
    const text = 'Zoë Ó’Brien “مرحبا” 👩‍👧 \u00a0£';
    expect(withoutHidden(text)).toBe(text);
  });

  it('leaves NUL and half of a surrogate pair for the refusal that names the field', () => {
    expect(withoutHidden('a\u0000b\ud800')).toBe('a\u0000b\ud800');
  });
});
