import { compareBirthdays } from './compare-birthdays';
import { compareNames } from './compare-names';
import { compareRecords, isWorthAsking, type MatchableRecord } from './compare-records';
import { nameLikeness, slipsBetween, soundOfName, trigramLikeness } from './likeness';

const somebody = (other: Partial<MatchableRecord> = {}): MatchableRecord => ({
  ...{ givenName: 'emrys', familyName: 'whitlock', otherNames: [], dateOfBirth: '2009-03-27', sex: 'male' },
  ...{ numbers: [], postcodes: [], addresses: [], ...other },
});

describe('comparing two records', () => {
  const strength = (other: Partial<MatchableRecord>, one: Partial<MatchableRecord> = {}) =>
    compareRecords(somebody(one), somebody(other)).strength;

  it('is likely for one name and one date of birth, also misheard, mistyped or the other way round', () => {
    expect(strength({})).toBe('likely');
    expect(strength({ familyName: 'witlok' })).toBe('likely');
    expect(strength({ givenName: 'whitlock', familyName: 'emrys' })).toBe('likely');
    expect(strength({ givenName: 'emyrs', dateOfBirth: '2009-03-28' })).toBe('likely');
  });

  it('is possible for a name alone, and for neither name nor day it is unlikely', () => {
    expect(strength({ dateOfBirth: null, sex: null })).toBe('possible');
    expect(strength({ dateOfBirth: '2007-11-02' })).toBe('unlikely');
    expect(strength({ givenName: 'rhodri', familyName: 'pennant' })).toBe('unlikely');
  });

  it('never calls twins likely: one surname, birthday and home, and two given names', () => {
    const home = { postcodes: ['SL1 1AA'], addresses: ['1 demo road'] };
    expect(strength({ givenName: 'gwenllian', sex: null, ...home }, home)).toBe('possible');
    expect(compareRecords(somebody(), somebody({ givenName: 'gwenllian' })).fields[0]).toMatchObject({
      ...{ outcome: 'differs', how: 'family_name_only' },
    });
  });

  it('lets one number for life decide much, its difference speak against, and a local number little', () => {
    const nhs = (value: string) => ({ numbers: [{ kind: 'nhs', value }] });
    expect(strength({ familyName: 'pennant', ...nhs('9990000018') }, nhs('9990000018'))).toBe('likely');
    const weight = (one: object, other: object) => compareRecords(somebody(one), somebody(other)).weight;
    expect(weight(nhs('9990000018'), nhs('9990000026'))).toBeLessThan(weight({}, {}));
    expect(compareRecords(somebody(nhs('9990000018')), somebody(nhs('9990000081'))).fields[2]?.outcome).toBe('close');
  });

  it('says nothing of what is missing, and gives each field its outcome', () => {
    const { fields } = compareRecords(somebody({ sex: null }), somebody({ postcodes: ['SL1 1AA'] }));
    expect(fields.map(({ field, outcome }) => `${field} ${outcome}`)).toEqual([
      ...[
        'name agrees',
        'date_of_birth agrees',
        'number missing',
        'postcode missing',
        'address missing',
        'sex missing',
      ],
    ]);
  });

  it('is worth asking before a record is added for one name though the days differ, and not for one day alone', () => {
    const asks = (other: Partial<MatchableRecord>) => isWorthAsking(compareRecords(somebody(), somebody(other)));
    expect(asks({ dateOfBirth: '2007-11-02' })).toBe(true);
    expect(asks({ givenName: 'rhodri', familyName: 'pennant' })).toBe(false);
  });

  it('is the same in both orders', () => {
    const [one, other] = [somebody({ otherNames: ['em'] }), somebody({ givenName: 'em', dateOfBirth: '2009-07-23' })];
    expect(compareRecords(one, other)).toEqual(compareRecords(other, one));
  });
});

describe('comparing names', () => {
  const how = (given: string, family: string, otherNames: string[] = []) =>
    compareNames(
      { givenName: 'mohammed', familyName: 'khan', otherNames: [] },
      { givenName: given, familyName: family, otherNames },
    ).how;

  it('knows spellings of one sound, swapped names and nicknames', () => {
    expect(how('mohammed', 'khan')).toBe('same');
    expect(how('muhamad', 'kahn')).toBe('nearly_same');
    expect(how('khan', 'mohammed')).toBe('swapped');
    expect(how('zed', 'khan', ['mohammed'])).toBe('known_as');
    expect(how('imran', 'khan')).toBe('family_name_only');
    expect(how('imran', 'shah')).toBe('different');
  });
});

describe('comparing dates of birth', () => {
  it.each([
    ['2009-03-27', 'same'],
    ['2009-03-17', 'one_slip'],
    ['2009-03-26', 'one_slip'],
    ['2008-03-27', 'one_slip'],
    ['2010-03-27', 'near'],
    ['2011-12-01', 'different'],
  ])('2009-03-27 and %s: %s', (other, outcome) => {
    expect(compareBirthdays('2009-03-27', other)).toBe(outcome);
  });

  it('sees day and month swapped, and a month’s end beside the next', () => {
    expect(compareBirthdays('2009-03-07', '2009-07-03')).toBe('swapped');
    expect(compareBirthdays('2009-03-31', '2009-04-01')).toBe('near');
    expect(compareBirthdays(null, '2009-04-01')).toBe('missing');
  });
});

describe('likeness', () => {
  it('counts slips, with a swap of neighbours as one', () => {
    expect([slipsBetween('emrys', 'emyrs'), slipsBetween('emrys', 'emry'), slipsBetween('emrys', 'gwen')]).toEqual([
      1, 1, 3,
    ]);
  });

  it('agrees with the published examples of Jaro and Winkler', () => {
    expect(nameLikeness('martha', 'marhta')).toBeCloseTo(0.961, 3);
    expect(nameLikeness('dwayne', 'duane')).toBeCloseTo(0.84, 2);
    expect(nameLikeness('dixon', 'dicksonx')).toBeCloseTo(0.813, 3);
  });

  it('counts trigrams as PostgreSQL does', () => {
    expect(trigramLikeness('word', 'two words')).toBeCloseTo(0.363_636, 5);
    expect(trigramLikeness('', 'word')).toBe(0);
  });

  it('hears one name in several spellings', () => {
    expect(soundOfName('catherine')).toBe(soundOfName('kathryn'));
    expect(soundOfName('mohammed')).toBe(soundOfName('muhamad'));
    expect(soundOfName('ahmed')).not.toBe(soundOfName('khan'));
  });
});
