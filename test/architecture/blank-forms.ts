import { load } from 'cheerio';

/** The forms of a page as a person sends them who has filled in nothing: only what the page itself has put in hidden fields. */
export function blankForms(html: string): { action: string; fields: Record<string, string> }[] {
  const $ = load(html);
  return $('main form[method=post]:not([enctype])')
    .toArray()
    .filter((form) => $(form).find('textarea, select, input:not([type=hidden])').length > 0)
    .map((form) => {
      const controls = $(form)
        .find('input[type=hidden], input[type=text], input:not([type]), textarea, select')
        .toArray();
      const fields = controls.map((control): [string, string] => {
        const isHidden = $(control).attr('type') === 'hidden';
        return [String($(control).attr('name')), isHidden ? String($(control).attr('value') ?? '') : ''];
      });
      // The button that goes on; the others add a row or go back.
      const button = $(form).find('button[name]:not(.govuk-button--secondary)').last();
      if (button.length > 0) fields.push([String(button.attr('name')), String(button.attr('value') ?? '')]);
      return { action: String($(form).attr('action')), fields: Object.fromEntries(fields) };
    });
}
