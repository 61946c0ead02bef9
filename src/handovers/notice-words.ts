import type { NoticeKind } from './handovers.queries';

/** What a notice says: as the subject of a mail (no name, no reference) and above the references on the page. */
export const NOTICE_WORDS: Record<NoticeKind, { subject: string; text: string }> = {
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
