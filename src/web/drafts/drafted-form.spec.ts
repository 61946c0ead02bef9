import { draftedForms, formPathOf } from './drafted-form';

describe('a form that asks for a draft', () => {
  it('is found by its mark, at its start', () => {
    const html =
      '<p>a</p><form action="/x"></form><form method="post" action="/y"><input type="hidden" name="draftOf" value="/y">';
    expect(draftedForms(html)).toEqual([{ path: '/y', startsAt: html.lastIndexOf('<form') }]);
    expect(draftedForms(html + html.replaceAll('/y', '/z')).map(({ path }) => path)).toEqual(['/y', '/z']);
    expect(draftedForms('<form></form>')).toEqual([]);
    expect(draftedForms('<form><input type="hidden" name="draftOf" value="//evil.example">')).toEqual([]);
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
