import { ATTEMPTS_WHEN_AWAY, givesUp, waitAfter } from './retry';

describe('trying again', () => {
  it('waits a minute, then twice as long each time, and never more than an hour', () => {
    expect([1, 2, 3, 6, 7, 8, 100].map((attempts) => waitAfter(attempts) / 60_000)).toEqual([1, 2, 4, 32, 60, 60, 60]);
  });

  it('outlives a provider that is away for 24 hours', () => {
    const tried = Array.from({ length: ATTEMPTS_WHEN_AWAY - 1 }, (_, at) => waitAfter(at + 1));
    expect(tried.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(24 * 3_600_000);
    expect(givesUp(ATTEMPTS_WHEN_AWAY - 1, false)).toBe(false);
    expect(givesUp(ATTEMPTS_WHEN_AWAY, false)).toBe(true);
  });

  it('gives up sooner on a message that the server refuses', () => {
    expect([1, 2, 3].map((attempts) => givesUp(attempts, true))).toEqual([false, false, true]);
  });
});
