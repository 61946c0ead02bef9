import fc from 'fast-check';
import { readPostcode, readUprn } from './places';

describe('a postcode', () => {
  it.each([
    ['sl11aa', 'SL1 1AA'],
    [' SL1  1AA ', 'SL1 1AA'],
    ['m1 1ae', 'M1 1AE'],
    ['EC1A 1BB', 'EC1A 1BB'],
    ['W1A-0AX', 'W1A 0AX'],
    ['gir 0aa', 'GIR 0AA'],
  ])('%p is stored as %s', (text, stored) => expect(readPostcode(text)).toBe(stored));

  it.each(['', 'SL1', 'SL1 1A', 'SL1 1CA', '1SL 1AA', 'SLO 1AA', 'ABC1 1AA'])('%p is none', (text) =>
    expect(readPostcode(text)).toBeUndefined(),
  );

  it('reads back what it stores', () => {
    const shaped = fc.stringMatching(/^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][ABD-HJLNP-UW-Z]{2}$/);
    fc.assert(fc.property(shaped, (text) => expect(readPostcode(readPostcode(text) ?? '')).toBe(readPostcode(text))));
  });
});

describe('a property reference', () => {
  it.each([
    ['100081234567', '100081234567'],
    ['000 123', '123'],
  ])('%p is stored as %s', (text, stored) => expect(readUprn(text)).toBe(stored));

  it.each(['', '0', '1234567890123', '12a'])('%p is none', (text) => expect(readUprn(text)).toBeUndefined());
});
