import { PossibleDuplicates } from '../../src/individuals/duplicates/possible-duplicates';
import { TestApp } from '../support/test-app';
import { say } from './support/arguments';
import { FakePeople, type FakePerson } from './support/febrl-like';
import { readFebrl } from './support/febrl-files';
import { loadPeople } from './support/load-people';

const WHO = 'manager@scf.example';
const SEED = Number(process.env.SEED ?? 20261122);
/** A folder with the published dataset3.csv, dataset4a.csv and dataset4b.csv, when they shall be measured too. */
const FEBRL_FOLDER = process.env.FEBRL_FOLDER ?? '';

/**
 * Precision and recall of the product's own search for duplicates (its SQL, its score, its page), on data with known truth.
 *
 * Published, on the FEBRL files themselves: the Python Record Linkage Toolkit as measured by Porto, Stranieri and Vincenzi,
 * “Machine Learning aided Record Linkage” (github.com/frenkowski/ML_aided_RecordLinkage, DA_project_code.ipynb, outputs of
 * cells 79 to 81 and 141 to 143), blocking on surname, date of birth or number; its naive Bayes is trained on the answers.
 */
const PUBLISHED = {
  febrl4: [
    ['four fields agree', 1, 0.9712, 0.9854],
    ['naive Bayes', 0.9704, 0.9912, 0.9807],
    ['ECM, unsupervised', 0.9705, 0.9918, 0.981],
    ['ECM, all 25,000,000 pairs', 0.9992, 0.9908, 0.995],
  ],
  febrl3: [
    ['four fields agree', 1, 0.9173, 0.9568],
    ['naive Bayes', 0.99, 0.9734, 0.9816],
    ['ECM, unsupervised', 0.9535, 0.9844, 0.9687],
  ],
} as const;

/** How many of the 2,000 originals of dataset3 have 1 to 5 copies. */
const COPIES_OF_DATASET3 = [368, 256, 212, 161, 168];

const febrl4Like = (): FakePerson[] => {
  const people = new FakePeople(SEED);
  const originals = Array.from({ length: 5_000 }, (_, entity) => people.person(entity));
  return [...originals, ...originals.map((person) => people.copyOf(person))];
};

const febrl3Like = (): FakePerson[] => {
  const people = new FakePeople(SEED + 1);
  const originals = Array.from({ length: 2_000 }, (_, entity) => people.person(entity));
  const counts = COPIES_OF_DATASET3.flatMap((many, more) => Array.from({ length: many }, () => more + 1));
  const copies = counts.flatMap((count, at) => {
    const original = originals[at];
    return original ? Array.from({ length: count }, () => people.copyOf(original)) : [];
  });
  return [...originals, ...copies];
};

interface Measured {
  found: number;
  right: number;
  likely: number;
  rightLikely: number;
  true: number;
  compared: number;
  seconds: number;
}

async function measure(people: FakePerson[]): Promise<Measured> {
  const test = await TestApp.start();
  try {
    const entityOf = await loadPeople(test, WHO, people);
    const sizes = new Map<number, number>();
    for (const entity of entityOf.values()) sizes.set(entity, (sizes.get(entity) ?? 0) + 1);
    const [duplicates, actor] = [test.get(PossibleDuplicates), await test.actor(WHO)];
    const sum = { found: 0, right: 0, likely: 0, rightLikely: 0, compared: 0 };
    const from = performance.now();
    let before: string | null = null;
    do {
      const page = await duplicates.among(actor, before);
      for (const { newer, older, comparison } of page.pairs) {
        const isRight = entityOf.get(newer.id) === entityOf.get(older.id);
        sum.found += 1;
        sum.right += Number(isRight);
        sum.likely += Number(comparison.strength === 'likely');
        sum.rightLikely += Number(isRight && comparison.strength === 'likely');
      }
      sum.compared += page.compared;
      before = page.next;
    } while (before !== null);
    const seconds = (performance.now() - from) / 1_000;
    return { ...sum, true: [...sizes.values()].reduce((all, size) => all + (size * (size - 1)) / 2, 0), seconds };
  } finally {
    await test.stop();
  }
}

function report(
  title: string,
  measured: Measured,
  published: readonly (readonly [string, number, number, number])[],
): number {
  const [possible, likely] = [
    scores(measured.right, measured.found, measured.true),
    scores(measured.rightLikely, measured.likely, measured.true),
  ];
  say(
    [
      '',
      `${title}: ${measured.true} true pairs; ${measured.compared} pairs compared in ${measured.seconds.toFixed(1)} s`,
      line('ours, likely and possible', possible),
      line('ours, likely alone', likely),
      ...published.map(([name, ...figures]) => line(`published: ${name}`, figures)),
    ].join('\n'),
  );
  return possible[2];
}

const scores = (right: number, found: number, all: number): [number, number, number] => [
  right / found,
  right / all,
  (2 * right) / (found + all),
];

const line = (name: string, [precision, recall, f1]: readonly number[]): string =>
  `  ${name.padEnd(38)} precision ${(precision ?? 0).toFixed(4)}  recall ${(recall ?? 0).toFixed(4)}  F1 ${(f1 ?? 0).toFixed(4)}`;

describe('the search for duplicates, against the truth', () => {
  it('finds pairs of FEBRL4-like data', async () => {
    say(`seed ${SEED}`);
    expect(report('like FEBRL4, made by us', await measure(febrl4Like()), PUBLISHED.febrl4)).toBeGreaterThan(0.98);
  }, 600_000);

  it('finds pairs of FEBRL3-like data, with up to five copies', async () => {
    expect(report('like FEBRL3, made by us', await measure(febrl3Like()), PUBLISHED.febrl3)).toBeGreaterThan(0.96);
  }, 600_000);

  (FEBRL_FOLDER === '' ? it.skip : it)(
    'finds pairs of the published files',
    async () => {
      const four = ['dataset4a.csv', 'dataset4b.csv'].flatMap((file) => readFebrl(FEBRL_FOLDER, file));
      report('FEBRL4, the published files', await measure(four), PUBLISHED.febrl4);
      report('FEBRL3, the published file', await measure(readFebrl(FEBRL_FOLDER, 'dataset3.csv')), PUBLISHED.febrl3);
      expect(four).toHaveLength(10_000);
    },
    600_000,
  );
});
