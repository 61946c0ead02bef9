/** Names and aliases folded for searching: no accents, no punctuation, lower case, one space. */
export const searchName = (...names: (string | null | undefined)[]): string =>
  names
    .filter((name): name is string => typeof name === 'string' && name !== '')
    .join(' ')
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .toLowerCase()
    .trim();
