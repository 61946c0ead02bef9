import { isMarkedChange } from '../domain/rate-ratio';
import {
  besidePopulation,
  censusOf,
  compare,
  countsOfQuarter,
  GROUP_WORDS,
  isComparable,
  knownKeys,
  MEASURES,
  type Sides,
} from './group-comparison';
import type { GroupsOfQuarter } from './group-tables';
import { shownCounts } from './shown-counts';

export interface MarkedChange {
  measure: string;
  dimension: string;
  key: string;
  words: string;
}

/** As the page of that quarter says them. */
const sidesOf = ({ rows, until, rule, census }: GroupsOfQuarter): Sides =>
  besidePopulation(shownCounts(countsOfQuarter(rows, until), rule), censusOf(census));

/** What changed markedly from one frozen quarter to the next, by the counts that are shown; each held against the population of its own day. */
export function markedChanges(quarter: GroupsOfQuarter, before: GroupsOfQuarter | undefined): MarkedChange[] {
  const now = sidesOf(quarter);
  const earlier = before && sidesOf(before);
  return Object.entries(MEASURES).flatMap(([measure, { words, of }]) =>
    Object.keys(GROUP_WORDS).flatMap((dimension) =>
      knownKeys(dimension).flatMap((key) => {
        const asked = { measure, of, dimension, key };
        const ratio = isComparable(quarter.rows, measure) ? compare(now, asked) : undefined;
        const was = earlier && isComparable(before.rows, measure) ? compare(earlier, asked) : undefined;
        if (!ratio || !isMarkedChange(ratio, was)) return [];
        const said = `${words}, ${GROUP_WORDS[dimension]?.[key] ?? key}: ${ratio.ratio.toFixed(1)} times as often as all others`;
        return [{ measure, dimension, key, words: was ? `${said}; was ${was.ratio.toFixed(1)}` : said }];
      }),
    ),
  );
}
