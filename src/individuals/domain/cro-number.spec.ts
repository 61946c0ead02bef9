import fc from 'fast-check';
import { readCroNumber } from './cro-number';

const LETTERS = 'ZABCDEFGHJKLMNPQRTUVWXY';

describe('a Criminal Records Office number', () => {
  it.each(['065656/91H', 'SF05/482703J', 'SF83/50058Z'])('%s is valid', (text) => {
    expect(readCroNumber(text)).toEqual({ status: 'valid', cro: text });
  });

  it('is stored in one form: a standard serial padded to six, capitals, no spaces', () => {
    expect(readCroNumber(' 65656/91h ')).toEqual({ status: 'valid', cro: '065656/91H' });
    expect(readCroNumber('sf83 / 50058z')).toEqual({ status: 'valid', cro: 'SF83/50058Z' });
  });

  it('is refused when the letter does not fit', () => {
    expect(readCroNumber('85227/65G')).toEqual({ status: 'invalid', reason: 'check-letter', cro: '085227/65G' });
    expect(readCroNumber('085227/65L').status).toBe('valid');
  });

  it.each(['', '1999/0123456X', '65656_9H', '065656/91I', '0656567/91H', 'SF/482703J'])('%p is not one', (text) =>
    expect(readCroNumber(text)).toEqual({ status: 'invalid', reason: 'not-a-cro-number' }),
  );

  it('has exactly one letter that fits any serial and year, in either form', () => {
    const year = fc.stringMatching(/^[0-9]{2}$/);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), year, (serial, yy) => {
        const fits = (of: (letter: string) => string): number =>
          [...LETTERS].filter((letter) => readCroNumber(of(letter)).status === 'valid').length;
        expect(fits((letter) => `${serial}/${yy}${letter}`)).toBe(1);
        expect(fits((letter) => `SF${yy}/${serial}${letter}`)).toBe(1);
      }),
    );
  });
});
