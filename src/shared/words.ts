/** A full stop or a dash in a box that must be filled in is no answer: there must be a letter or a figure. */
export const hasWords = (text: string): boolean => HAS_WORDS.test(text);

export const HAS_WORDS = /[\p{L}\p{N}]/u;
