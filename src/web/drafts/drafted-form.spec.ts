import { draftedForms, formPathOf, withWhatWasSeen } from './drafted-form';

describe('a form that asks for a draft', () => {
  it('is found by its mark, at its start', () => {
    const html =
      '<p>a</p><form action="/x"></form><form method="post" action="/y"><input type="hidden" name="draftOf" value="/y">';
    expect(draftedForms(html)).toEqual([{ path: '/y', startsAt: html.lastIndexOf('<form') }]);
    expect(draftedForms(html + html.replaceAll('/y', '/z')).map(({ path }) => path)).toEqual(['/y', '/z']);
    expect(draftedForms('<form></form>')).toEqual([]);
    expect(draftedForms('<form><input type="hidden" name="draftOf" value="//evil.example">')).toEqual([]);
  });

  it('carries the version its draft was begun with, and no other form of the page does', () => {
    const field = (version: number) => `<input type="hidden" name="version" value="${version}">`;
    const page = `<form>${field(5)}</form><form>${field(5)}</form><form>${field(5)}</form>`;
    const startsAt = page.indexOf('<form>', 1);
    expect(withWhatWasSeen(page, startsAt, { version: '3', rationale: 'x' })).toBe(
      `<form>${field(3)}</form><form>${field(5)}</form>`,
    );
    expect(withWhatWasSeen(page, startsAt, { version: '5' })).toBeUndefined();
    expect(withWhatWasSeen(page, startsAt, { version: '3"' })).toBeUndefined();
    expect(withWhatWasSeen(`<form></form><form>${field(5)}</form>`, 0, { version: '3' })).toBeUndefined();
  });

  it.each([
    ['/individuals/1/notes', true],
    ['//evil.example', false],
    ['https://evil.example', false],
    ['/a?b', false],
    [7, false],
    [undefined, false],
  ])('with the address %s is ours: %s', (draftOf, isOurs) =>
    expect(formPathOf({ draftOf }) !== undefined).toBe(isOurs),
  );
});
