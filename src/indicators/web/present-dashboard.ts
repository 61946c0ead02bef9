import { type Actor, hasRole } from '../../platform/access';
import { type Day } from '../../shared/day';
import { OWN_AGENCY_WORDS } from '../domain/agency-of-figure';
import { quarterBefore, quarterOf, quarterWords, sameQuarterLastYear } from '../domain/quarter';
import type { IndicatorFigures } from '../figures';
import type { NoticedRow } from '../groups/groups.queries';
import { figurePaths, reportPaths } from '../paths';
import type { FigureReader } from '../reader-of-figures';
import { presentLine } from './present-line';

interface Asked {
  actor: Actor;
  figures: IndicatorFigures[];
  today: Day;
  reader: FigureReader;
  maySeeRule: boolean;
  /** The marked changes of the newest frozen quarter. */
  noticed: NoticedRow | undefined;
}

/** All indicators on one page: now, last quarter, a year ago, trend, target, and how it stands in words. */
export function presentDashboard({ actor, figures, today, reader, maySeeRule, noticed }: Asked) {
  const quarter = quarterOf(today);
  const keptAt = figures.find(({ now }) => now !== undefined)?.now?.recordedAt;
  const line = (one: IndicatorFigures) => presentLine(one, { quarter, reader });
  const groups = [
    {
      title: 'How the plan is delivered',
      lines: figures.filter(({ definition }) => definition.position < 30 && definition.kind === 'computed').map(line),
    },
    { title: 'How the work runs', lines: figures.filter(({ definition }) => definition.position >= 30).map(line) },
    {
      title: 'Supplied by agencies',
      lines: figures.filter(({ definition }) => definition.kind !== 'computed').map(line),
    },
  ];
  return {
    quarterWords: quarterWords(quarter),
    lastWords: quarterWords(quarterBefore(quarter)),
    yearWords: quarterWords(sameQuarterLastYear(quarter)),
    keptAt,
    isRounded: reader.rule !== undefined,
    isOwnExact: reader.ownAgencyId !== undefined,
    hasOwn: figures.some(({ own }) => own.now !== undefined || own.quarters.length > 0),
    agencyName: actor.agencyName,
    ownWords: OWN_AGENCY_WORDS,
    groups,
    refreshHref: figurePaths.refresh,
    reportsHref: reportPaths.list,
    topFiveHref: reader.mayList ? figurePaths.topFive : undefined,
    importsHref: hasRole(actor, 'analyst', 'panel_chair', 'manager') ? figurePaths.imports : undefined,
    groupsHref: maySeeRule ? figurePaths.disproportionality : undefined,
    noticed: noticed && noticedWords(noticed),
    smallNumbersHref: maySeeRule ? figurePaths.smallNumbers : undefined,
  };
}

/** A marked change of disproportionality is told where figures are read first: nobody opens a page of which they heard nothing. */
const noticedWords = ({ period_until: until, changes }: NoticedRow) => ({
  words: `Disproportionality: ${changes} marked ${changes === 1 ? 'change was' : 'changes were'} noticed in ${quarterWords(quarterOf(until))}`,
  href: `${figurePaths.disproportionality}?until=${until}`,
});

export type DashboardModel = ReturnType<typeof presentDashboard>;
