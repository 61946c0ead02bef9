import fc from 'fast-check';
import { displayIdentifier, IDENTIFIER_KINDS, readIdentifier } from './read-identifier';

const today = '2026-11-21';

describe('reading an identifier', () => {
  it.each([
    ['nhs', '943 476-5870', '9434765870'],
    ['upn', 'b801 2000 05001', 'B801200005001'],
    ['uln', '927 630 8686', '9276308686'],
    ['pnc', '20/9N', '2020/0000009N'],
    ['cro', '65656/91h', '065656/91H'],
    ['custody_reference', '43sl/0123/26', '43SL/0123/26'],
    ['local_reference', ' LCS 12 ', 'LCS 12'],
  ] as const)('stores a %s written %p in one form', (kind, text, value) => {
    expect(readIdentifier(kind, text, today)).toEqual({ status: 'valid', value });
  });

  it.each([
    ['nhs', '943 476 5871', '9434765871', /NHS number is wrong/],
    ['upn', 'A801200005001', 'A801200005001', /pupil number is wrong/],
    ['uln', '9276308687', '9276308687', /learner number is wrong/],
    ['pnc', '1923/1234567a', '1923/1234567A', /PNC number is wrong/],
    ['cro', '85227/65G', '085227/65G', /CRO number is wrong/],
  ] as const)('says why the check of a %s fails, and what would be kept', (kind, text, value, message) => {
    expect(readIdentifier(kind, text, today)).toEqual({
      status: 'check-failed',
      value,
      message: expect.stringMatching(message),
    });
  });

  it.each([
    ['nhs', '4444444444'],
    ['nhs', '943476587'],
    ['pnc', '2027/0000001A'],
    ['upn', 'nothing'],
    ['local_reference', ' '],
  ] as const)('refuses a %s that is none: %p', (kind, text) => {
    expect(readIdentifier(kind, text, today).status).toBe('refused');
  });

  it('never throws, and reads back as the same what it shows of a valid one', () => {
    fc.assert(
      fc.property(fc.constantFrom(...IDENTIFIER_KINDS), fc.string(), (kind, text) => {
        const reading = readIdentifier(kind, text, today);
        if (reading.status !== 'valid') return;
        expect(readIdentifier(kind, displayIdentifier(kind, reading.value), today)).toEqual(reading);
      }),
    );
  });
});
