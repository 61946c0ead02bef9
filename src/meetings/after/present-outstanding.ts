import { ACTION_KIND_WORDS, actionPaths } from '../../actions';
import { fullName } from '../../individuals';
import type { Day } from '../../shared/day';
import { typedText } from '../../web/forms/typed-text';
import { meetingPaths } from '../paths';
import { unansweredWords } from '../room/present-next-step';
import { isToDecide } from '../is-to-decide';
import { presentMeeting } from '../web/present-meetings';
import { ACTION_ANSWERS } from './answer-action';
import type { MinutesPage } from './minutes-page';
import { ANSWER_WORDS } from './present-minutes';

/** What earlier meetings asked for and is still open, by agency; what was answered at this one below. */
export function presentOutstanding(
  { meeting, agenda, outstanding, mayIssue, actor }: MinutesPage,
  today: Day,
  body: Record<string, unknown> = {},
) {
  const isOpen = meeting.status === 'planned';
  return {
    meeting: presentMeeting(meeting),
    isOpen,
    unansweredWords: unansweredWords(outstanding.filter((row) => row.answer === null).length),
    isAnswered: outstanding.every((row) => row.answer !== null),
    firstHref:
      isOpen && meeting.started_at !== null
        ? agenda.filter(isToDecide).map((row) => meetingPaths.item(meeting.id, row.id))[0]
        : undefined,
    actions: outstanding.map((row) => {
      const isTyped = body['actionId'] === row.id;
      return {
        id: row.id,
        version: row.version,
        reference: row.reference,
        person: fullName(row),
        ownerLeft: row.owner_left,
        answeredBy: row.answered_by ?? '',
        answeredAt: row.answered_at,
        description: row.description,
        kindWords: ACTION_KIND_WORDS[row.kind],
        owner: row.owner,
        agency: row.owner_agency,
        dueOn: row.due_on,
        whyHref: actionPaths.dueDate(row.id),
        madeOn: row.made_on,
        isOverdue: row.answer === null && row.due_on < today,
        isOpen: isOpen && row.answer === null && (mayIssue || row.owner_agency_id === actor.agencyId),
        waitsFor: row.answer === null && isOpen ? row.owner_agency : '',
        answerWords: row.answer === null ? '' : ANSWER_WORDS[row.answer],
        words: row.answer === null ? (isTyped ? typedText(body['words']) : '') : (row.words ?? ''),
        answers: ACTION_ANSWERS.map((value) => ({
          value,
          text: ANSWER_WORDS[value],
          checked: isTyped && body['answer'] === value,
        })),
        action: meetingPaths.answer(meeting.id, row.id),
        isTyped,
      };
    }),
    backHref: meetingPaths.room(meeting.id),
  };
}

export type OutstandingModel = ReturnType<typeof presentOutstanding>;
