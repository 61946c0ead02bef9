import { agencyMeaning } from '../domain/agency-of-figure';
import { countsPeople, RAG_WORDS } from '../domain/figure';
import { judge } from '../domain/judge';
import { type Readable, TOO_FEW_OTHERS } from '../domain/readable';
import { quarterOf, quarterWords } from '../domain/quarter';
import { type Figure, type Figures, judgementOf } from '../figures';
import { figurePaths } from '../paths';
import type { FigureReader } from '../reader-of-figures';
import { breakdownsOf } from './present-breakdowns';
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
    breakdowns: shown
      ? breakdownsOf(shape, shown, {
          ...{ reader, agencies, code, listHref },
          own: ownPartOf(one, shown),
          wholeLabel: line.wholeLabel,
        })
      : [],
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
  const { definition } = one;
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
  const part = ownPartOf(one, figure);
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

const ownPartOf = ({ own }: Asked['one'], figure: Figure): Figure | undefined =>
  [...(own.now ? [own.now] : []), ...own.quarters].find(
    ({ number, quarter }) => number === figure.number && quarter.until === figure.quarter.until,
  );

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
