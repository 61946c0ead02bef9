import fc from 'fast-check';
import { displayIdentifier, IDENTIFIER_KINDS, readIdentifier } from './read-identifier';

const today = '2026-11-21';

describe('reading an identifier', () => {
  it.each([
    ['nhs', '943 476-5870', '9434765870'],
    ['nhs', '943.476.5870', '9434765870'],
    ['nhs', '943–476–5870', '9434765870'],
    ['nhs', '９４３　４７６　５８７０', '9434765870'],
    ['upn', 'b801 2000 05001', 'B801200005001'],
    ['upn', 'Ｂ８０１２００００５００１', 'B801200005001'],
    ['uln', '927 630 8686', '9276308686'],
    ['uln', '927.630.8686', '9276308686'],
    ['pnc', '20/9N', '2020/0000009N'],
    ['pnc', '2002/0073319z', '2002/0073319Z'],
    ['pnc', '02/73319Z', '2002/0073319Z'],
    ['pnc', '2002 0073319 Z', '2002/0073319Z'],
    ['pnc', '02 73319 z', '2002/0073319Z'],
    ['pnc', '2002.0073319.Z', '2002/0073319Z'],
    ['pnc', '2002-0073319-Z', '2002/0073319Z'],
    ['pnc', '２００２／００７３３１９Ｚ', '2002/0073319Z'],
    ['pnc', '20020073319Z', '2002/0073319Z'],
    ['cro', '65656/91h', '065656/91H'],
    ['cro', '065656-91H', '065656/91H'],
    ['cro', '65656 91 h', '065656/91H'],
    ['cro', '06565691H', '065656/91H'],
    ['cro', 'sf05/482703j', 'SF05/482703J'],
    ['cro', 'SF 83 50058 Z', 'SF83/50058Z'],
    ['cro', 'sf83-50058z', 'SF83/50058Z'],
    ['cro', 'ＳＦ８３／５００５８Ｚ', 'SF83/50058Z'],
    ['cro', 'SF8350058Z', 'SF83/50058Z'],
    ['custody_reference', 'a1234bc', 'A1234BC'],
    ['custody_reference', 'A 1234 BC', 'A1234BC'],
    ['custody_reference', 'Ａ１２３４ＢＣ', 'A1234BC'],
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
    ['nhs', '943.476.5871', '9434765871', /NHS number is wrong/],
    ['pnc', '23 1234567 A', '2023/1234567A', /PNC number is wrong/],
    ['custody_reference', 'A123BC', 'A123BC', /four digits and two letters/],
    ['custody_reference', 'A1234B', 'A1234B', /four digits and two letters/],
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
    ['cro', '9182/7'],
    ['custody_reference', 'none'],
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
