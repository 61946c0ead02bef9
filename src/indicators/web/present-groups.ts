import { addDays, type Day, dayInWords } from '../../shared/day';
import type { TypedFields } from '../../web/page-model';
import { quarterOf, quarterWords } from '../domain/quarter';
import { MORE_THAN_CHANCE } from '../groups/group-lines';
import { type GroupsOfQuarter, type GroupTable, groupTables } from '../groups/group-tables';
import type { CensusRow, NoticeRow } from '../groups/groups.queries';
import { noticesBeside } from '../groups/withdrawn';
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
    tables: now ? groupTables(now, before).map(folded) : [],
    notices: now ? noticesBeside(notices, now, before) : [],
    census: first && { source: first.source, isIllustrative: first.is_illustrative, loadedAt: first.loaded_at },
    loadAction: mayLoad ? figurePaths.census : undefined,
    typed,
    backHref: figurePaths.all,
  };
}

export type GroupsModel = ReturnType<typeof presentGroups>;

/** A measure as it is folded: how many of its groups stand out, so that the reader knows which to open. */
export function folded(table: GroupTable) {
  const differ = table.rows.filter(({ ratio }) => ratio.includes(MORE_THAN_CHANCE)).length;
  const groups = differ > 1 ? `${differ} groups differ` : `${differ === 1 ? '1' : 'no'} group differs`;
  return { ...table, foldWords: `${table.title}: ${groups} from all others by more than chance` };
}

/** The service freezes a quarter on the day after it; what was recorded between that day and a later one is counted with it. */
export const lateFreeze = (until: Day, frozenOn: Day): string =>
  frozenOn > addDays(until, 1)
    ? `${quarterWords(quarterOf(until))}: taken on ${dayInWords(frozenOn)}, with what was on record then`
    : '';

const lateFreezes = (now: GroupsOfQuarter | undefined, before: GroupsOfQuarter | undefined): string[] =>
  [now, before].flatMap((one) => (one ? [lateFreeze(one.until, one.frozenOn)].filter(Boolean) : []));
