/** The session's cookie among those of an answer, as it is sent back; empty when it sets none. */
export const sessionCookie = (setCookie: unknown): string =>
  /(?:__Host-)?cohort=[^;,]+/.exec(String(setCookie ?? ''))?.[0] ?? '';
