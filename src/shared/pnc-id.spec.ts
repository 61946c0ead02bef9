import fc from 'fast-check';
import { displayPncId, readPncId } from './pnc-id';

const today = '2026-11-21';

describe('a PNC number', () => {
  it.each(['1999/0123456X', '1999/1234567B', '2002/0073319Z', '1979/0163001B', '1967/9893091D'])(
    '%s is valid',
    (text) => {
      expect(readPncId(text, today)).toEqual({ status: 'valid', pncId: text });
    },
  );

  it('is stored in full when it is written short', () => {
    expect(readPncId('20/9N', today)).toEqual({ status: 'valid', pncId: '2020/0000009N' });
    expect(readPncId('79/163001b', today)).toEqual({ status: 'valid', pncId: '1979/0163001B' });
    expect(readPncId(' 02 / 73319 z ', today)).toEqual({ status: 'valid', pncId: '2002/0073319Z' });
    expect(readPncId('20020073319Z', today)).toEqual({ status: 'valid', pncId: '2002/0073319Z' });
  });

  it('is refused when the letter does not fit', () => {
    expect(readPncId('1923/1234567A', today)).toEqual({
      ...{ status: 'invalid', reason: 'check-letter', pncId: '1923/1234567A' },
    });
    expect(readPncId('1923/1234567V', today).status).toBe('valid');
  });

  it.each(['', 'n/a', '20/9', '2020/12345678N', '209N', '20/9I5'])('%p is not a PNC number', (text) => {
    expect(readPncId(text, today)).toEqual({ status: 'invalid', reason: 'not-a-pnc-number' });
  });

  it('is refused when its year has not come', () => {
    expect(readPncId('2027/0000001A', today)).toEqual({ status: 'invalid', reason: 'year-in-future' });
  });

  it('is shown short, with a year of the last century in full', () => {
    expect(displayPncId('2020/0000009N')).toBe('20/9N');
    expect(displayPncId('1923/1234567V')).toBe('1923/1234567V');
  });

  it('reads back as it is stored, in the year it is shown and in every later one', () => {
    const year = fc.integer({ min: 1900, max: 2026 });
    const serial = fc.integer({ min: 1, max: 9_999_999 });
    fc.assert(
      fc.property(year, serial, fc.integer({ min: 2026, max: 2099 }), (ofYear, number, readIn) => {
        const padded = String(number).padStart(7, '0');
        const letter = 'ZABCDEFGHJKLMNPQRTUVWXY'[Number(String(ofYear).slice(2) + padded) % 23];
        const pncId = `${ofYear}/${padded}${letter}`;
        expect(readPncId(displayPncId(pncId), `${readIn}-01-01`)).toEqual({ status: 'valid', pncId });
      }),
    );
  });
});
