const STARTS = ['Al', 'Bar', 'Cor', 'Dan', 'El', 'Fen', 'Gar', 'Hol', 'Im', 'Jor', 'Kel', 'Lor', 'Mar', 'Nor', 'Os'];
const MIDDLES = ['', 'a', 'be', 'di', 'en', 'i', 'la', 'mo', 'ne', 'o', 'ra', 'se', 'ti', 'u', 'wa'];
const ENDS = [
  'by',
  'croft',
  'dale',
  'ford',
  'ham',
  'ley',
  'man',
  'more',
  'ridge',
  'son',
  'stone',
  'ton',
  'well',
  'wick',
];
const GIVEN_ENDS = ['a', 'an', 'e', 'el', 'en', 'ia', 'in', 'is', 'o', 'on', 'ra', 'ry', 'th', 'us', 'y'];

const joined = (ends: readonly string[]): string[] =>
  STARTS.flatMap((start) => MIDDLES.flatMap((middle) => ends.map((end) => start + middle + end)));

/** In an order of its own, the same in every run, so that neighbours in frequency do not look alike. */
const mixed = (names: string[]): string[] =>
  names.map((_, at) => names[(at * 1_009 + 7) % names.length] ?? '').filter((name) => name !== '');

/** Made of syllables: nobody's. The first are common and the last rare, as `frequencySql` draws them. */
export const FAMILY_NAMES: readonly string[] = mixed(joined(ENDS));
export const GIVEN_NAMES: readonly string[] = mixed(joined(GIVEN_ENDS)).slice(0, 900);

/**
 * Which of `count` names somebody has, as SQL: a few names are borne by many, most by few. The most common family name is
 * borne by about one in eighty, as in an English town.
 * @param seed SQL of a number, another for each person
 */
export const frequencySql = (seed: string, count: number): string =>
  `(1 + floor(${count} * power(${uniformSql(seed)}, 1.8)))::integer`;

/** A number from 0 up to 1 that looks random and is the same in every run. */
export const uniformSql = (seed: string): string => `(abs(hashint8extended(${seed}, 8)) % 1000000 / 1000000.0)`;
