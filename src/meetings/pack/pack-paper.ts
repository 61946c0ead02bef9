import { heading, listOf, paragraph, type PdfBlock, type PdfDocument } from '../../platform/pdf';
import { dayInWords } from '../../shared/day';
import { govDateTime } from '../../web/format-date';
import type { CopyModel } from './present-pack';
import { entryWords } from './sheet-parts';

type Sheet = CopyModel['sheets'][number];

export const MARKING = 'OFFICIAL-SENSITIVE';
const HANDLING =
  'Do not copy or pass on without the agreement of the chair and of the agency that supplied the information.';

/** One recipient's copy as a paper: what the copy for printing says, a page a case, with whose copy it is on every page. */
export function packPaper(copy: CopyModel, author: string): PdfDocument {
  const { meeting, sheets } = copy;
  const of = `${meeting.panel}, ${dayInWords(meeting.heldOn)}`;
  return {
    title: `Pack of ${of}`,
    author,
    marking: MARKING,
    header: `${of}. Copy ${copy.copyNumber} for ${copy.recipient}, ${copy.agency}`,
    madeAt: copy.madeAt,
    isClose: true,
    blocks: [
      heading(1, `Pack of ${of}`),
      paragraph(`${meeting.time}, ${meeting.place}.`),
      paragraph(
        `Copy ${copy.copyNumber} for ${copy.recipient}, ${copy.agency}, made on ${govDateTime(copy.madeAt)}: ${copy.words}. ${HANDLING}`,
      ),
      listOf(copy.contents, 'No case is on the agenda.'),
      ...(sheets.length === 0 ? [paragraph('No case in this pack is yours to see.')] : []),
      ...sheets.flatMap((sheet): PdfBlock[] => [
        { kind: 'page', header: `Item ${sheet.number} of ${sheet.total}, ${sheet.reference}` },
        ...sheetBlocks(sheet),
      ]),
      ...topicBlocks(copy),
    ],
  };
}

/** What the meeting speaks of beside its cases, on a page of its own. */
function topicBlocks({ topics, general }: CopyModel): PdfBlock[] {
  if (topics.length === 0 && general.length === 0) return [];
  return [
    { kind: 'page' },
    heading(2, 'Locations, themes and other business'),
    ...topics.flatMap((topic) => [
      heading(3, topic.title),
      paragraph(`${topic.kindWords}${topic.keptTo ? `, ${topic.keptTo.toLowerCase()}` : ''}. ${topic.outcome}`.trim()),
      listOf([...topic.why, ...(topic.isPutOff ? [topic.putOffWords] : [])], ''),
    ]),
    ...(general.length > 0 ? [listOf(general.map(entryWords), '')] : []),
  ];
}

/** The sheet of one case, as the copy for printing has it. */
const sheetBlocks = (sheet: Sheet): PdfBlock[] => [
  heading(2, `Item ${sheet.number} of ${sheet.total}: ${sheet.name} (${sheet.reference})`),
  ...sheet.parts.flatMap((part) => [
    ...(part.heading === '' ? [] : [heading(3, part.heading)]),
    ...(part.isList ? [listOf(part.lines, '')] : part.lines.map(paragraph)),
  ]),
];
