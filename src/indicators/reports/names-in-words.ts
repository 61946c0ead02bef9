/** A word or an initial with a capital. */
const CAPITAL = String.raw`\p{Lu}(?:[\p{L}'’-]+|\.)?`;
/** Two or more beside each other, or a reference of a case. */
const LIKE_A_NAME = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${CAPITAL}(?:,?\s+${CAPITAL})+|TC\W{0,2}\d{4}\W{0,2}\d{3,})`,
  'gu',
);

/**
 * What of a text looks like a name, for whoever releases it: by its capitals alone. Whether somebody of that name is on record would
 * tell who reads it of a restricted person, so nobody is looked up.
 */
export const namesIn = (text: string): string[] => [...new Set(text.match(LIKE_A_NAME) ?? [])];
