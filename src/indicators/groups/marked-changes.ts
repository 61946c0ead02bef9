import { isMarkedChange, type RateRatio } from '../domain/rate-ratio';
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

interface Held {
  count: Count;
  population: Count;
}

const countsToHold = ({ rows, until, rule, census }: GroupsOfQuarter): Held => ({
  count: shownCounts(countsOfQuarter(rows, until), rule),
  population: censusOf(census),
});

/** The ratio as the page of that quarter says it; undefined where it says that there are too few to compare. */
const held = ({ count, population }: Held, asked: Parameters<typeof compare>[2]): RateRatio | undefined =>
  mayCompare(count, asked) ? compare(count, asked.base === 'census' ? population : count, asked) : undefined;

/** What changed markedly from one frozen quarter to the next, by the counts that are shown; each held against the population of its own day. */
export function markedChanges(quarter: GroupsOfQuarter, before: GroupsOfQuarter | undefined): MarkedChange[] {
  const now = countsToHold(quarter);
  const earlier = before && countsToHold(before);
  return Object.entries(MEASURES).flatMap(([measure, { words, of }]) =>
    Object.keys(GROUP_WORDS).flatMap((dimension) =>
      knownKeys(dimension).flatMap((key) => {
        const asked = { measure, base: of, dimension, key };
        const ratio = held(now, asked);
        const was = earlier && held(earlier, asked);
        if (!ratio || !isMarkedChange(ratio, was)) return [];
        const said = `${words}, ${GROUP_WORDS[dimension]?.[key] ?? key}: ${ratio.ratio.toFixed(1)} times as often as all others`;
        return [{ measure, dimension, key, words: was ? `${said}; was ${was.ratio.toFixed(1)}` : said }];
      }),
    ),
  );
}
