/**
 * A number as somebody typed or pasted it, in plain characters: full-width letters and digits, hard spaces, dashes and strokes of
 * every kind as the ones of a keyboard, what cannot be seen left out, in capitals.
 */
export const plainly = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/gu, '')
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/[\\\u2044\u2215]/gu, '/')
    .trim()
    .toUpperCase();

/** The same without the spaces, dots and hyphens by which people part long numbers. */
export const withoutMarks = (text: string): string => plainly(text).replace(/[\s.·_-]/gu, '');

/** Any run of what is written where a stroke belongs. */
export const STROKE = '[\\s./·_-]+';
