import { dayInLondon } from '../../shared/day';
import { isToDecide } from '../is-to-decide';
import type { AgendaPage } from '../meeting-pages';
import { meetingPaths } from '../paths';
import { papersWaiting, unansweredWords } from '../room/present-next-step';
import { presentMeeting } from './present-meetings';

/** What the chair is asked before a meeting is closed: everything that is still unanswered, with where it is answered. */
export function presentClosing(page: AgendaPage, now: Date) {
  const { meeting } = page;
  return {
    meeting: presentMeeting(meeting),
    version: meeting.version,
    // Before its day a meeting is not closed.
    isEarly: meeting.held_on > dayInLondon(now),
    unanswered: unansweredAt(page, now),
    action: meetingPaths.closure(meeting.id),
    backHref: meetingPaths.meeting(meeting.id),
  };
}

export type ClosingModel = ReturnType<typeof presentClosing>;

/** In the order of business. Of a restricted item nobody is told whether it was reached. */
function unansweredAt({ meeting, agenda, business, topics }: AgendaPage, now: Date): { words: string; href: string }[] {
  const room = meetingPaths.room(meeting.id);
  const waiting = agenda.filter(isToDecide);
  const [first] = waiting;
  const blank = topics.filter(({ outcome, put_off_because }) => outcome === null && put_off_because === null).length;
  return [
    ...(meeting.started_at === null
      ? [{ words: 'The meeting was never opened: the confidentiality statement is not recorded as read', href: room }]
      : []),
    ...(business.present === 0 ? [{ words: 'Nobody is recorded as present', href: `${room}#attendance-heading` }] : []),
    ...(business.unaccepted > 0
      ? [{ words: unacceptedWords(business.unaccepted), href: `${room}#attendance-heading` }]
      : []),
    ...papersWaiting(business, now).map(({ words, href }) => ({ words, href })),
    ...(business.unanswered > 0
      ? [{ words: unansweredWords(business.unanswered), href: meetingPaths.outstanding(meeting.id) }]
      : []),
    ...(first === undefined
      ? []
      : [
          {
            words:
              waiting.length === 1
                ? `1 case is not reached, item ${first.position}: it comes back at the next meeting`
                : `${waiting.length} cases are not reached, from item ${first.position} on: they come back at the next meeting`,
            href: meetingPaths.item(meeting.id, first.id),
          },
        ]),
    ...(blank > 0
      ? [
          {
            words: `${blank === 1 ? '1 location, theme or other item has' : `${blank} locations, themes or other items have`} nothing written down: ${blank === 1 ? 'it comes' : 'they come'} back at the next meeting`,
            href: meetingPaths.topics(meeting.id),
          },
        ]
      : []),
  ];
}

const unacceptedWords = (people: number): string =>
  `${people === 1 ? '1 person who is present has' : `${people} people who are present have`} not accepted the confidentiality statement: the minutes name them`;
