import { slipsBetween } from '../../../src/individuals/domain/likeness';

/**
 * People and corrupted copies of them, in the manner of the FEBRL data sets (Christen, “Probabilistic data generation for
 * deduplication and data linkage”, IDEAL 2005; described at recordlinkage.readthedocs.io/en/latest/ref-datasets.html):
 * 1 to 7 fields of a copy are wrong, by typing, by optical reading, by sound, by the wrong value, by a name in the place of
 * the other, or by leaving out. How often is counted from the published dataset4a/4b; the names are made up of syllables.
 */
export interface FakePerson {
  /** Records of one entity are one person. */
  entity: number;
  givenName: string;
  familyName: string;
  streetNumber: string;
  street: string;
  suburb: string;
  postcode: string;
  /** `YYYYMMDD`, or whatever became of it. */
  dateOfBirth: string;
  number: string;
}

type Field = Exclude<keyof FakePerson, 'entity'>;
type Random = () => number;

/** A small generator of Marsaglia's (xorshift32), so that a seed printed makes the same people again. */
export function seeded(seed: number): Random {
  let state = seed || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

const pick = <T>(random: Random, from: readonly [T, ...T[]]): T => from[Math.floor(random() * from.length)] ?? from[0];

/** Some names are common and most are rare: place n of the list comes up about 1/n as often as the first. */
const zipf = (random: Random, size: number): number => Math.floor(Math.exp(random() * Math.log(size + 1))) - 1;

const STARTS =
  'al an ash ben bir bran cal car chan dal dan el em fair fen gar gil hal han har is jas jor kal kath kir lan leigh lor mal mar mat mel nad nic nor ol pat pen ral ray ros sal sam shan sid stan tam tan tor val vin wal wes yas zan'.split(
    ' ',
  );
const MIDDLES = 'a e i o al an ar el en er il in or on ta la ri na'.split(' ');
const ENDS =
  'ton ley son ford well by man ker ham field ing ett ens ard wood mond gan sey der ters vale berg ski dez pour awi'.split(
    ' ',
  );

function names(count: number, ends: string[], random: Random): string[] {
  const made = new Set<string>();
  while (made.size < count) {
    const middle = random() < 0.5 ? (MIDDLES[Math.floor(random() * MIDDLES.length)] ?? '') : '';
    made.add(
      `${STARTS[Math.floor(random() * STARTS.length)] ?? ''}${middle}${ends[Math.floor(random() * ends.length)] ?? ''}`,
    );
  }
  return [...made];
}

/** How often a field is wrong in a copy of dataset4 (one figure a field: changed or left out), and left out of those. */
const WRONG: Record<Field, { often: number; leftOut: number }> = {
  givenName: { often: 0.32, leftOut: 0.08 },
  familyName: { often: 0.325, leftOut: 0.035 },
  streetNumber: { often: 0.145, leftOut: 0.18 },
  street: { often: 0.382, leftOut: 0.065 },
  suburb: { often: 0.241, leftOut: 0.04 },
  postcode: { often: 0.156, leftOut: 0 },
  dateOfBirth: { often: 0.086, leftOut: 0.24 },
  number: { often: 0.088, leftOut: 0 },
};
/** How a changed value differs in dataset4: another value altogether; of names, the other name in its place. */
const OTHER_VALUE: Record<Field, number> = {
  givenName: 0.31,
  familyName: 0.22,
  streetNumber: 0.15,
  street: 0.19,
  suburb: 0.22,
  postcode: 0.05,
  dateOfBirth: 0.6,
  number: 0.44,
};
const SWAPPED_NAMES = 0.045;
const FIELDS: Field[] = [
  'givenName',
  'familyName',
  'streetNumber',
  'street',
  'suburb',
  'postcode',
  'dateOfBirth',
  'number',
];

export class FakePeople {
  private readonly random: Random;
  private readonly given: string[];
  private readonly family: string[];
  private readonly streets: string[];
  private readonly suburbs: string[];

  constructor(seed: number) {
    this.random = seeded(seed);
    this.given = names(
      771,
      ['a', 'ia', 'y', 'in', 'elle', 'on', 'ara', 'iel', 'iah', 'us', 'en', 'ina', 'o', 'ay'],
      this.random,
    );
    this.family = names(1828, ENDS, this.random);
    this.streets = names(900, ENDS, this.random).map(
      (name) => `${name} ${pick(this.random, ['street', 'road', 'close', 'avenue'])}`,
    );
    this.suburbs = names(700, ENDS, this.random);
  }

  person(entity: number): FakePerson {
    const digits = (count: number): string =>
      Array.from({ length: count }, () => Math.floor(this.random() * 10)).join('');
    const day = new Date(Date.UTC(1900, 0, 1) + Math.floor(this.random() * 36_525) * 86_400_000);
    return {
      entity,
      givenName: this.random() < 0.022 ? '' : (this.given[zipf(this.random, this.given.length)] ?? ''),
      familyName: this.random() < 0.01 ? '' : (this.family[zipf(this.random, this.family.length)] ?? ''),
      streetNumber: String(1 + zipf(this.random, 300)),
      street: this.streets[Math.floor(this.random() * this.streets.length)] ?? '',
      suburb: this.suburbs[Math.floor(this.random() * this.suburbs.length)] ?? '',
      postcode: String(2000 + Math.floor(this.random() * 1419) * 3),
      dateOfBirth: this.random() < 0.019 ? '' : day.toISOString().slice(0, 10).replaceAll('-', ''),
      number: digits(7),
    };
  }

  /** A copy of one record with at least one thing wrong in it. */
  copyOf(original: FakePerson): FakePerson {
    const copy = { ...original };
    if (this.random() < SWAPPED_NAMES) [copy.givenName, copy.familyName] = [copy.familyName, copy.givenName];
    for (const field of FIELDS) {
      if (copy[field] !== '' && this.random() < WRONG[field].often - (field.endsWith('Name') ? SWAPPED_NAMES : 0))
        this.spoil(copy, field);
    }
    if (FIELDS.every((field) => copy[field] === original[field]))
      this.spoil(copy, pick(this.random, ['familyName', 'street', 'givenName']));
    return copy;
  }

  private spoil(copy: FakePerson, field: Field): void {
    if (this.random() < WRONG[field].leftOut) copy[field] = '';
    else if (this.random() < OTHER_VALUE[field]) copy[field] = this.person(0)[field];
    else {
      copy[field] = this.slip(copy[field]);
      if (this.random() < 0.27) copy[field] = this.slip(copy[field]);
    }
  }

  /** One slip of typing, reading or hearing. */
  private slip(value: string): string {
    const isNumber = /^\d+$/.test(value);
    const other = isNumber
      ? String(Math.floor(this.random() * 10))
      : String.fromCharCode(97 + Math.floor(this.random() * 26));
    const at = Math.floor(this.random() * value.length);
    const ways: [() => string, ...(() => string)[]] = [
      () => value.slice(0, at) + other + value.slice(at + 1),
      () => value.slice(0, at) + (value[at + 1] ?? '') + (value[at] ?? '') + value.slice(at + 2),
      ...(isNumber
        ? []
        : [
            () => value.slice(0, at) + value.slice(at + 1),
            () => value.slice(0, at) + other + value.slice(at),
            () => readWrong(value),
            () => heardWrong(value),
            () => `${value.slice(0, at)} ${value.slice(at)}`,
          ]),
    ];
    const slipped = pick(this.random, ways)();
    return slipped === value && slipsBetween(slipped, value) === 0 ? `${value.slice(0, -1)}${other}` : slipped;
  }
}

const swapFirst = (value: string, pairs: readonly (readonly [string, string])[]): string => {
  const found = pairs.find(([from]) => value.includes(from));
  return found ? value.replace(found[0], found[1]) : value;
};
const readWrong = (value: string): string =>
  swapFirst(value, [
    ['m', 'rn'],
    ['cl', 'd'],
    ['h', 'b'],
    ['li', 'h'],
    ['g', 'q'],
    ['l', '1'],
    ['s', '5'],
    ['o', '0'],
  ]);
const heardWrong = (value: string): string =>
  swapFirst(value, [
    ['ph', 'f'],
    ['ck', 'k'],
    ['th', 't'],
    ['ey', 'y'],
    ['ie', 'y'],
    ['sh', 'ch'],
    ['an', 'en'],
    ['er', 'a'],
    ['c', 'k'],
  ]);
