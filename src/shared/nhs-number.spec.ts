import { displayNhsNumber, readNhsNumber } from './nhs-number';

describe('an NHS number', () => {
  it.each(['9434765870', '4505577104', '9990000018', '9990000026', '9990000034', '9990000042'])(
    '%s is valid',
    (text) => {
      expect(readNhsNumber(text)).toEqual({ status: 'valid', nhsNumber: text });
    },
  );

  it('is stored as ten digits however it is spaced, and shown 3-3-4', () => {
    expect(readNhsNumber(' 943 476-5870\u00a0')).toEqual({ status: 'valid', nhsNumber: '9434765870' });
    expect(displayNhsNumber('9434765870')).toBe('943 476 5870');
  });

  it('is refused when one digit is wrong', () => {
    expect(readNhsNumber('9434765871')).toEqual({ status: 'invalid', reason: 'check-digit', nhsNumber: '9434765871' });
    for (let digit = 0; digit < 10; digit += 1) {
      const text = `943476587${digit}`;
      expect(readNhsNumber(text).status).toBe(digit === 0 ? 'valid' : 'invalid');
    }
  });

  it.each(['0000000000', '4444444444', '9999999999'])('%s passes the sum and is still refused', (text) => {
    expect(readNhsNumber(text)).toEqual({ status: 'invalid', reason: 'same-digit-repeated' });
  });

  it.each(['', '943476587', '94347658700', '9.43477E+09', 'not known'])('%p is not ten digits', (text) => {
    expect(readNhsNumber(text)).toEqual({ status: 'invalid', reason: 'not-ten-digits' });
  });
});
