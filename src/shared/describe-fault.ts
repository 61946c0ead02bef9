/*
 * What a log may say of a fault: its kind, its code and its place. Never its message: a database error repeats the values it
 * was given, a parser the text it could not read, a mail server the address it refuses.
 */

/** PostgreSQL's code of a failed statement, also where TypeORM has wrapped it; otherwise that of the driver or the network. */
export function codeOf(error: unknown): string | undefined {
  const source: unknown =
    typeof error === 'object' && error !== null && 'driverError' in error ? error.driverError : error;
  if (typeof source !== 'object' || source === null || !('code' in source)) return undefined;
  return typeof source.code === 'string' ? source.code : undefined;
}

/** With the places it came by, one a line. */
export function describeFault(error: unknown): string {
  return [nameOf(error), ...placesOf(error, 6)].join('\n');
}

/** On one line, for what may happen every second. */
export function faultInShort(error: unknown): string {
  return [nameOf(error), ...placesOf(error, 1).map((place) => place.trim())].join(' ');
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'something that is not an error was thrown';
  return `${error.name} ${codeOf(error) ?? ''}`.trim();
}

const placesOf = (error: unknown, most: number): string[] =>
  error instanceof Error
    ? (error.stack ?? '')
        .split('\n')
        .filter((line) => /^\s+at /.test(line))
        .slice(0, most)
    : [];
