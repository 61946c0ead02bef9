import { heading, listOf, paragraph, paragraphOf, type PdfBlock, type PdfDocument } from '../../platform/pdf';
import { dayInWords } from '../../shared/day';
import { govDateTime } from '../../web/format-date';
import { MARKING } from '../pack/pack-paper';
import { entryWords } from '../pack/sheet-parts';
import type { MinutesModel } from './present-minutes';

type Item = MinutesModel['items'][number];

const TOPICS_HEADING = 'Locations, themes and other business';

interface Reader {
  displayName: string;
  agencyName: string;
}

/** The minutes as a paper, cut to its reader as the page is: whose copy it is stands on every page. */
export function minutesPaper(minutes: MinutesModel, reader: Reader, author: string, now: Date): PdfDocument {
  const { meeting, attendance } = minutes;
  const of = `${meeting.panel}, ${dayInWords(meeting.heldOn)}`;
  const state = minutes.isSealed ? 'Approved and sealed' : 'Draft';
  return {
    title: `Minutes of ${of}`,
    author,
    marking: MARKING,
    header: `${of}. For ${reader.displayName}, ${reader.agencyName}`,
    madeAt: now,
    blocks: [
      heading(1, `Minutes of ${of}`),
      paragraph(
        `${state}. Drawn up for ${reader.displayName}, ${reader.agencyName}, on ${govDateTime(now)}. What they may not see is left out.`,
      ),
      heading(2, 'Present'),
      ...(minutes.openedWords === '' ? [] : [paragraph(minutes.openedWords)]),
      paragraph(
        `${minutes.quorumWords}.${minutes.chair ? ` Chair: ${minutes.chair}. Minutes: ${minutes.minuteTaker}.` : ''}${
          minutes.statementReadAt ? ' The confidentiality statement was read out.' : ''
        }`,
      ),
      ...attendance.groups.map((group) => paragraph(`${group.words}: ${group.people.join('; ')}.`)),
      ...(attendance.missing.length > 0
        ? [paragraph(`Expected and not present: ${attendance.missing.join(', ')}.`)]
        : []),
      ...(attendance.unacceptedWords === '' ? [] : [paragraph(attendance.unacceptedWords)]),
      ...(minutes.guests.length > 0 ? [paragraph(`Also in the room: ${minutes.guests.join('; ')}.`)] : []),
      heading(2, 'Conflicts of interest'),
      listOf(
        [
          ...minutes.ownConflicts,
          ...minutes.conflicts.map((one) => `Item ${one.number}: ${one.user}. ${one.reason} ${one.endedWords}`.trim()),
        ],
        'None in the cases this reader may see.',
      ),
      heading(2, 'Minutes and actions of before'),
      ...[...minutes.approvedHere, minutes.lastWords].filter((words) => words !== '').map((words) => paragraph(words)),
      ...(minutes.answers.length > 0 ? [listOf(minutes.answers.map(answerWords), '')] : []),
      heading(2, 'Cases'),
      ...minutes.items.flatMap(itemBlocks),
      ...(minutes.topics.length > 0 ? [heading(2, TOPICS_HEADING), ...minutes.topics.flatMap(topicBlocks)] : []),
      ...(minutes.general.entries.length > 0
        ? [heading(2, 'The meeting as a whole'), listOf(minutes.general.entries.map(entryWords), '')]
        : []),
    ],
  };
}

const topicBlocks = (topic: MinutesModel['topics'][number]): PdfBlock[] => [
  heading(3, topic.title),
  paragraph(`${topic.kindWords}${topic.keptTo ? `, ${topic.keptTo.toLowerCase()}` : ''}. ${topic.saidWords}`),
];

const answerWords = (one: MinutesModel['answers'][number]): string =>
  `${one.reference}, ${one.agency} (${one.owner}): ${one.description}. ${one.answerWords}. ${one.words}`.trim();

function itemBlocks(item: Item): PdfBlock[] {
  const said = item.entries.map(entryWords);
  return [
    heading(3, `${item.number}. ${item.name}${item.reference ? ` (${item.reference})` : ''}`),
    ...(item.tierWords ? [paragraph(`${item.tierWords}. ${item.why.join('. ')}`)] : []),
    ...(item.joined.length > 0 ? [paragraph(`Joined for this item: ${item.joined.join('; ')}.`)] : []),
    ...(said.length > 0 ? [listOf(said, '')] : []),
    ...(item.decisionWords ? decisionBlocks(item) : [paragraph(item.statusWords ? `${item.statusWords}.` : '')]),
  ];
}

function decisionBlocks(item: Item): PdfBlock[] {
  const actions = item.actions.map(({ agency, owner, description, dueOn, kindWords, endedWords }) =>
    endedWords
      ? `${agency} (${owner}): ${description} (${kindWords}). ${endedWords}.`
      : `${agency} (${owner}): ${description}, by ${dayInWords(dueOn)} (${kindWords})`,
  );
  return [
    { kind: 'paragraph', text: `${item.decisionWords}. ${item.rationale}`.trim(), isStrong: true },
    ...item.also.map((words) => paragraph(`${words}.`)),
    ...paragraphOf('A view that differed', item.dissent),
    ...(actions.length > 0 ? [listOf(actions, '')] : []),
    ...(item.nextDueOn ? [paragraph(`Next review due ${dayInWords(item.nextDueOn)}.`)] : []),
    ...paragraphOf('Tells the person and the family', item.tellsPerson),
    ...paragraphOf('Tells whoever referred them', item.tellsReferrer),
  ];
}
