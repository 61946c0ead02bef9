import fc from 'fast-check';
import { readUln } from './uln';

describe('a unique learner number', () => {
  it('is valid when its sum fits, however it is spaced', () => {
    expect(readUln('9276308686')).toEqual({ status: 'valid', uln: '9276308686' });
    expect(readUln(' 927 630-8686 ')).toEqual({ status: 'valid', uln: '9276308686' });
  });

  it('is refused when the last digit is wrong', () => {
    expect(readUln('9276308687')).toEqual({ status: 'invalid', reason: 'check-digit', uln: '9276308687' });
  });

  it.each(['', '0276308686', '927630868', '92763086866', 'not known'])('%p is not ten digits', (text) =>
    expect(readUln(text)).toMatchObject({ status: 'invalid', reason: 'not-ten-digits' }),
  );

  it('notices any one wrong digit, and never has two last digits that fit', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[1-9][0-9]{8}$/),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 9 }),
        (nine, at, by) => {
          const fitting = [...'0123456789'].filter((digit) => readUln(nine + digit).status === 'valid');
          expect(fitting.length).toBeLessThanOrEqual(1);
          for (const digit of fitting) {
            const wrong = nine.slice(0, at) + String((Number(nine[at]) + by) % 10) + nine.slice(at + 1) + digit;
            expect(readUln(wrong).status).toBe('invalid');
          }
        },
      ),
    );
  });
});
