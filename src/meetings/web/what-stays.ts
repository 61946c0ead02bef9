import { casePaths, TIER_WORDS } from '../../individuals';
import { dayInWords } from '../../shared/day';
import type { CaseSheet } from '../case-sheets';

/** Something a decision did that deciding again does not undo, and where it is mended. */
export interface WhatStays {
  words: string;
  href?: string;
  linkWords?: string;
}

/**
 * What the decision that stands did to the record: nothing of it is taken back in silence when the panel decides again, so
 * whoever decides reads it first.
 */
export function whatStays({ item, header, agenda, plan, actions, lastReview }: CaseSheet): WhatStays[] {
  const row = agenda.find((one) => one.id === item.id);
  const id = header.id;
  const made = actions.filter(
    (one) => one.made_in === 'meeting' && one.made_in_id === item.id && one.status === 'open',
  );
  const isApproved = plan?.editions.some(
    ({ approvedAt }) => new Date(approvedAt).getTime() === item.decided_at?.getTime(),
  );
  return [
    ...(row?.tier_before && row.tier_after && row.tier_before !== row.tier_after && header.tier === row.tier_after
      ? [
          {
            words: `The tier is ${TIER_WORDS[row.tier_after]} now and was ${TIER_WORDS[row.tier_before]}: to go back, step ${
              item.decision === 'step_up' ? 'down' : 'up'
            }.`,
          },
        ]
      : []),
    ...(lastReview?.held_on === item.held_on && lastReview.rationale === item.rationale
      ? [
          {
            words: `The review of ${dayInWords(lastReview.held_on)} stays recorded as held, with the person’s own words.`,
            href: casePaths.reviews(id),
            linkWords: 'Reviews',
          },
        ]
      : []),
    ...(made.length > 0
      ? [
          {
            words: `${made.length === 1 ? 'The action it made stays' : `The ${made.length} actions it made stay`} open: close what is no longer wanted.`,
            href: casePaths.actions(id),
            linkWords: 'Actions',
          },
        ]
      : []),
    ...(isApproved
      ? [
          {
            words: 'The plan it approved stays approved: change the plan, and a new edition is approved.',
            href: casePaths.plan(id),
            linkWords: 'Plan',
          },
        ]
      : []),
    ...(row?.transfer_outcome
      ? [
          {
            words: 'What it decided of the transfer stays: ask for another transfer.',
            href: casePaths.transfer(id),
            linkWords: 'Transfer',
          },
        ]
      : []),
    ...(row?.escalated_to
      ? [{ words: `The case stays passed on to ${row.escalated_to}, which decides what it was asked.` }]
      : []),
    ...(row?.judgement
      ? [
          {
            words: 'The bands it judged stay judged until they are judged again.',
            href: casePaths.screenings(id),
            linkWords: 'Screenings',
          },
        ]
      : []),
  ];
}
