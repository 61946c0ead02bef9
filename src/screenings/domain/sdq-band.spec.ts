import { sdqBand } from './sdq-band';

describe('a total of the SDQ', () => {
  it.each([
    ['parent', 13, 'Close to average'],
    ['parent', 14, 'Borderline'],
    ['parent', 16, 'Borderline'],
    ['parent', 17, 'High'],
    ['teacher', 11, 'Close to average'],
    ['teacher', 12, 'Slightly raised'],
    ['teacher', 15, 'Slightly raised'],
    ['teacher', 16, 'High'],
    ['teacher', 19, 'Very high'],
    ['self', 40, null],
  ] as const)('of a %s, %d, is %j', (informant, total, words) => expect(sdqBand(informant, total)).toBe(words));
});
