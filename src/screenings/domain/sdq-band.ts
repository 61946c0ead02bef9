export const SDQ_INFORMANTS = ['parent', 'teacher', 'self'] as const;
export type SdqInformant = (typeof SDQ_INFORMANTS)[number];

const BANDS: Record<'parent' | 'teacher', readonly (readonly [from: number, words: string])[]> = {
  parent: [
    [0, 'Close to average'],
    [14, 'Borderline'],
    [17, 'High'],
  ],
  teacher: [
    [0, 'Close to average'],
    [12, 'Slightly raised'],
    [16, 'High'],
    [19, 'Very high'],
  ],
};

/**
 * What a total of difficulties (0 to 40) means for this informant, by the published cut-offs: parents 0 to 13, 14 to 16, 17
 * and more; teachers 0 to 11, 12 to 15, 16 to 18, 19 and more. Null for the young person's own total, for which the
 * partnership has no agreed cut-offs: a wrong word would be worse than none. Totals of two informants are not comparable.
 */
export function sdqBand(informant: SdqInformant, total: number): string | null {
  if (informant === 'self') return null;
  return BANDS[informant].findLast(([from]) => total >= from)?.[1] ?? null;
}
