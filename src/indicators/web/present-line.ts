import { RAG_WORDS } from '../domain/figure';
import { changeBetween, judge } from '../domain/judge';
import { type Quarter, quarterBefore, quarterShort, quarterWords, sameQuarterLastYear } from '../domain/quarter';
import { NOT_SUPPLIED, type Readable, TOO_FEW_OTHERS } from '../domain/readable';
import { trendOf } from '../domain/trend';
import { type Figure, type IndicatorFigures, judgementOf, standingOf } from '../figures';
import { figurePaths } from '../paths';
import type { FigureReader } from '../reader-of-figures';

export const SPARK = { width: 120, height: 32 };
const IN_A_SPARK = 8;

export const RAG_CLASSES = {
  green: 'govuk-tag--green',
  amber: 'govuk-tag--orange',
  red: 'govuk-tag--red',
  none: 'govuk-tag--grey',
  untold: 'govuk-tag--grey',
};

export const OWN_LABEL = 'Your agency';
export const WHOLE_LABEL = 'Partnership';

interface Asked {
  quarter: Quarter;
  reader: FigureReader;
  /** How large it is drawn, with how many quarters. */
  drawing?: { width: number; height: number; most: number };
}

/**
 * One indicator in as many readings as its reader has: the own agency's exact part first, then the partnership's wherever it may stand
 * beside that; to who has no part of their own the partnership's alone, without a label.
 */
export function presentLine(one: IndicatorFigures, asked: Asked) {
  const { definition, now, quarters, own } = one;
  const read = (figure: Figure | undefined): Readable =>
    figure === undefined && definition.kind !== 'computed' ? NOT_SUPPLIED : asked.reader.read(definition.shape, figure);
  const hasOwn = own.now !== undefined || own.quarters.length > 0;
  const wholeLabel = hasOwn || asked.reader.ownAgencyId !== undefined ? WHOLE_LABEL : '';
  const whole = presentReading({ definition, now, quarters }, { ...asked, read, label: wholeLabel });
  const ownPart = hasOwn
    ? presentReading(
        { definition, ...own },
        { ...asked, read: (figure) => asked.reader.readOwn(definition.shape, figure), label: OWN_LABEL },
      )
    : undefined;
  const { target } = definition;
  return {
    code: definition.code,
    name: definition.name,
    href: figurePaths.one(definition.code),
    hasTarget: target !== null,
    targetWords: target === null ? 'None set' : targetWords(definition),
    wholeLabel,
    readings: ownPart ? [ownPart, ...(whole.isTold ? [whole] : [])] : [whole],
  };
}

export type DashboardLine = ReturnType<typeof presentLine>;

type Part = Pick<IndicatorFigures, 'definition' | 'now' | 'quarters'>;
type Reading = Asked & { read: (figure: Figure | undefined) => Readable; label: string };

/** Now, last quarter, a year ago, how it moves and how it stands, of one part as one reader reads it. */
function presentReading({ definition, now, quarters }: Part, { quarter, label, drawing, ...asked }: Reading) {
  const read = remembered(asked.read);
  const { shape, direction, target } = definition;
  // What an agency supplies has no figure of today: the last quarter is the newest there is, held against those before it.
  const headed = now ? quarter : quarterBefore(quarter);
  const shown = now ?? standingOf(quarters, headed.until);
  const last = read(standingOf(quarters, quarterBefore(headed).until));
  const year = read(standingOf(quarters, sameQuarterLastYear(headed).until));
  const today = read(shown);
  // Of what is not shown or not supplied, its own words say all there is to say.
  const changeSince = (before: Readable): string =>
    today.value === null ? '' : changeBetween(today, before, direction, shape);
  const rag = judge(today, judgementOf(definition, shown));
  const untils = [...new Set(quarters.map((figure) => figure.quarter.until))].slice(-(drawing?.most ?? IN_A_SPARK));
  const trend = untils.flatMap((until) => {
    const figure = standingOf(quarters, until);
    return figure ? [{ label: quarterShort(figure.quarter), ...read(figure) }] : [];
  });
  return {
    label,
    now: withoutReason(today),
    /** The quarter it leads with, where that is not the one that runs. */
    headedWords: now ? '' : quarterWords(headed),
    last,
    year,
    changeSinceLast: changeSince(last),
    changeSinceYear: changeSince(year),
    rag: { ...RAG_WORDS[rag], classes: RAG_CLASSES[rag] },
    trend: trendOf(trend, target, drawing ?? SPARK),
    trendWords: trend.map((point) => `${point.label}: ${point.words}`).join('; '),
    noTrendWords: definition.kind === 'computed' ? 'None frozen' : 'None supplied',
    isTold: [today, last, year].some(({ value }) => value !== null),
  };
}

/** Each once: what stands in a column is drawn too, and to protect one figure takes as long as all the rest of its line. */
function remembered(read: Reading['read']): Reading['read'] {
  const known = new Map<Figure | undefined, Readable>();
  return (figure) => {
    const readable = known.get(figure) ?? read(figure);
    known.set(figure, readable);
    return readable;
  };
}

/** Why the partnership’s is not shown stands once, at the top of the page. */
export const withoutReason = (readable: Readable): Readable =>
  readable === TOO_FEW_OTHERS ? { ...readable, ofWords: '' } : readable;

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
