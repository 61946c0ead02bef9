import { daysBetween, type Day } from '../../shared/day';
import type { Part, Rung } from './ladder';
import { standsIn } from './ladder';

/** One reminder as its recipient may read it now. Nothing here says who it is about. */
export interface DueReview {
  part: Part;
  rung: Rung;
  dueOn: Day;
}

export interface Digest {
  subject: string;
  text: string;
}

/**
 * One message about everything owed to one person: how many, why, and where to sign in. Never a name, a reference or an
 * agency: mail is read on telephones in buses. Plain ASCII, lines short enough to travel unchanged.
 */
export function writeDigest(reviews: readonly DueReview[], today: Day, inboxUrl: string): Digest {
  const count = reviews.length === 1 ? '1 reminder' : `${reviews.length} reminders`;
  return {
    subject: `You have ${count}`,
    text: [
      `You have ${count}.`,
      '',
      ...linesOf(reviews, today).map((line) => `- ${line}`),
      '',
      'Sign in to see what each one is about:',
      inboxUrl,
      '',
      'This message names nobody on purpose. Do not reply to it.',
      '',
    ].join('\n'),
  };
}

/** One line for each reason and kind of date, what is overdue first. */
export function linesOf(reviews: readonly DueReview[], today: Day): string[] {
  const kinds = new Map<string, DueReview[]>();
  for (const review of [...reviews].sort((one, other) => (one.dueOn < other.dueOn ? -1 : 1))) {
    const kind = `${review.part} ${stateOf(review.dueOn, today)} ${standsIn(review.rung, review.part)}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), review]);
  }
  return [...kinds.values()].flatMap((alike) => lineOf(alike, today));
}

type State = 'overdue' | 'today' | 'ahead';

const stateOf = (dueOn: Day, today: Day): State => (dueOn < today ? 'overdue' : dueOn === today ? 'today' : 'ahead');

/** `alike` is sorted by due day, so the first is the longest overdue, or the next one due. */
function lineOf(alike: readonly DueReview[], today: Day): string[] {
  const [first] = alike;
  if (!first) return [];
  const isOne = alike.length === 1;
  const subject = isOne ? `The review of ${ONE[first.part]} is` : `${alike.length} reviews of ${MANY[first.part]} are`;
  const why = standsIn(first.rung, first.part) ? ' You are told because nobody nearer to the case can be.' : '';
  return [`${subject} ${when(first.dueOn, today, isOne)}.${why}`];
}

const ONE: Record<Part, string> = {
  plan_owner: 'a plan you own',
  lead_professional: 'a plan you lead',
  agency_manager: 'a plan of your agency',
  panel_chair: 'a plan before your panel',
};

const MANY: Record<Part, string> = {
  plan_owner: 'plans you own',
  lead_professional: 'plans you lead',
  agency_manager: 'plans of your agency',
  panel_chair: 'plans before your panel',
};

function when(dueOn: Day, today: Day, isOne: boolean): string {
  const days = Math.abs(daysBetween(today, dueOn));
  const length = days === 1 ? '1 day' : `${days} days`;
  switch (stateOf(dueOn, today)) {
    case 'overdue':
      return isOne ? `overdue by ${length}` : `overdue, the longest by ${length}`;
    case 'today':
      return 'due today';
    case 'ahead':
      return isOne ? `due in ${length}` : `due soon, the first in ${length}`;
  }
}
