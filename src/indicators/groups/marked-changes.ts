import type { Day } from '../../shared/day';
import { isMarkedChange } from '../domain/rate-ratio';
import type { SmallNumberRule } from '../domain/small-numbers';
import { censusOf, compare, countsOfQuarter, GROUP_WORDS, knownKeys, mayCompare, MEASURES } from './group-comparison';
import type { CensusRow, GroupRow } from './groups.queries';
import { shownCounts } from './shown-counts';

export interface MarkedChange {
  measure: string;
  dimension: string;
  key: string;
  words: string;
}

interface Quarters {
  rows: readonly GroupRow[];
  census: readonly CensusRow[];
  until: Day;
  before: Day | undefined;
  ofQuarter: (until: Day) => SmallNumberRule;
}

/** What changed markedly from one frozen quarter to the next, by the counts that are shown. */
export function markedChanges({ rows, census, until, before, ofQuarter }: Quarters): MarkedChange[] {
  const shownOf = (day: Day) => shownCounts(countsOfQuarter(rows, day), ofQuarter(day));
  const [now, earlier, population] = [
    shownOf(until),
    before === undefined ? undefined : shownOf(before),
    censusOf(census),
  ];
  return Object.entries(MEASURES).flatMap(([measure, { words, of }]) =>
    Object.keys(GROUP_WORDS).flatMap((dimension) =>
      knownKeys(dimension).flatMap((key) => {
        const asked = { measure, base: of, dimension, key };
        if (!mayCompare(now, asked)) return [];
        const ratio = compare(now, of === 'census' ? population : now, asked);
        const was = earlier && compare(earlier, of === 'census' ? population : earlier, asked);
        if (!ratio || !isMarkedChange(ratio, was)) return [];
        const said = `${words}, ${GROUP_WORDS[dimension]?.[key] ?? key}: ${ratio.ratio.toFixed(1)} times as often as all others`;
        return [{ measure, dimension, key, words: was ? `${said}; was ${was.ratio.toFixed(1)}` : said }];
      }),
    ),
  );
}
