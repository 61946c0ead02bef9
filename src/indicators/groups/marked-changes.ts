import { isMarkedChange } from '../domain/rate-ratio';
import {
  censusOf,
  compare,
  type Count,
  countsOfQuarter,
  GROUP_WORDS,
  knownKeys,
  mayCompare,
  MEASURES,
} from './group-comparison';
import type { GroupsOfQuarter } from './group-tables';
import { shownCounts } from './shown-counts';

export interface MarkedChange {
  measure: string;
  dimension: string;
  key: string;
  words: string;
}

const shownOf = ({ rows, until, rule }: GroupsOfQuarter): Count => shownCounts(countsOfQuarter(rows, until), rule);

/** What changed markedly from one frozen quarter to the next, by the counts that are shown; both held against the population of the later. */
export function markedChanges(quarter: GroupsOfQuarter, before: GroupsOfQuarter | undefined): MarkedChange[] {
  const [now, earlier, population] = [shownOf(quarter), before && shownOf(before), censusOf(quarter.census)];
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
