import { type Day, dayInWords } from '../../shared/day';

/** How an explanation begins whose date people set: on the page of the date, or in a review or at the panel. */
export const setByHand = (dueOn: Day): string => `Set by hand: ${dayInWords(dueOn)}`;
export const soonerSet = (dueOn: Day): string => `A sooner date was set: ${dayInWords(dueOn)}`;

/** Of a date that something is sooner than, what set it: people, an exemption that was over, or the rule. */
export function whatSet({ dueOn, rule, explanation }: { dueOn: Day; rule: string; explanation: string }): string {
  if ([setByHand(dueOn), soonerSet(dueOn)].some((words) => explanation.includes(words))) return 'set by hand';
  return explanation.includes(heldBy(dueOn)) ? 'after an exemption' : rule;
}

/** What an exemption that is over says of the date it gave. */
export const heldBy = (dueOn: Day): string => `to hold it: ${dayInWords(dueOn)} in place of`;
