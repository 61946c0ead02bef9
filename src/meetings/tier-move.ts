import type { Tier } from '../individuals';

/** The tier a decision found and the one it left, in words: "Critical, before High". Empty for somebody in no cohort. */
export function tierMoveWords(before: Tier | null, after: Tier | null, words: Record<Tier, string>): string {
  if (before === after) return before === null ? '' : words[before];
  if (after === null) return before === null ? '' : `Left the cohort from ${words[before]}`;
  return before === null ? `Tier: ${words[after]}` : `From ${words[before]} to ${words[after]}`;
}
