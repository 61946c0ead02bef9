import { addDays, type Day, dayInWords } from '../../shared/day';
import type { TypedFields } from '../../web/page-model';
import { quarterOf, quarterWords } from '../domain/quarter';
import { type GroupsOfQuarter, groupTables } from '../groups/group-tables';
import type { CensusRow, NoticeRow } from '../groups/groups.queries';
import { figurePaths } from '../paths';

import type { CensusForm } from './census.form';

interface Asked {
  /** The quarters that are frozen, newest first. */
  quarters: Day[];
  now: GroupsOfQuarter | undefined;
  before: GroupsOfQuarter | undefined;
  census: CensusRow[];
  notices: NoticeRow[];
  mayLoad: boolean;
  typed: TypedFields<keyof CensusForm>;
}

/** One quarter, each figure beside that of the quarter before. */
export function presentGroups({ quarters, now, before, census, notices, mayLoad, typed }: Asked) {
  const [first] = census;
  return {
    action: figurePaths.disproportionality,
    quarters: quarters.map((until) => ({
      value: until,
      text: quarterWords(quarterOf(until)),
      selected: until === now?.until,
    })),
    quarterWords: now && quarterWords(quarterOf(now.until)),
    lateWords: lateFreezes(now, before),
    tables: now ? groupTables(now, before) : [],
    notices: notices.map((one) => ({ quarter: quarterWords(quarterOf(one.period_until)), words: one.words })),
    census: first && { source: first.source, isIllustrative: first.is_illustrative, loadedAt: first.loaded_at },
    loadAction: mayLoad ? figurePaths.census : undefined,
    typed,
    backHref: figurePaths.all,
  };
}

export type GroupsModel = ReturnType<typeof presentGroups>;

/** The service freezes a quarter on the day after it; what was recorded between that day and a later one is counted with it. */
export const lateFreeze = (until: Day, frozenOn: Day): string =>
  frozenOn > addDays(until, 1)
    ? `${quarterWords(quarterOf(until))}: taken on ${dayInWords(frozenOn)}, with what was on record then`
    : '';

const lateFreezes = (now: GroupsOfQuarter | undefined, before: GroupsOfQuarter | undefined): string[] =>
  [now, before].flatMap((one) => (one ? [lateFreeze(one.until, one.frozenOn)].filter(Boolean) : []));
