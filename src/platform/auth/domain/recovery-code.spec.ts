import { newRecoveryCode, readRecoveryCode } from './recovery-code';

describe('a recovery code', () => {
  it('is 28 letters in groups of four, never the same twice', () => {
    const codes = Array.from({ length: 1000 }, newRecoveryCode);
    expect(codes.every((code) => /^([0-9a-hjkmnp-tv-z]{4}-){6}[0-9a-hjkmnp-tv-z]{4}$/.test(code))).toBe(true);
    expect(new Set(codes).size).toBe(1000);
  });

  it('is read whatever the capitals, blanks and look-alikes', () => {
    expect(readRecoveryCode('K7F2 9XQM 0000 1111 abcd efgh jk0i')).toBe('k7f29xqm00001111abcdefghjk01');
    expect(readRecoveryCode('k7f2-9xqm-oooo-1ill-abcd-efgh-jk01')).toBe('k7f29xqm00001111abcdefghjk01');
  });

  it.each(['', '123456', 'k7f2-9xqm', 'k7f2-9xqm-0000-1111-abcd-efgh-jk0u', 'k7f2-9xqm-0000-1111-abcd-efgh-jk01-2'])(
    'is not “%s”',
    (typed) => {
      expect(readRecoveryCode(typed)).toBeUndefined();
    },
  );
});
