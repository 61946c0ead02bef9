import fc from 'fast-check';
import { readUpn } from './upn';

const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';

describe('a unique pupil number', () => {
  it.each(['B801200005001', 'E871400025001', 'U871400025002', 'Q87140002500A', 'P207000016049'])(
    '%s is valid',
    (text) => {
      expect(readUpn(text)).toEqual({ status: 'valid', upn: text });
    },
  );

  it('is stored without spaces, in capitals', () => {
    expect(readUpn(' b801 2000 05001')).toEqual({ status: 'valid', upn: 'B801200005001' });
  });

  it('is refused when its letter does not fit', () => {
    expect(readUpn('A801200005001')).toEqual({ status: 'invalid', reason: 'check-letter', upn: 'A801200005001' });
    expect(readUpn('Q207000016049').status).toBe('invalid');
  });

  it.each(['', 'B80120000500', 'B8012000050011', 'I801200005001', 'B80120000500S', '1801200005001'])(
    '%p is not one',
    (text) => expect(readUpn(text)).toMatchObject({ status: 'invalid', reason: 'not-a-upn' }),
  );

  it('has exactly one letter that fits any twelve that follow, and notices one wrong digit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{12}$/), fc.nat(11), fc.integer({ min: 1, max: 9 }), (rest, at, by) => {
        const fitting = [...LETTERS].filter((letter) => readUpn(letter + rest).status === 'valid');
        expect(fitting).toHaveLength(1);
        const wrong = rest.slice(0, at) + String((Number(rest[at]) + by) % 10) + rest.slice(at + 1);
        expect(readUpn(`${fitting[0]}${wrong}`).status).toBe('invalid');
      }),
    );
  });
});
