export const MADE_IN = ['plan', 'review', 'meeting'] as const;
export type MadeIn = (typeof MADE_IN)[number];

/** What an action does. Safeguarding a child comes before disrupting those around them. */
export const ACTION_KINDS = ['support', 'safeguard', 'divert', 'disrupt', 'enforce', 'inform'] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

export const ACTION_KIND_WORDS: Record<ActionKind, string> = {
  support: 'Support',
  safeguard: 'Safeguard',
  divert: 'Divert',
  disrupt: 'Disrupt',
  enforce: 'Enforce',
  inform: 'Inform',
};

/** How an action can end. */
export const ACTION_ENDS = ['done', 'not_done', 'could_not_be_done', 'no_longer_needed'] as const;
export type ActionEnd = (typeof ACTION_ENDS)[number];
export type ActionStatus = 'open' | ActionEnd;

export const ACTION_STATUS_WORDS: Record<ActionStatus, string> = {
  open: 'Open',
  done: 'Done',
  not_done: 'Not done',
  could_not_be_done: 'Could not be done, because circumstances changed',
  no_longer_needed: 'No longer needed',
};

/** How an open action goes: the words of the partnership's own register (green, amber, red), said in words. */
export const ACTION_STANDINGS = ['on_track', 'slipping', 'blocked'] as const;
export type ActionStanding = (typeof ACTION_STANDINGS)[number];

export const ACTION_STANDING_WORDS: Record<ActionStanding, string> = {
  on_track: 'On track',
  slipping: 'Slipping, but can be put right',
  blocked: 'Blocked: cannot go on without help',
};

/** What closing the case does to the actions still open; null when none is. */
export function closingWords(actions: { status: ActionStatus }[]): string | null {
  const open = actions.filter(({ status }) => status === 'open').length;
  if (open === 0) return null;
  if (open > 1) {
    return `${open} actions are still open. Closing the case ends them as no longer needed: record any that must go on with their own service first.`;
  }
  return '1 action is still open. Closing the case ends it as no longer needed: record it with its own service first if it must go on.';
}

export const MADE_IN_WORDS: Record<MadeIn, string> = { plan: 'Plan', review: 'Review', meeting: 'Meeting' };
