const MINUTE = 60_000;
const LONGEST_WAIT = 60 * MINUTE;

/** About two days of trying while the mail server is away: a reminder outlives a bad weekend of the provider. */
export const ATTEMPTS_WHEN_AWAY = 52;
/** The server answered and said no to this message: three times is enough to know. */
export const ATTEMPTS_WHEN_REFUSED = 3;

/** Something unforeseen, such as the database going away in between: more often than that is no accident. */
export const ATTEMPTS_WHEN_STUMBLING = 10;

/** Milliseconds to wait after the `attempts`-th failure: 1 minute, doubling, at most an hour. */
export const waitAfter = (attempts: number): number =>
  Math.min(MINUTE * 2 ** Math.max(0, Math.min(attempts, 30) - 1), LONGEST_WAIT);

/** Whether the last attempt was the last. */
export const givesUp = (attempts: number, isRefused: boolean): boolean =>
  attempts >= (isRefused ? ATTEMPTS_WHEN_REFUSED : ATTEMPTS_WHEN_AWAY);
