import type { Day } from '../../shared/day';
import type { TypedFields } from '../../web/page-model';
import { lastQuarter, type Quarter, quarterBefore, quarterNumberWords, quarterWords } from '../domain/quarter';
import { reportPaths } from '../paths';
import type { FigureReader } from '../reader-of-figures';
import { WORKING_DAYS_TO_REPORT } from '../reports/make-report';
import { isLate, type ReportPack } from '../reports/report-content';
import type { BoxOwnerRow } from '../reports/box-owners.queries';
import type { NarrativeRow, ReportRow } from '../reports/reports.queries';
import { type Boxes, presentBoxes } from './present-boxes';
import { changesRead, presentReportFigures } from './present-report-figures';
import { presentReportGroups } from './present-report-groups';
import type { MakeReportForm } from './report.forms';

const OFFERED = 4;

/** A report is in time by its first version: a new one to correct it is late for nothing. */
const statusWords = (report: ReportRow, today: Day): string => {
  const first = report.first_issued_on;
  if (report.status === 'draft') return first === null && report.due_on < today ? 'Draft, late' : 'Draft';
  return first && isLate(first, report.due_on) ? 'Issued late' : 'Issued';
};

/** “Replaced by version 2”, and where that is. */
export const replacedBy = ({ replaced_by: number, replaced_by_id: id }: ReportRow) =>
  number === null || id === null ? undefined : { words: `Replaced by version ${number}`, href: reportPaths.one(id) };

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
      replacedWords: replacedBy(report)?.words,
      dueOn: report.due_on,
      issuedAt: report.issued_at,
      publicationHref: report.is_published ? reportPaths.publication(report.id) : undefined,
      isReleased: report.is_released,
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
    firstIssuedOn: report.number > 1 ? report.first_issued_on : null,
    replacedBy: replacedBy(report),
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
    isOwnExact: reader.ownAgencyId !== undefined,
    boxes,
    isUnwritten: boxes.every(({ text }) => text === ''),
    hasPack: pack !== undefined,
    paperHref: isDraft ? undefined : reportPaths.paper(report.id),
    figures,
    changes: reader.rule === undefined ? (pack?.changes ?? []) : changesRead(figures),
    groups:
      pack && presentReportGroups(pack, { period: quarter, reader, before: readerOf(quarterBefore(quarter).until) }),
    registers: [
      { title: 'Strategy: activities', lines: pack?.activities ?? [] },
      { title: 'Risks', lines: pack?.risks ?? [] },
      { title: 'Learning', lines: pack?.learning ?? [] },
    ],
    narrativeAction: isDraft && may.write ? reportPaths.narratives(report.id) : undefined,
    issueAction: isDraft && may.issue ? reportPaths.issue(report.id) : undefined,
    publishAction: !isDraft && may.publish && !report.is_published ? reportPaths.publication(report.id) : undefined,
    publicationHref: report.is_published ? reportPaths.publication(report.id) : undefined,
    isReleased: report.is_released,
    backHref: reportPaths.list,
  };
}

export type ReportModel = ReturnType<typeof presentReport>;
