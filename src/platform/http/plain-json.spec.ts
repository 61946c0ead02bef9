import fc from 'fast-check';
import { namesAnythingTwice, plainJsonOnly } from './plain-json';

describe('plain JSON', () => {
  it.each([
    '{"a":1,"a":2}',
    '{"a":1,"\\u0061":2}',
    '{"b":{"a":{},"a":[]}}',
    '[{"a":1},{"b":"}","b":2}]',
    '{ "a" : ":" , "a" : "," }',
    '{"a":[1,{"c":1}],"a":2}',
  ])('refuses a name given twice: %s', (text) => {
    expect(() => plainJsonOnly(undefined, undefined, Buffer.from(text))).toThrow('each name once');
  });

  it('lets every other JSON pass', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => !namesAnythingTwice(JSON.stringify(value))));
    fc.assert(fc.property(fc.jsonValue(), (value) => !namesAnythingTwice(JSON.stringify(value, undefined, 2))));
  });

  it('refuses a byte order mark and bytes that are not UTF-8', () => {
    expect(() => plainJsonOnly(undefined, undefined, Buffer.from('\ufeff{}'))).toThrow('byte order mark');
    expect(() => plainJsonOnly(undefined, undefined, Buffer.from([0x22, 0xff, 0x22]))).toThrow('UTF-8');
  });

  it('reads half a megabyte of brackets and quotes in a moment', () => {
    const long = JSON.stringify({ a: 'x'.repeat(250_000), b: '\\"'.repeat(120_000) });
    for (const text of [
      long,
      '['.repeat(500_000),
      '"\\'.repeat(250_000),
      '{"a":'.repeat(100_000),
      '"'.repeat(500_001),
    ]) {
      const from = performance.now();
      namesAnythingTwice(text);
      expect(performance.now() - from).toBeLessThan(2_000);
    }
  });
});
