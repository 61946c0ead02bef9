import { isPrintable, shownWords } from '../domain/protect-figure';
import { quarterNumberWords, quarterWords } from '../domain/quarter';
import { NO_DATA, readExactly, readShown } from '../domain/readable';
import { baseOf, type SmallNumberRule } from '../domain/small-numbers';
import { reportPaths } from '../paths';
import { namesIn } from '../reports/names-in-words';
import { type Publication, type PublishedFigure, SECTION_WORDS, SECTIONS } from '../reports/report-content';
import { type PublicationRow, type ReleasedWords, type ReportRow, ruleOfPublication } from '../reports/reports.queries';
import { dimensionWords, keyWords } from './figure-words';
import { carriedWords } from './present-boxes';
import { presentPublishedGroups } from './present-report-groups';
import { replacedBy } from './present-reports';

interface Asked {
  report: ReportRow;
  agencies: Record<string, string>;
  /** Governance, who alone is told what was left out of older ones. */
  isReviewer: boolean;
  mayRelease: boolean;
}

/** The publishable version, as it was recorded. */
export function presentPublication(row: PublicationRow, { report, agencies, isReviewer, mayRelease }: Asked) {
  const { content, released_words: released } = row;
  const rule = ruleOfPublication(row);
  return {
    paperHref: released === null ? undefined : reportPaths.publicationPaper(row.report_id),
    title: `Report to the partnership: ${quarterWords(content.period)}`,
    caption: `${quarterNumberWords(content.period)}, version ${content.number}`,
    replacedBy: replacedBy(report),
    publishedBy: row.published_by,
    publishedAt: row.published_at,
    released: released === null ? undefined : { by: row.released_by, at: row.released_at, words: LEFT_OUT[released] },
    releaseAction: mayRelease ? reportPaths.release(row.report_id) : undefined,
    releases: RELEASES,
    ruleWords: ruleWords(rule),
    likeNames: mayRelease ? likeNames(content) : [],
    heldBack: isReviewer ? (content.heldBack ?? []).map(partWords) : [],
    narratives: SECTIONS.flatMap((section) =>
      content.narratives
        .filter((one) => one.section === section && (released ?? 'all') === 'all')
        .map(({ text, carriedFrom }) => ({
          title: SECTION_WORDS[section],
          text,
          carriedWords: carriedWords(carriedFrom),
        })),
    ),
    figures: content.figures.map((figure) =>
      publishedFigure(released === 'none' ? { ...figure, name: figure.code } : figure, rule, agencies),
    ),
    groups: presentPublishedGroups(content.groups, content.period),
    backHref: reportPaths.list,
  };
}

/** What looks like a name, by box and figure: for whoever reads the words before they are given out. */
const likeNames = ({ narratives, figures }: Publication): { title: string; words: string }[] =>
  [
    ...narratives.map(({ section, text }) => ({ title: SECTION_WORDS[section], names: namesIn(text) })),
    ...figures.map(({ code, name }) => ({ title: code, names: namesIn(name) })),
  ].flatMap(({ title, names }) => (names.length === 0 ? [] : [{ title, words: names.join('; ') }]));

/** A box by its title, a figure by its code. */
function partWords(part: string): string {
  const section = SECTIONS.find((one) => one === part);
  return section ? SECTION_WORDS[section] : part;
}

const LEFT_OUT: Record<ReleasedWords, string> = {
  all: '',
  names: ' without what was written in the boxes',
  none: ' without what was written in the boxes, and figures go by their codes',
};

const RELEASES = [
  { value: 'all', text: 'With its words' },
  { value: 'names', text: 'Without what is written in the boxes' },
  { value: 'none', text: 'Without what is written in the boxes, and with figures by their codes alone' },
];

export type PublicationModel = ReturnType<typeof presentPublication>;

const ruleWords = (rule: SmallNumberRule): string => {
  const { mode, threshold, leastForShare } = rule;
  const base = baseOf(rule);
  return mode === 'round'
    ? `Counts are rounded to ${base}; counts below ${threshold} are given as “fewer than ${threshold}”. Percentages are worked out from rounded counts, of ${leastForShare} people or more.`
    : `Counts below ${threshold}, and others from which they could be worked out, are not shown; what is shown is rounded to ${base}. Percentages are of ${leastForShare} people or more.`;
};

/** Both numbers together could tell of single people. */
const CORRECTED = 'Not shown, because it was corrected after it was first published';
const CORRECTED_SINCE = 'Corrected since the quarter was first counted';
const TOO_FEW_GROUPS =
  'not printed, because fewer than two groups can be shown, and one alone would be described by it';

function publishedFigure(
  {
    code,
    name,
    method,
    shape,
    amount,
    hasData,
    shown,
    exact,
    isCorrected,
    isOfCorrection,
    missing = NO_DATA.words,
  }: PublishedFigure,
  rule: SmallNumberRule,
  agencies: Record<string, string>,
) {
  const done = shape === 'done' ? (amount ? 'Done' : 'Not done') : undefined;
  const broken = (shown?.breakdowns ?? []).flatMap(({ dimension, rows }) => (rows ? [{ dimension, rows }] : []));
  const whole = broken.filter(({ rows }) => isPrintable(rows));
  const total = exact ? readExactly(shape, exact) : shown ? readShown(shape, shown.total, amount, rule) : undefined;
  return {
    code,
    name,
    method,
    words: !hasData ? missing : isCorrected ? CORRECTED : (done ?? total?.words ?? 'Not shown'),
    ofWords: total?.ofWords ?? '',
    correctedWords: hasData && isOfCorrection && !isCorrected ? CORRECTED_SINCE : '',
    breakdowns: whole.map(({ dimension, rows }) => ({
      title: dimensionWords(dimension, code),
      rows: rows.map((row) => ({
        name: keyWords(dimension, row.key, agencies),
        words: readShown(shape, row, null, rule).words,
        ofWords:
          shape === 'share'
            ? `${row.cells[0] ? shownWords(row.cells[0]) : ''} of ${shownWords(row.all)}`
            : shownWords(row.all),
      })),
    })),
    notPrinted: broken
      .filter((one) => !whole.includes(one))
      .map(({ dimension }) => `${dimensionWords(dimension, code)}: ${TOO_FEW_GROUPS}`),
  };
}
