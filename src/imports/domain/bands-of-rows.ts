import type { ImportRow } from './import-row';
import type { ProposedPerson } from './proposed-person';

/**
 * A band is not a tier, so only the words that leave no doubt become one: the top of either scale is `high`, `medium` is
 * `medium`. Every other word (and none) is `medium`: less attention than that is a decision of the panel, not of an import.
 */
export function tierOf(rows: ImportRow[]): Pick<ProposedPerson, 'tier' | 'isTierCertain'> {
  const levels = rows.flatMap(({ values }) => values.band?.suggestion?.level ?? []);
  if (levels.some((level) => level === 'high' || level === 'experiencing'))
    return { tier: 'high', isTierCertain: true };
  return { tier: 'medium', isTierCertain: levels.includes('medium') };
}

/** Each dated screening of the rows with the band its row gives; the scale that the row is silent on is "not enough known". */
export function screeningsOf(rows: ImportRow[], today: string, bornOn: string | null): ProposedPerson['screenings'] {
  return rows
    .flatMap(({ rowNumber, values: { screenedOn, band } }) => {
      // A day to come or before birth is a slip: the cell is kept in the note.
      if (screenedOn === null || screenedOn > today || (bornOn !== null && screenedOn < bornOn)) return [];
      const suggestion = band?.suggestion ?? null;
      return [
        {
          rowNumber,
          screenedOn,
          exploitationBand: suggestion?.scale === 'exploitation' ? suggestion.level : ('not_enough_known' as const),
          violenceBand: suggestion?.scale === 'violence' ? suggestion.level : ('not_enough_known' as const),
        },
      ];
    })
    .sort((a, b) => a.screenedOn.localeCompare(b.screenedOn));
}
