import { readCustodyReference } from './custody-reference';

describe('a custody reference', () => {
  it.each([
    [' 43sl/0123  /26 ', '43SL/0123 /26'],
    ['TVP-CU-123-26', 'TVP-CU-123-26'],
    ['A1234BC', 'A1234BC'],
    ['a 1234 bc', 'A1234BC'],
  ])('%p is stored as %s', (text, reference) => {
    expect(readCustodyReference(text)).toEqual({ status: 'valid', reference });
  });

  it.each(['A123BC', 'A12345C', 'AB1234C', 'A1234B'])('%p is nearly a prison number, and is none', (text) => {
    expect(readCustodyReference(text)).toEqual({ status: 'invalid', reason: 'not-a-prison-number', reference: text });
  });

  it.each(['', 'AB', 'LOUD', '1'.repeat(21), '12_3'])('%p is none', (text) => {
    expect(readCustodyReference(text)).toEqual({ status: 'invalid', reason: 'not-a-reference' });
  });
});
