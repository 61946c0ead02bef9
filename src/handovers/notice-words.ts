import { type Day, dayInWords } from '../shared/day';
import type { NoticeKind } from './handovers.queries';

const NOTICE_WORDS: Record<NoticeKind, NoticeWords> = {
  received: {
    subject: 'Work was handed over to you',
    text: 'You now hold work on these cases. Reminders about them come to you from now on.',
  },
  handed_on: {
    subject: 'Work of yours was handed over',
    text: 'Work of yours on these cases is with somebody else now. You get no more reminders about it.',
  },
  taken_back: {
    subject: 'A handover to you was undone',
    text: 'The work on these cases that was handed to you is back with whoever had it.',
  },
  given_back: {
    subject: 'Work of yours was given back to you',
    text: 'A handover was undone. You hold your work on these cases again.',
  },
  person_gone: {
    subject: 'Somebody who holds work in your cases has left',
    text: 'This person can no longer do what they hold. Hand it over to somebody who can.',
  },
  restricted_left: {
    subject: 'A restricted record needs your decision',
    text: 'Somebody with a part in a restricted record you are named on has left. Name somebody else on its page “People”: nobody else is told.',
  },
  nobody_named: {
    subject: 'A restricted record has nobody left who can open it',
    text: 'The last person named on a restricted record has left or is away. While nobody else is named nobody can open it, and urgent access does not open it either. If their account was ended, an administrator can enable it again, and they see the record again.',
  },
  nobody_to_hand_over: {
    subject: 'Somebody has left and nobody can hand over their work',
    text: 'This person held work in cases that no manager and no panel chair can see. Give their agency a manager account.',
  },
};

/** Somebody away is not gone: until when (null: nobody knows) is said, and that they come back. */
const AWAY_WORDS: Partial<Record<NoticeKind, (until: string) => NoticeWords>> = {
  person_gone: (until) => ({
    subject: 'Somebody who holds work in your cases is away for long',
    text: `This person is away ${until}. Hand over what they hold to somebody who is at work.`,
  }),
  restricted_left: (until) => ({
    subject: 'A restricted record needs your decision',
    text: `Somebody with a part in a restricted record you are named on is away ${until}. Name somebody else on its page “People”: nobody else is told.`,
  }),
  nobody_named: (until) => ({
    subject: 'A restricted record has nobody at work who can open it',
    text: `The last person named on a restricted record who was at work is away ${until}. While nobody else is named nobody at work can open it, and urgent access does not open it either.`,
  }),
  nobody_to_hand_over: (until) => ({
    subject: 'Somebody is away for long and nobody can hand over their work',
    text: `This person is away ${until}, and holds work in cases that no manager and no panel chair can see. Give their agency a manager account.`,
  }),
};

export interface NoticeWords {
  subject: string;
  text: string;
}

/** What a notice says: as the subject of a mail (no name, no reference) and above the references on the page. */
export function noticeWords(notice: { kind: NoticeKind; is_away: boolean; away_until: Day | null }): NoticeWords {
  const { kind, is_away: isAway, away_until: until } = notice;
  const ofAbsence = isAway ? AWAY_WORDS[kind] : undefined;
  return ofAbsence?.(until === null ? 'with no known end' : `until ${dayInWords(until)}`) ?? NOTICE_WORDS[kind];
}
