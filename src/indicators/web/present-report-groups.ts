import { type Quarter, quarterWords } from '../domain/quarter';
import type { PublishedGroups } from '../groups/group-tables';
import type { FigureReader } from '../reader-of-figures';
import type { ReportGroups } from '../reports/report-content';
import { lateFreeze } from './present-groups';

const HOW =
  'Counts are rounded for everybody, and whether there is nobody in a group is not told. A ratio says how many times as often something happens in a group as among all others, with its 95% interval, worked out from the rounded counts; without 10 people on both sides none is given.';

/** Beside an exact part of the own agency a rounded whole could tell of another's few people, and groups have no parts to judge that by. */
const NOT_BESIDE_OWN =
  'Not shown to you: beside your own agency’s cases, which you know one by one, it could tell of the few people of another. The publishable version prints it, once that is made.';

const NO_AGE =
  'By age it is not printed: the figures above have narrower bands of age, and both together could tell of a few people.';

const late = ({ until }: Quarter, frozenOn: string): string[] => {
  const words = lateFreeze(until, frozenOn);
  return words ? [`${words}.`] : [];
};

/** The groups of a report to one reader. */
export function presentReportGroups(groups: ReportGroups | undefined, period: Quarter, reader: FigureReader) {
  if (!groups) return undefined;
  const { frozenOn, population, tables, notices } = groups;
  const title = quarterWords(period);
  if (reader.ownAgencyId !== undefined)
    return { quarterWords: title, words: [NOT_BESIDE_OWN], notices: [], tables: [] };
  const against = population
    ? `Population: ${population.source}.${population.isIllustrative ? ' Illustrative: made up for the demonstration.' : ''}`
    : 'No population table was loaded, so nothing is held against the population.';
  return { quarterWords: title, words: [...late(period, frozenOn), HOW, against], notices, tables };
}

/** The groups as they were published. */
export function presentPublishedGroups(groups: PublishedGroups | undefined, period: Quarter) {
  if (!groups) return undefined;
  return {
    quarterWords: quarterWords(period),
    words: [...late(period, groups.frozenOn), HOW, NO_AGE],
    tables: groups.tables,
  };
}
