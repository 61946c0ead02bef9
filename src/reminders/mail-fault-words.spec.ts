import { mailFaultWords } from './mail-fault-words';

describe('why a reminder was not e-mailed', () => {
  it.each([
    ['EENVELOPE 554', 'The mail server did not take the address (EENVELOPE 554)'],
    ['ETIMEDOUT', 'The mail server could not be reached (ETIMEDOUT)'],
    ['unknown', 'It could not be e-mailed (unknown)'],
    [null, 'The mail server did not answer'],
  ])('is said in words for %s', (lastError, words) => {
    expect(mailFaultWords(lastError)).toBe(words);
  });
});
