import type { Day } from '../../shared/day';
import type { TypedFields } from '../../web/page-model';
import { shownWords } from '../domain/protect-figure';
import { lastQuarter, type Quarter, quarterBefore, quarterNumberWords, quarterWords } from '../domain/quarter';
import { readExactly, readShown } from '../domain/readable';
import { baseOf, type SmallNumberRule } from '../domain/small-numbers';
import { reportPaths } from '../paths';
import type { FigureReader } from '../reader-of-figures';
import { WORKING_DAYS_TO_REPORT } from '../reports/make-report';
import { isLate, type PublishedFigure, type ReportPack, SECTION_WORDS, SECTIONS } from '../reports/report-content';
import type { BoxOwnerRow } from '../reports/box-owners.queries';
import { type NarrativeRow, type PublicationRow, type ReportRow, ruleOfPublication } from '../reports/reports.queries';
import { type Boxes, presentBoxes } from './present-boxes';
import { dimensionWords, keyWords } from './figure-words';
import { changesRead, presentReportFigures } from './present-report-figures';
import type { MakeReportForm } from './report.forms';

const OFFERED = 4;

const statusWords = (report: ReportRow, today: Day): string => {
  if (report.status === 'draft') return report.due_on < today ? 'Draft, late' : 'Draft';
  return report.issued_on && isLate(report.issued_on, report.due_on) ? 'Issued late' : 'Issued';
};

interface AskedList {
  reports: ReportRow[];
  today: Day;
  may: { make: boolean; nameOwners: boolean };
  /** Titles of the boxes that this reader is to write and nobody has written, by report. */
  yours: ReadonlyMap<string, string[]>;
  typed: TypedFields<keyof MakeReportForm>;
}

const DUE_WHY = `${WORKING_DAYS_TO_REPORT} working days after the quarter`;

export function presentReports({ reports, today, may, yours, typed }: AskedList) {
  const offered: Quarter[] = [];
  for (let quarter = lastQuarter(today); offered.length < OFFERED; quarter = quarterBefore(quarter))
    offered.push(quarter);
  return {
    reports: reports.map((report) => ({
      href: reportPaths.one(report.id),
      name: quarterWords({ from: report.period_from, until: report.period_until }),
      number: report.number,
      status: statusWords(report, today),
      dueOn: report.due_on,
      issuedAt: report.issued_at,
      publicationHref: report.is_published ? reportPaths.publication(report.id) : undefined,
    })),
    toWrite: reports.flatMap((report) => {
      const titles = yours.get(report.id) ?? [];
      if (titles.length === 0) return [];
      const name = quarterWords({ from: report.period_from, until: report.period_until });
      return [
        {
          href: reportPaths.one(report.id),
          name,
          titles,
          dueOn: report.words_due_on,
          isLate: report.words_due_on < today,
        },
      ];
    }),
    ownersHref: may.nameOwners ? reportPaths.owners : undefined,
    dueWhy: DUE_WHY,
    mayMake: may.make,
    action: reportPaths.list,
    quarters: offered.map((quarter) => ({
      value: quarter.until,
      text: quarterWords(quarter),
      selected: typed.until === quarter.until,
    })),
    typed,
  };
}

export type ReportsModel = ReturnType<typeof presentReports>;

interface AskedReport {
  report: ReportRow;
  pack: ReportPack | undefined;
  history: NarrativeRow[];
  owners: BoxOwnerRow[];
  reader: FigureReader;
  /** The same reader of a quarter by its own rule. */
  readerOf: (until: Day) => FigureReader;
  today: Day;
  may: { issue: boolean; publish: boolean; write: boolean; nameOwners: boolean };
  typed: Boxes['typed'];
  /** Somebody else wrote in a box that this reader changed. */
  isTaken: boolean;
}

/** A report: its frozen pack, or the draft with its boxes. */
export function presentReport(asked: AskedReport) {
  const { report, pack, history, owners, reader, readerOf, today, may, typed, isTaken } = asked;
  const isDraft = report.status === 'draft';
  const quarter = { from: report.period_from, until: report.period_until };
  const figures = pack ? presentReportFigures(pack, reader, readerOf) : [];
  const boxes = presentBoxes({ history, owners, frozen: isDraft ? undefined : pack?.narratives, typed, isTaken });
  return {
    title: `Quarterly report: ${quarterWords(quarter)}`,
    caption: `${quarterNumberWords(quarter)}, version ${report.number}`,
    status: statusWords(report, today),
    isDraft,
    dueOn: report.due_on,
    dueWhy: DUE_WHY,
    wordsDueOn: isDraft ? report.words_due_on : undefined,
    areWordsLate: report.words_due_on < today,
    ownersHref: isDraft && may.nameOwners ? reportPaths.owners : undefined,
    changeNote: report.change_note,
    issuedBy: report.issued_by,
    issuedAt: report.issued_at,
    version: report.version,
    isRounded: reader.rule !== undefined,
    boxes,
    isUnwritten: boxes.every(({ text }) => text === ''),
    hasPack: pack !== undefined,
    paperHref: isDraft ? undefined : reportPaths.paper(report.id),
    figures,
    changes: reader.rule === undefined ? (pack?.changes ?? []) : changesRead(figures),
    registers: [
      { title: 'Strategy: activities', lines: pack?.activities ?? [] },
      { title: 'Risks', lines: pack?.risks ?? [] },
      { title: 'Learning', lines: pack?.learning ?? [] },
    ],
    narrativeAction: isDraft && may.write ? reportPaths.narratives(report.id) : undefined,
    issueAction: isDraft && may.issue ? reportPaths.issue(report.id) : undefined,
    publishAction: !isDraft && may.publish && !report.is_published ? reportPaths.publication(report.id) : undefined,
    publicationHref: report.is_published ? reportPaths.publication(report.id) : undefined,
    backHref: reportPaths.list,
  };
}

export type ReportModel = ReturnType<typeof presentReport>;

/** The publishable version, as it was recorded. */
export function presentPublication(
  row: PublicationRow,
  { agencies, isReviewer }: { agencies: Record<string, string>; isReviewer: boolean },
) {
  const { content } = row;
  const rule = ruleOfPublication(row);
  return {
    paperHref: reportPaths.publicationPaper(row.report_id),
    title: `Report to the partnership: ${quarterWords(content.period)}`,
    caption: `${quarterNumberWords(content.period)}, version ${content.number}`,
    publishedBy: row.published_by,
    publishedAt: row.published_at,
    ruleWords: ruleWords(rule),
    // The publisher learns nothing of who is on record; governance reads the box and asks its writer for other words.
    heldBack: isReviewer
      ? (content.heldBack ?? []).map((part) => {
          const section = SECTIONS.find((one) => one === part);
          return section ? SECTION_WORDS[section] : part;
        })
      : [],
    narratives: SECTIONS.flatMap((section) =>
      content.narratives
        .filter((one) => one.section === section)
        .map(({ text }) => ({ title: SECTION_WORDS[section], text })),
    ),
    figures: content.figures.map((figure) => publishedFigure(figure, rule, agencies)),
    backHref: reportPaths.list,
  };
}

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

function publishedFigure(
  { code, name, method, shape, amount, hasData, shown, exact, isCorrected }: PublishedFigure,
  rule: SmallNumberRule,
  agencies: Record<string, string>,
) {
  const done = shape === 'done' ? (amount ? 'Done' : 'Not done') : undefined;
  const total = exact ? readExactly(shape, exact) : shown ? readShown(shape, shown.total, amount, rule) : undefined;
  return {
    code,
    name,
    method,
    words: !hasData ? 'No data supplied' : isCorrected ? CORRECTED : (done ?? total?.words ?? 'Not shown'),
    ofWords: total?.ofWords ?? '',
    breakdowns: (shown?.breakdowns ?? []).flatMap(({ dimension, rows }) =>
      rows
        ? [
            {
              title: dimensionWords(dimension, code),
              rows: rows.map((row) => ({
                name: keyWords(dimension, row.key, agencies),
                words: readShown(shape, row, null, rule).words,
                ofWords:
                  shape === 'share'
                    ? `${row.cells[0] ? shownWords(row.cells[0]) : ''} of ${shownWords(row.all)}`
                    : shownWords(row.all),
              })),
            },
          ]
        : [],
    ),
  };
}
