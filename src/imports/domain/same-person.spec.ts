import * as fc from 'fast-check';
import { comparePeople, type MatchablePerson } from './compare-people';
import { compareDays, compareNames } from './compare-name-and-day';
import { searchAmong } from './find-same-people';
import { matchKeys } from './match-keys';
import { readName } from './read-name';
import { groupSamePeople, type NumberedPerson, type SamePersonGroup } from './same-person';

function person(name: string, dateOfBirth: string | null, identifiers: Partial<MatchablePerson> = {}): MatchablePerson {
  const read = readName(name);
  return {
    givenName: read?.givenName ?? '',
    familyName: read?.familyName ?? '',
    dateOfBirth,
    nhsNumber: null,
    pncId: null,
    ...identifiers,
  };
}

const number = (people: MatchablePerson[]): NumberedPerson[] =>
  people.map((one, at) => ({ ...one, rowNumber: at + 3 }));
const strength = (a: MatchablePerson, b: MatchablePerson): string =>
  comparePeople(a, b)?.strength ?? 'different people';
const groups = (...people: MatchablePerson[]): SamePersonGroup[] => groupSamePeople(number(people)).groups;

describe('two records', () => {
  it.each([
    ['SINGH GILL, Luca', 'Luca Singh-Gill'],
    ["D'Souza Kian", "D'SOUZA, Kian"],
    ["O'Brien, Éilís", 'Eilis OBrien'],
    ['O Brien, Luca', 'Luca O’Brien'],
    ['Francis Yusuf', 'Yusuf Francis'],
    ['ŁUKASZ, Kowalski', 'Kowalski Lukasz'],
  ])('%s and %s with one date of birth are the same', (a, b) =>
    expect(strength(person(a, '2010-05-12'), person(b, '2010-05-12'))).toBe('same'),
  );

  it('a slip of a digit, a swap of day and month or a missing date is only possible', () => {
    const ann = person('Ann Bell', '2010-05-12');
    for (const day of ['2010-12-05', '2011-05-12', '2010-05-13', null])
      expect(strength(ann, person('BELL, Ann', day))).toBe('possible');
    expect(strength(ann, person('Ann Bell', '2013-08-30'))).toBe('different people');
  });

  it('one letter in a name is only possible, and needs the same date of birth', () => {
    expect(strength(person('Jaydon Kaur', '2012-04-19'), person('KAUR, Jaydoa', '2012-04-19'))).toBe('possible');
    expect(strength(person('Jaydon Kaur', '2012-04-19'), person('KAUR, Jayodn', '2012-04-19'))).toBe('possible');
    expect(strength(person('Jaydon Kaur', '2012-04-19'), person('KAUR, Jaydoa', '2012-04-18'))).toBe(
      'different people',
    );
    expect(strength(person('Zainab Smith', '2012-04-19'), person('Zainab Amina Smith', '2012-04-19'))).toBe('possible');
  });

  it('twins and namesakes are different people', () => {
    expect(strength(person('Adam Khan', '2010-05-12'), person('Bilal Khan', '2010-05-12'))).toBe('different people');
    expect(strength(person('Ali Khan', '2010-05-12'), person('Eli Khan', '2010-05-12'))).toBe('different people');
    expect(strength(person('Mohammed Malik', '2009-10-31'), person('MALIK, Mohammed', '2004-02-17'))).toBe(
      'different people',
    );
  });

  it('one identifier weighs more with a name, and two that differ forbid certainty', () => {
    const nhsNumber = '9999487572';
    expect(
      strength(person('Ann Bell', '2010-05-12', { nhsNumber }), person('BELL, Ann', '2010-12-05', { nhsNumber })),
    ).toBe('same');
    expect(
      strength(person('Ann Bell', '2010-05-12', { nhsNumber }), person('Cy Dunn', '2003-01-30', { nhsNumber })),
    ).toBe('possible');
    const match = comparePeople(
      person('Ann Bell', '2010-05-12', { nhsNumber }),
      person('Ann Bell', '2010-05-12', { nhsNumber: '9994268465' }),
    );
    expect(match).toEqual({ strength: 'possible', agrees: ['name', 'date_of_birth'], differs: ['nhs_number'] });
  });
});

describe('groups', () => {
  it('say what agrees and differs', () => {
    expect(
      groups(person('Ann Bell', '2010-05-12'), person('Cy Dunn', '2010-05-12'), person('BELL, Ann', '2010-12-05')),
    ).toEqual([{ rowNumbers: [3, 5], strength: 'possible', agrees: ['name'], differs: ['date_of_birth'] }]);
  });

  it('are only possible when an identifier disagrees anywhere in them', () => {
    const [group] = groups(
      person('Ann Bell', '2010-05-12', { nhsNumber: '9999487572' }),
      person('Ann Bell', '2010-05-12'),
      person('Ann Bell', '2010-05-12', { nhsNumber: '9994268465' }),
    );
    expect(group).toMatchObject({ rowNumbers: [3, 4, 5], strength: 'possible', differs: ['nhs_number'] });
  });

  it('choose nobody for a row without a date of birth that fits several', () => {
    const result = groupSamePeople(
      number([person('Ali Malik', '2009-10-31'), person('Ali Malik', '2004-02-17'), person('MALIK, Ali', null)]),
    );
    expect(result).toEqual({ groups: [], unsettled: [{ rowNumber: 5, mayBe: [3, 4] }] });
    expect(groups(person('Ali Malik', '2009-10-31'), person('MALIK, Ali', null))).toMatchObject([
      { rowNumbers: [3, 4], strength: 'possible' },
    ]);
  });
});

const words = fc.constantFrom('Ann', 'Bell', 'Jaydon', 'Jaydoa', 'Kaur', 'Singh-Gill', "O'Brien", 'Obrien', 'Malik');
const days = fc.constantFrom('2010-05-12', '2010-12-05', '2010-05-13', '2004-02-17', null);
const numbers = fc.constantFrom(null, null, null, '9999487572', '9994268465');
const anybody = fc.record({
  givenName: words,
  familyName: words,
  dateOfBirth: days,
  nhsNumber: numbers,
  pncId: fc.constant(null),
});

describe('for any people', () => {
  it('two that the rule links share a key, so that blocking hides nobody', () => {
    fc.assert(
      fc.property(anybody, anybody, (a, b) => {
        if (comparePeople(a, b)) expect(matchKeys(a).some((key) => matchKeys(b).includes(key))).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('the rule reads the same from either side', () => {
    fc.assert(fc.property(anybody, anybody, (a, b) => expect(comparePeople(a, b)).toEqual(comparePeople(b, a))));
  });

  it('the order of the rows changes nothing', () => {
    fc.assert(
      fc.property(fc.array(anybody, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (people, keys) => {
        const rows = number(people);
        const shuffled = rows
          .map((row) => ({ row, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ row }) => row);
        expect(groupSamePeople(shuffled)).toEqual(groupSamePeople(rows));
      }),
      { numRuns: 300 },
    );
  });

  it('without an identifier, different names and different dates of birth are never linked', () => {
    fc.assert(
      fc.property(anybody, anybody, (a, b) => {
        const bare = [a, b].map((one) => ({ ...one, nhsNumber: null }));
        const [first = a, second = b] = bare;
        const isFar = compareNames(a, b) !== 'equal' && compareDays(a.dateOfBirth, b.dateOfBirth) !== 'equal';
        if (isFar) expect(comparePeople(first, second)).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  it('a group called the same never holds two dates of birth or two NHS numbers', () => {
    fc.assert(
      fc.property(fc.array(anybody, { maxLength: 12 }), (people) => {
        const rows = number(people);
        for (const group of groupSamePeople(rows).groups.filter((candidate) => candidate.strength === 'same')) {
          const members = rows.filter((row) => group.rowNumbers.includes(row.rowNumber));
          for (const field of ['dateOfBirth', 'nhsNumber'] as const) {
            expect(
              new Set(members.map((row) => row[field]).filter((value) => value !== null)).size,
            ).toBeLessThanOrEqual(1);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('people already recorded', () => {
  it('are found by the same rule, certain ones first', () => {
    const find = searchAmong([
      { id: 'b', ...person('Ann Bell', '2010-12-05') },
      { id: 'a', ...person('Cy Dunn', '2010-05-12') },
      { id: 'c', ...person('BELL, Ann', '2010-05-12') },
    ]);
    expect(find(person('Bell Ann', '2010-05-12')).map(({ id, strength: sureness }) => [id, sureness])).toEqual([
      ['c', 'same'],
      ['b', 'possible'],
    ]);
    expect(find(person('Zoe Hay', '2010-05-12'))).toEqual([]);
  });
});
