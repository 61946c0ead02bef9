import { codeAt, keyAddress, keyText, newSeed, stepOfCode } from './time-code';

// RFC 6238, appendix B: the seed is the ASCII text below, the last six digits of its table.
const seed = Buffer.from('12345678901234567890');
const at = (seconds: number): Date => new Date(seconds * 1000);

describe('a code of an authenticator app', () => {
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
  ])('at %d seconds is %s', (seconds, code) => {
    expect(codeAt(seed, at(seconds))).toBe(code);
    expect(stepOfCode(seed, code, at(seconds))).toBe(Math.floor(seconds / 30));
  });

  it('is taken one step early and one step late, with the step it is of, and not two', () => {
    const now = at(1_800_000_015);
    const step = Math.floor(1_800_000_015 / 30);
    const of = (offset: number): string => codeAt(seed, at((step + offset) * 30));
    expect([-2, -1, 0, 1, 2].map((offset) => stepOfCode(seed, of(offset), now))).toEqual([
      undefined,
      step - 1,
      step,
      step + 1,
      undefined,
    ]);
  });

  it.each(['', '12345', '1234567', 'abcdef', '１２３４５６'])('is six digits, not “%s”', (code) => {
    expect(stepOfCode(seed, code, at(59))).toBeUndefined();
  });

  it('may be typed with a blank in the middle', () => {
    expect(stepOfCode(seed, '287 082', at(59))).toBe(1);
  });

  it('comes from a key that can be scanned or typed', () => {
    expect(keyText(seed)).toBe('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ');
    expect(keyAddress(seed, { issuer: 'Tertiary cohort', account: 'lead@scf.example' })).toMatch(
      /^otpauth:\/\/totp\/Tertiary%20cohort:lead%40scf\.example\?issuer=Tertiary%20cohort&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=SHA1&digits=6&period=30$/,
    );
    expect(newSeed()).toHaveLength(20);
    expect(newSeed().equals(newSeed())).toBe(false);
  });
});
