import type { TypedFields } from '../../web/page-model';
import { shownShare, shownWords } from '../domain/protect-figure';
import { isMarked, ratioWords } from '../domain/rate-ratio';
import { quarterOf, quarterWords } from '../domain/quarter';
import type { SmallNumberRule } from '../domain/small-numbers';
import {
  censusOf,
  compare,
  countsOfQuarter,
  DIMENSION_TITLES,
  GROUP_WORDS,
  mayCompare,
  MEASURES,
  UNKNOWN_KEYS,
} from '../groups/group-comparison';
import type { CensusRow, GroupRow, NoticeRow } from '../groups/groups.queries';
import { protectGroups, ruleOfGroups, shownCounts } from '../groups/shown-counts';
import { figurePaths } from '../paths';

import type { CensusForm } from './census.form';

interface Asked {
  rows: GroupRow[];
  census: CensusRow[];
  notices: NoticeRow[];
  ofQuarter: (until: string) => SmallNumberRule;
  mayLoad: boolean;
  typed: TypedFields<keyof CensusForm>;
}

/** Each measure by each group, always rounded, zero protected too; a ratio of what is shown, where there are enough people on both sides. */
export function presentGroups({ rows, census, notices, ofQuarter, mayLoad, typed }: Asked) {
  const until = rows[0]?.period_until;
  const [first] = census;
  return {
    quarterWords: until === undefined ? undefined : quarterWords(quarterOf(until)),
    tables: until === undefined ? [] : tablesOf(rows, census, until, ofQuarter(until)),
    notices: notices.map((one) => ({ quarter: quarterWords(quarterOf(one.period_until)), words: one.words })),
    census: first && { source: first.source, isIllustrative: first.is_illustrative, loadedAt: first.loaded_at },
    loadAction: mayLoad ? figurePaths.census : undefined,
    typed,
    backHref: figurePaths.all,
  };
}

/** The measures that are held against more than one thing. */
const HELD_AGAINST: Record<string, string> = { entered: 'held against the population and against those referred' };

export type GroupsModel = ReturnType<typeof presentGroups>;

function tablesOf(rows: readonly GroupRow[], census: readonly CensusRow[], until: string, rule: SmallNumberRule) {
  const count = countsOfQuarter(rows, until);
  const readable = shownCounts(count, rule);
  const population = censusOf(census);
  return Object.entries(MEASURES).map(([measure, { words, of }]) => {
    const dimensions = Object.keys(GROUP_WORDS);
    const keys = (dimension: string): string[] => Object.keys(GROUP_WORDS[dimension] ?? {});
    const shown = protectGroups(count, measure, rule);
    return {
      measure,
      title: words,
      ofWords: HELD_AGAINST[measure] ?? (of === 'census' ? 'held against the population' : 'held against the cohort'),
      rows: dimensions.flatMap((dimension, at) => {
        const shownRows = shown.breakdowns[at]?.rows;
        return keys(dimension).map((key) => {
          const cell = shownRows?.find((row) => row.key === key)?.all;
          const asked = { measure, base: of, dimension, key };
          const isCompared = !UNKNOWN_KEYS.includes(key) && cell?.value != null && mayCompare(readable, asked);
          const ratio = isCompared ? compare(readable, of === 'census' ? population : readable, asked) : undefined;
          const referred =
            isCompared && measure === 'entered'
              ? compare(readable, readable, { ...asked, base: 'referred' })
              : undefined;
          const share = cell ? shownShare(cell, shown.total.all, ruleOfGroups(rule)) : null;
          return {
            group: `${DIMENSION_TITLES[dimension]}: ${GROUP_WORDS[dimension]?.[key]}`,
            people: cell ? shownWords(cell) : 'not shown',
            share: share === null ? 'not shown' : `${share}%`,
            ratio: ratio ? `${ratioWords(ratio)}${isMarked(ratio) ? ', more than chance' : ''}` : 'too few to compare',
            referred: referred ? ratioWords(referred) : undefined,
          };
        });
      }),
    };
  });
}
