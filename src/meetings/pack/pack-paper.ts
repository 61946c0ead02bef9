import { heading, listOf, paragraph, paragraphOf, type PdfBlock, type PdfDocument } from '../../platform/pdf';
import { dayInWords } from '../../shared/day';
import { govDateTime } from '../../web/format-date';
import { type EntryModel } from '../room/present-entries';
import type { CopyModel } from './present-pack';

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
    blocks: [
      heading(1, `Pack of ${of}`),
      paragraph(
        `Copy ${copy.copyNumber} for ${copy.recipient}, ${copy.agency}, made on ${govDateTime(copy.madeAt)}: ${copy.words}. ${HANDLING}`,
      ),
      listOf(copy.contents, 'No case is on the agenda.'),
      ...(sheets.length === 0 ? [paragraph('No case in this pack is yours to see.')] : []),
      ...sheets.flatMap((sheet): PdfBlock[] => [{ kind: 'page' }, ...sheetBlocks(sheet)]),
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

function sheetBlocks(sheet: Sheet): PdfBlock[] {
  const { individual, room } = sheet;
  return [
    heading(2, `Item ${sheet.number} of ${sheet.total}: ${sheet.name} (${sheet.reference})`),
    paragraph(
      `${bornWords(individual)}${individual.tierWords}. ${individual.roleWords}. Lead professional: ${individual.leadProfessional?.name ?? 'nobody named'}. ` +
        `Plan owner: ${individual.planOwner?.name ?? 'nobody named'}. ${nextReviewWords(individual)}`,
    ),
    heading(3, 'Why here'),
    listOf([...sheet.why, ...room.saidBefore], 'Added to the agenda.'),
    ...(sheet.passedOn
      ? [
          ...paragraphOf(`${sheet.passedOn.from} asks`, sheet.passedOn.question),
          ...paragraphOf('Its reasons', sheet.passedOn.rationale),
        ]
      : paragraphOf('The question for the panel', room.question)),
    ...(sheet.transfer
      ? paragraphOf('A transfer waits for the panel', `${sheet.transfer.words}. ${sheet.transfer.why}`)
      : []),
    ...(sheet.decidedBefore
      ? [heading(3, 'Last time at this panel'), paragraph(beforeWords(sheet.decidedBefore))]
      : []),
    heading(3, 'Bands, now and then'),
    listOf(
      sheet.bands.rows.map((band) => `${band.kind}: ${band.now} now${band.nowBy}; ${band.then} then${band.thenBy}`),
      '',
    ),
    heading(3, 'In their own voice'),
    paragraph(sheet.voice ? sheet.voice.text : 'Not recorded yet.'),
    ...planBlocks(sheet),
    ...actionBlocks(sheet),
    heading(3, 'What each agency brings'),
    listOf([...room.returns.map(entryWords), ...room.keptReturns], room.noneWords),
    ...(room.missingReturns.length > 0 ? [paragraph(`No return from: ${room.missingReturns.join(', ')}.`)] : []),
    ...(room.entries.length > 0
      ? [heading(3, 'Written down at the meeting'), listOf(room.entries.map(entryWords), '')]
      : []),
  ];
}

const bornWords = ({ dateOfBirth, age }: Sheet['individual']): string =>
  dateOfBirth === null
    ? 'Date of birth not recorded. '
    : `Born ${dayInWords(dateOfBirth)}${age === null ? '' : ` (${age})`}. `;

const nextReviewWords = ({ nextReviewDueOn }: Sheet['individual']): string =>
  nextReviewDueOn === null ? 'No review is scheduled.' : `Next review due ${dayInWords(nextReviewDueOn)}.`;

const beforeWords = (before: NonNullable<Sheet['decidedBefore']>): string =>
  `${dayInWords(before.heldOn)}: ${before.decisionWords}. ${before.rationale} ${before.dissent ? `A view that differed: ${before.dissent} ` : ''}${before.openWords}.`;

function planBlocks({ plan }: Sheet): PdfBlock[] {
  if (plan === null) return [heading(3, 'Plan'), paragraph('Nobody has written a plan.')];
  const needs = plan.needs.map((need) => `${need.statusWords}: ${need.words}${need.detail ? `, ${need.detail}` : ''}`);
  const risks = plan.risks.map((risk) => `${risk.levelWords} risk: ${risk.factor}`);
  const goals = plan.goals.map((goal) => `Goal: “${goal.words}” ${goal.wording}`);
  return [heading(3, 'Plan'), listOf([...needs, ...risks, ...goals], 'It says nothing yet.')];
}

/** What is open in a table; what is closed in a line each, so that a case keeps to its page. */
function actionBlocks({ actions }: Sheet): PdfBlock[] {
  const counted = `Actions: ${actions.open.length} open, ${actions.overdueCount} overdue, ${actions.closedCount} closed`;
  const rows = actions.open.map(({ dueOn, description, owner, agency }) => [
    dayInWords(dueOn),
    description,
    `${owner}, ${agency}`,
  ]);
  const columns = [
    { heading: 'Due', share: 3 },
    { heading: 'Open action', share: 7 },
    { heading: 'Owner', share: 7 },
  ];
  const closed = actions.closed.map(
    ({ statusWords, description, owner }) => `${statusWords}: ${description} (${owner})`,
  );
  return [
    heading(3, counted),
    ...(rows.length > 0 ? [{ kind: 'table' as const, columns, rows }] : []),
    ...(closed.length > 0 ? [listOf(closed, '')] : []),
  ];
}

/** An entry in one line: whose information it is, and for whom. */
export const entryWords = (one: EntryModel): string =>
  `${one.text} (${one.kindWords}. ${one.author}, ${one.agency}, ${govDateTime(one.at)}${one.isLate ? ', late' : ''}${
    one.keptTo ? `, ${one.keptTo.toLowerCase()}` : ''
  }${one.corrects ? `. Corrects “${one.corrects}”` : ''})`;
