import { type Actor, hasRole } from '../../platform/access';
import { type Day } from '../../shared/day';
import { OWN_AGENCY_WORDS } from '../domain/agency-of-figure';
import { RAG_WORDS } from '../domain/figure';
import { changeBetween, judge } from '../domain/judge';
import {
  type Quarter,
  quarterBefore,
  quarterOf,
  quarterShort,
  quarterWords,
  sameQuarterLastYear,
} from '../domain/quarter';
import { NOT_SUPPLIED } from '../domain/readable';
import { trendOf } from '../domain/trend';
import { type Figure, type IndicatorFigures, judgementOf, standingOf } from '../figures';
import { figurePaths, reportPaths } from '../paths';
import type { FigureReader } from '../reader-of-figures';

export const SPARK = { width: 120, height: 32 };

export const RAG_CLASSES = {
  green: 'govuk-tag--green',
  amber: 'govuk-tag--orange',
  red: 'govuk-tag--red',
  none: 'govuk-tag--grey',
  untold: 'govuk-tag--grey',
};

interface Asked {
  actor: Actor;
  figures: IndicatorFigures[];
  today: Day;
  reader: FigureReader;
  maySeeRule: boolean;
}

/** All indicators on one page: now, last quarter, a year ago, trend, target, and how it stands in words. */
export function presentDashboard({ actor, figures, today, reader, maySeeRule }: Asked) {
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
    smallNumbersHref: maySeeRule ? figurePaths.smallNumbers : undefined,
  };
}

export type DashboardModel = ReturnType<typeof presentDashboard>;

export function presentLine(
  { definition, now, quarters, own }: IndicatorFigures,
  { quarter, reader }: { quarter: Quarter; reader: FigureReader },
) {
  const { shape, direction, target } = definition;
  const read = (figure: Figure | undefined) =>
    figure === undefined && definition.kind !== 'computed' ? NOT_SUPPLIED : reader.read(shape, figure);
  // What an agency supplies has no figure of today: the last quarter is the newest there is, held against those before it.
  const headed = now ? quarter : quarterBefore(quarter);
  const shown = now ?? standingOf(quarters, headed.until);
  const last = read(standingOf(quarters, quarterBefore(headed).until));
  const year = read(standingOf(quarters, sameQuarterLastYear(headed).until));
  const today = read(shown);
  const rag = judge(today, judgementOf(definition, shown));
  const untils = [...new Set(quarters.map((figure) => figure.quarter.until))].slice(-8);
  const trend = untils.flatMap((until) => {
    const figure = standingOf(quarters, until);
    return figure ? [{ label: quarterShort(figure.quarter), ...read(figure) }] : [];
  });
  return {
    code: definition.code,
    name: definition.name,
    href: figurePaths.one(definition.code),
    now: today,
    /** The quarter it leads with, where that is not the one that runs. */
    headedWords: now ? '' : quarterWords(headed),
    last,
    year,
    changeSinceLast: changeBetween(today, last, direction, shape),
    changeSinceYear: changeBetween(today, year, direction, shape),
    hasTarget: target !== null,
    targetWords: target === null ? 'None set' : targetWords(definition),
    rag: { ...RAG_WORDS[rag], classes: RAG_CLASSES[rag] },
    trend: trendOf(trend, target, SPARK),
    trendWords: trend.map((point) => `${point.label}: ${point.words}`).join('; '),
    own: own.now ? reader.readOwn(shape, own.now) : undefined,
    ownChange: own.now
      ? changeBetween(
          reader.readOwn(shape, own.now),
          reader.readOwn(shape, standingOf(own.quarters, quarterBefore(quarter).until)),
          direction,
        )
      : '',
  };
}

export type DashboardLine = ReturnType<typeof presentLine>;

/** “100%”, “42 days or fewer”, “0 or fewer”, “Done”. */
export function targetWords({
  shape,
  target,
  direction,
}: Pick<IndicatorFigures['definition'], 'shape' | 'target' | 'direction'>): string {
  if (target === null) return 'None set';
  if (shape === 'done') return 'Done';
  const number = `${target}${shape === 'share' ? '%' : shape === 'median' ? ' days' : ''}`;
  return direction === 'down' ? `${number} or fewer` : number;
}
