import { agencyMeaning } from '../domain/agency-of-figure';
import { type Cell, countsPeople, RAG_WORDS, type Shape } from '../domain/figure';
import { judge } from '../domain/judge';
import { countsOf, type Readable, readExactly, readShown, TOO_FEW_OTHERS } from '../domain/readable';
import { protectFigure } from '../domain/protect-figure';
import { quarterOf, quarterWords } from '../domain/quarter';
import { type Figure, type Figures, judgementOf } from '../figures';
import { figurePaths } from '../paths';
import type { FigureReader } from '../reader-of-figures';
import { AGE_BAND_WORDS, dimensionWords, keyWords } from './figure-words';
import { OWN_LABEL, presentLine, RAG_CLASSES, targetWords, withoutReason } from './present-line';

/** All the quarters that are read. */
const DRAWING = { width: 560, height: 160, most: 9 };

interface Asked {
  one: Awaited<ReturnType<Figures['one']>>;
  reader: FigureReader;
  agencies: Record<string, string>;
  today: string;
  may: { supply: boolean; revise: boolean; correct: boolean };
  ownAgencyId: string | undefined;
}

/** One indicator: what it means, today and over time, its parts, its corrections, and the way to the list behind it. */
export function presentIndicator({ one, reader, agencies, today, may, ownAgencyId }: Asked) {
  const { definition, versions, now, quarters } = one;
  const { code, shape, direction } = definition;
  const line = presentLine(one, { quarter: quarterOf(today), reader, drawing: DRAWING });
  const listHref = (figure: Figure, more: Record<string, string> = {}): string | undefined =>
    reader.mayList && definition.rule !== null && ownAgencyIn(ownAgencyId, more)
      ? figurePaths.list(
          code,
          `?${new URLSearchParams({ ...(figure.number === null ? {} : { until: figure.quarter.until }), ...more }).toString()}`,
        )
      : undefined;
  const shown = now ?? quarters.at(-1);
  return {
    definition: {
      ...definition,
      directionWords: DIRECTION_WORDS[direction],
      targetWords: targetWords(definition),
      agencyWords: definition.rule !== null && countsPeople(code) ? agencyMeaning(code).words : undefined,
    },
    versions: versions.slice(1).map((version) => ({
      number: version.number,
      name: version.name,
      targetWords: targetWords(version),
      madeBy: version.made_by,
      madeAt: version.made_at,
    })),
    line,
    isRounded: reader.rule !== undefined,
    isOwnExact: reader.ownAgencyId !== undefined,
    rows: [...(now ? [now] : []), ...[...quarters].reverse()].flatMap((figure) =>
      rowsOf(figure, { one, reader, ownAgencyId, wholeLabel: line.wholeLabel, listHref }),
    ),
    shownWords: shown && (shown.number === null ? 'today' : quarterWords(shown.quarter)),
    breakdowns: shown ? breakdownsOf(shape, shown, { reader, agencies, code, listHref }) : [],
    supplyHref: may.supply && definition.kind !== 'computed' ? figurePaths.values(code) : undefined,
    correctHref: may.correct && definition.kind === 'computed' ? figurePaths.values(code) : undefined,
    reviseHref: may.revise ? figurePaths.definition(code) : undefined,
    backHref: figurePaths.all,
  };
}

export type IndicatorModel = ReturnType<typeof presentIndicator>;

interface RowsAsked extends Pick<Asked, 'one' | 'reader' | 'ownAgencyId'> {
  wholeLabel: string;
  listHref: (figure: Figure, more?: Record<string, string>) => string | undefined;
}

/** A period to its reader: the own agency's part first, then the partnership's wherever it may stand beside that. */
function rowsOf(figure: Figure, { one, reader, ownAgencyId, wholeLabel, listHref }: RowsAsked) {
  const { definition, own } = one;
  const row = (label: string, readable: Readable, href: string | undefined) => {
    const rag = judge(readable, judgementOf(definition, figure));
    return {
      period: figure.number === null ? `Today, in ${quarterWords(figure.quarter)}` : quarterWords(figure.quarter),
      label,
      kind: kindWords(figure),
      ...withoutReason(readable),
      rag: { ...RAG_WORDS[rag], classes: RAG_CLASSES[rag] },
      note: figure.note,
      isByOtherRule: label !== OWN_LABEL && reader.isByOtherRule(figure),
      recordedBy: figure.recordedBy,
      recordedAt: figure.recordedAt,
      href,
    };
  };
  const part = [...(own.now ? [own.now] : []), ...own.quarters].find(
    ({ number, quarter }) => number === figure.number && quarter.until === figure.quarter.until,
  );
  const whole = reader.read(definition.shape, figure);
  const ofAgency = (key: string | undefined) => listHref(figure, key === undefined ? {} : { agency: key });
  if (!part) return [row(wholeLabel, whole, ofAgency(ownAgencyId))];
  return [
    row(OWN_LABEL, reader.readOwn(definition.shape, part), ofAgency(part.total?.key)),
    ...(whole === TOO_FEW_OTHERS
      ? []
      : [row(wholeLabel, whole, ownAgencyId === undefined ? listHref(figure) : undefined)]),
  ];
}

/** A manager opens the list of their own agency's part alone. */
const ownAgencyIn = (ownAgencyId: string | undefined, { agency }: Record<string, string>): boolean =>
  ownAgencyId === undefined || agency === undefined || agency === ownAgencyId;

const DIRECTION_WORDS = { up: 'More is better', down: 'Fewer is better', none: 'Neither way is better' };

function kindWords({ number, source, hasData }: Figure): string {
  if (number === null) return 'Runs on';
  if (!hasData) return 'No data supplied';
  if (number > 1) return `Correction ${number - 1}`;
  return { computed: 'Frozen', entered: 'Supplied', imported: 'Imported' }[source];
}

interface Beside {
  reader: FigureReader;
  agencies: Record<string, string>;
  code: string;
  listHref: (figure: Figure, more: Record<string, string>) => string | undefined;
}

function breakdownsOf(shape: Shape, figure: Figure, { reader, agencies, code, listHref }: Beside) {
  const rule = reader.ruleFor(figure);
  const dimensions = ['agency', 'age_band', 'strand', 'part'].flatMap((dimension) => {
    const cells = figure.cells.filter((cell) => cell.dimension === dimension);
    return cells.length > 0 ? [{ dimension, cells }] : [];
  });
  const protectedFigure =
    rule && figure.total && countsPeople(code)
      ? protectFigure(
          {
            total: countsOf(shape, figure.total),
            breakdowns: dimensions.map(({ dimension, cells }) => ({
              dimension,
              isSensitive: false,
              rows: cells.map((cell) => ({ key: cell.key, counts: countsOf(shape, cell) })),
            })),
          },
          rule,
        )
      : undefined;
  const mayStand = reader.mayStand(figure, rule);
  return dimensions.flatMap(({ dimension, cells: all }, at) => {
    // Beside their own agency a manager reads no other by itself.
    const isOwn = dimension === 'agency' && reader.ownAgencyId !== undefined;
    if (!isOwn && !mayStand) return [];
    const cells = isOwn ? all.filter(({ key }) => key === reader.ownAgencyId) : all;
    const rows = protectedFigure?.breakdowns[at]?.rows;
    const read = (cell: Cell) => {
      if (isOwn || !rule || !countsPeople(code)) return readExactly(shape, cell);
      const row = rows?.find((one) => one.key === cell.key);
      return row
        ? readShown(shape, row, cell.amount, rule)
        : { value: null, known: null, words: 'Not shown', ofWords: '' };
    };
    return cells.length === 0
      ? []
      : {
          title: dimensionWords(dimension, code),
          dimension,
          rows: cells
            .map((cell) => ({
              name: keyWords(dimension, cell.key, agencies),
              order: /^\d+$/.test(cell.key) ? Number(cell.key) : Object.keys(AGE_BAND_WORDS).indexOf(cell.key),
              ...read(cell),
              href: dimension === 'agency' ? listHref(figure, { agency: cell.key }) : undefined,
            }))
            .sort((a, b) => a.order - b.order || a.name.localeCompare(b.name)),
        };
  });
}
