import { ACTION_KIND_WORDS, actionPaths } from '../../actions';
import { fullName } from '../../individuals';
import type { Day } from '../../shared/day';
import { typedText } from '../../web/forms/typed-text';
import type { OutstandingRow } from './after.queries';
import { meetingPaths } from '../paths';
import { unansweredWords } from '../room/present-next-step';
import { isToDecide } from '../is-to-decide';
import { presentMeeting } from '../web/present-meetings';
import { ACTION_ANSWERS } from './answer-action';
import type { MinutesPage } from './minutes-page';
import { rowField } from './outstanding.forms';
import { ANSWER_WORDS } from './present-minutes';

type Body = Record<string, unknown>;

/** What earlier meetings asked for and is still open, numbered as the form is; what was answered at this one below. */
export function presentOutstanding(
  { meeting, agenda, outstanding, mayHold, actor }: MinutesPage,
  today: Day,
  body: Body = {},
) {
  const isOpen = meeting.status === 'planned';
  const mayAnswer = (row: OutstandingRow): boolean =>
    isOpen && row.answer === null && (mayHold || row.owner_agency_id === actor.agencyId);
  const asked = outstanding.filter(mayAnswer);
  return {
    meeting: presentMeeting(meeting),
    isOpen,
    unansweredWords: unansweredWords(outstanding.filter((row) => row.answer === null).length),
    // The chair answers all of them; of the others each agency its own.
    ownWords: isOpen && !mayHold ? ownWords(asked.length, outstanding) : '',
    isAnswered: outstanding.every((row) => row.answer !== null),
    firstHref:
      isOpen && meeting.started_at !== null
        ? agenda.filter(isToDecide).map((row) => meetingPaths.item(meeting.id, row.id))[0]
        : undefined,
    action: meetingPaths.outstanding(meeting.id),
    asked: asked.map((row, at) => ({
      ...presentRow(row, today),
      number: at + 1,
      version: row.version,
      words: typedText(body[rowField('words', row.id)]),
      answerField: rowField('answer', row.id),
      wordsField: rowField('words', row.id),
      versionField: rowField('version', row.id),
      answers: ACTION_ANSWERS.map((value) => ({
        value,
        text: ANSWER_WORDS[value],
        checked: body[rowField('answer', row.id)] === value,
      })),
    })),
    others: [
      {
        heading: isOpen ? 'For their own agency, or the chair, to answer' : 'Still open',
        actions: outstanding
          .filter((row) => row.answer === null && !mayAnswer(row))
          .map((row) => ({ ...presentRow(row, today), waitsFor: isOpen ? row.owner_agency : '' })),
      },
      { heading: 'Answered', actions: outstanding.flatMap((row) => answeredRow(row, today)) },
    ].filter(({ actions }) => actions.length > 0),
    notSaved: wordsWithoutRow(body, asked),
    backHref: meetingPaths.room(meeting.id),
  };
}

const answeredRow = (row: OutstandingRow, today: Day) =>
  row.answer === null
    ? []
    : [
        {
          ...presentRow(row, today),
          answerWords: ANSWER_WORDS[row.answer],
          words: row.words ?? '',
          answeredBy: row.answered_by ?? '',
          answeredAt: row.answered_at,
        },
      ];

/** How many of those counted wait for the reader's own agency. */
function ownWords(own: number, outstanding: OutstandingRow[]): string {
  const unanswered = outstanding.filter((row) => row.answer === null).length;
  if (unanswered === 0 || own === unanswered) return '';
  const yours = own === 0 ? 'None of them is' : `${own} of them ${own === 1 ? 'is' : 'are'}`;
  return `${yours} your agency’s to answer. The others are listed after them: their agency, or the chair, says what became of each.`;
}

const presentRow = (row: OutstandingRow, today: Day) => ({
  id: row.id,
  reference: row.reference,
  person: fullName(row),
  ownerLeft: row.owner_left,
  description: row.description,
  kindWords: ACTION_KIND_WORDS[row.kind],
  owner: row.owner,
  agency: row.owner_agency,
  dueOn: row.due_on,
  // Of who has left the cohort the panel has the action, and nothing behind it.
  whyHref: row.individual_id === null ? undefined : actionPaths.dueDate(row.id),
  madeOn: row.made_on,
  isOverdue: row.answer === null && row.due_on < today,
});

/** What was typed about an action that somebody else answered meanwhile, or that is out of sight: for whoever typed it to copy. */
const wordsWithoutRow = (body: Body, asked: OutstandingRow[]): string[] =>
  Object.entries(body).flatMap(([name, value]) => {
    if (!name.startsWith('words-') || asked.some((row) => rowField('words', row.id) === name)) return [];
    const words = typedText(value).trim();
    return words === '' ? [] : [words];
  });

export type OutstandingModel = ReturnType<typeof presentOutstanding>;
