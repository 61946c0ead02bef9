import { heading, listOf, paragraph, paragraphOf, type PdfBlock, type PdfDocument } from '../../platform/pdf';
import { govDate, govDateTime } from '../../web/format-date';
import type { GroupTable } from '../groups/group-tables';
import type { PublicationModel } from '../web/present-publication';
import type { ReportModel } from '../web/present-reports';

interface Made {
  /** The partnership whose report it is. */
  author: string;
  madeAt: Date;
}

/** The report as its reader sees it on the page, as a paper: one quarter, one version, marked as internal on every page. */
export function reportPaper(report: ReportModel, { author, madeAt }: Made): PdfDocument {
  return {
    title: report.title,
    author,
    marking: 'INTERNAL: NOT FOR PUBLICATION',
    header: `${report.title}. ${report.caption}`,
    madeAt,
    blocks: [
      heading(1, report.title),
      paragraph(
        `${report.caption}. ${report.status}. Due ${govDate(report.dueOn)}.` +
          (report.issuedAt ? ` Issued ${govDateTime(report.issuedAt)} by ${report.issuedBy}.` : ''),
      ),
      ...paragraphOf('New version', report.changeNote),
      ...(report.replacedBy ? [paragraph(`${report.replacedBy.words}.`)] : []),
      paragraph(
        report.isRounded
          ? roundedWords(report.isOwnExact)
          : 'Counts are exact, small ones too. Publish only the publishable version.',
      ),
      ...report.boxes.flatMap(({ title, text, carriedWords }) => [
        heading(2, title),
        paragraph(text || 'Nothing written.'),
        ...(carriedWords ? [paragraph(`${carriedWords}.`)] : []),
      ]),
      ...(report.changes.length > 0
        ? [heading(2, 'What changed since the quarter before'), listOf(report.changes, '')]
        : []),
      ...(report.hasPack ? figureBlocks(report) : []),
    ],
  };
}

const roundedWords = (isOwnExact: boolean): string =>
  isOwnExact
    ? 'Your agency’s figures are exact. The partnership’s are rounded, and stand beside them where at least two other agencies have enough people in them.'
    : 'Counts are rounded and small ones are not shown.';

/** The groups as the page has them, with what each was in the quarter before where the page says it. */
function groupBlocks(groups: ReportModel['groups'] | PublicationModel['groups']): PdfBlock[] {
  if (!groups) return [];
  const notices = 'notices' in groups ? groups.notices : [];
  return [
    heading(2, 'Disproportionality'),
    ...groups.words.map((words) => paragraph(words)),
    ...(notices.length > 0 ? [heading(3, 'Marked changes'), listOf(notices, '')] : []),
    ...groups.tables.map((table) => groupTable(table, groups)),
  ];
}

function groupTable(
  { title, ofWords, rows }: GroupTable,
  { quarterWords, ...groups }: { quarterWords: string },
): PdfBlock {
  if (rows.length === 0) return paragraph(`${title}: not printed, because fewer than two groups can be shown.`);
  const hasBefore = 'notices' in groups;
  const beforeWords = ({ before }: GroupTable['rows'][number]): string =>
    before ? `People: ${before.people}. Share: ${before.share}. Ratio: ${before.ratio}` : 'Not frozen';
  return {
    kind: 'table',
    caption: `${title}, ${ofWords}, ${quarterWords}`,
    columns: [
      { heading: 'Group', share: 4 },
      { heading: 'People', share: 2 },
      { heading: 'Share', share: 2 },
      { heading: 'Ratio to all others', share: 4 },
      ...(hasBefore ? [{ heading: 'Quarter before', share: 4 }] : []),
    ],
    rows: rows.map((row) => [row.group, row.people, row.share, row.ratio, ...(hasBefore ? [beforeWords(row)] : [])]),
  };
}

function figureBlocks({ figures, groups, registers }: ReportModel): PdfBlock[] {
  return [
    heading(2, 'Figures'),
    {
      kind: 'table',
      columns: [
        { heading: 'Indicator', share: 4 },
        { heading: 'Quarter', share: 3 },
        { heading: 'Before', share: 4 },
        { heading: 'Stands', share: 2 },
      ],
      rows: figures.flatMap(({ name, code, readings }) =>
        readings.map(({ label, ...figure }) => [
          [`${name} (${code})`, label].filter(Boolean).join(', '),
          [figure.words, figure.ofWords, figure.isCorrected ? 'corrected' : ''].filter(Boolean).join(', '),
          figure.beforeWords,
          figure.rag.words,
        ]),
      ),
    },
    ...groupBlocks(groups),
    ...registers.flatMap(({ title, lines }) => [
      heading(2, title),
      listOf(
        lines.map((line) => `${line.title}: ${line.stands}`),
        'None recorded.',
      ),
    ]),
    heading(2, 'How each figure is counted'),
    listOf(
      figures.map(({ code, name, method }) => `${name} (${code}): ${method}`),
      'No figure.',
    ),
  ];
}

/** The publishable version as a paper, with the rule by which small numbers were kept out of it. */
export function publicationPaper(publication: PublicationModel, { author, madeAt }: Made): PdfDocument {
  const { title, caption, ruleWords, publishedAt, publishedBy, released } = publication;
  return {
    ...{ title, author, madeAt },
    marking: 'PUBLISHABLE',
    header: `${title}. ${caption}`,
    blocks: [
      heading(1, title),
      paragraph(
        `Made ${govDateTime(publishedAt)} by ${publishedBy}.` +
          (released?.by && released.at
            ? ` Released ${govDateTime(released.at)} by ${released.by}${released.words}.`
            : '') +
          ` ${ruleWords}`,
      ),
      ...(publication.replacedBy ? [paragraph(`${publication.replacedBy.words}.`)] : []),
      ...publication.narratives.flatMap((box) => [
        heading(2, box.title),
        paragraph(box.text),
        ...(box.carriedWords ? [paragraph(`${box.carriedWords}.`)] : []),
      ]),
      ...publication.figures.flatMap((figure): PdfBlock[] => [
        heading(2, figure.name),
        paragraph(`${figure.words}${figure.ofWords ? ` (${figure.ofWords})` : ''}. ${figure.method}`),
        ...(figure.correctedWords ? [paragraph(`${figure.correctedWords}.`)] : []),
        ...figure.notPrinted.map((words) => paragraph(`${words}.`)),
        ...figure.breakdowns.map((breakdown): PdfBlock => ({
          kind: 'table',
          caption: `${figure.name}: ${breakdown.title.toLowerCase()}`,
          columns: [
            { heading: 'Group', share: 4 },
            { heading: 'Figure', share: 2 },
            { heading: 'Counted', share: 2 },
          ],
          rows: breakdown.rows.map((row) => [row.name, row.words, row.ofWords]),
        })),
      ]),
      ...groupBlocks(publication.groups),
    ],
  };
}
