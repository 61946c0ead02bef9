import { daysBetween, type Day } from '../../shared/day';
import type { Audience, ObligationKind, Part } from './ladder';
import { standsInFor } from './ladder';

/** One reminder as its recipient may read it now. Nothing here says who it is about. */
export interface DueItem {
  kind: ObligationKind;
  part: Part;
  /** Whom the rung was meant for. */
  audience: Audience;
  dueOn: Day;
  /** Meant for somebody who cannot be told. */
  isRedirected: boolean;
  /** Their own, and somebody's who is away. */
  isAlsoForAnother: boolean;
  /** An earlier message said it. */
  isRepeated: boolean;
}

export interface Digest {
  subject: string;
  text: string;
}

/**
 * One message about everything owed to one person: how many, why, and where to sign in. Never a name, a reference or an
 * agency: mail is read on telephones in buses. Plain ASCII, lines short enough to travel unchanged.
 * @throws RangeError for nothing: a message that says nothing is never sent
 */
export function writeDigest(items: readonly DueItem[], today: Day, inboxUrl: string): Digest {
  if (items.length === 0) throw new RangeError('Nothing to say.');
  const count = items.length === 1 ? '1 reminder' : `${items.length} reminders`;
  return {
    subject: `You have ${count}`,
    text: [
      `You have ${count}.`,
      '',
      ...linesOf(items, today).map((line) => `- ${line}`),
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
export function linesOf(items: readonly DueItem[], today: Day): string[] {
  const alike = new Map<string, DueItem[]>();
  for (const item of [...items].sort((one, other) => (one.dueOn < other.dueOn ? -1 : 1))) {
    const key = [item.kind, item.part, stateOf(item.dueOn, today), whyThisPerson(item), item.isRepeated].join(' ');
    const group = alike.get(key);
    if (group) group.push(item);
    else alike.set(key, [item]);
  }
  return [...alike.values()].flatMap((group) => lineOf(group, today));
}

type State = 'overdue' | 'today' | 'ahead';

const stateOf = (dueOn: Day, today: Day): State => (dueOn < today ? 'overdue' : dueOn === today ? 'today' : 'ahead');

/** `group` is sorted by due day, so the first is the longest overdue, or the next one due. */
function lineOf(group: readonly DueItem[], today: Day): string[] {
  const [first] = group;
  if (!first) return [];
  const isOne = group.length === 1;
  const words = KINDS[first.kind];
  const place = PLACES[first.part];
  const subject = isOne ? `${words.one} ${place} is` : `${group.length} ${words.many} ${place} are`;
  const still = first.isRepeated ? ' still' : '';
  return [`${subject}${still} ${when(first.dueOn, today, isOne)}.${whyThisPerson(first)}`];
}

function whyThisPerson({ kind, audience, part, isRedirected, isAlsoForAnother }: DueItem): string {
  const place = standsInFor(kind, audience, part);
  if (place === 'nearer') return ' You are told because somebody nearer to the case cannot be.';
  if (place === 'higher') return ' You are told because nobody higher up can be.';
  if (isAlsoForAnother) return ' You are told also in place of somebody who is away.';
  return isRedirected ? ' You are told in place of somebody who is away.' : '';
}

const KINDS: Record<ObligationKind, { one: string; many: string }> = {
  review: { one: 'The review of a plan', many: 'reviews of plans' },
  action: { one: 'An action', many: 'actions' },
  no_plan: { one: 'The written plan of a case', many: 'written plans of cases' },
  no_schedule: { one: 'Setting a review date for a plan', many: 'review dates to set for plans' },
  no_plan_owner: { one: 'Naming a plan owner for a plan', many: 'plan owners to name for plans' },
  no_lead_professional: {
    one: 'Naming a lead professional for a plan',
    many: 'lead professionals to name for plans',
  },
  screening: { one: 'The screening of a case', many: 'screenings of cases' },
  validation: { one: 'The check of the cohort decision about a case', many: 'checks of cohort decisions about cases' },
  chase: { one: 'Chasing an overdue review', many: 'overdue reviews to chase' },
  minutes: { one: 'Issuing the minutes of a meeting', many: 'minutes of meetings to issue' },
  strategy_activity: { one: 'An activity of the strategy plan', many: 'activities of the strategy plan' },
  strategy_review: { one: 'The annual review of the strategy plan', many: 'annual reviews of strategy plans' },
  risk_review: { one: 'The review of a risk in the register', many: 'reviews of risks in the register' },
  learning_action: { one: 'A recommendation of a review', many: 'recommendations of reviews' },
  judgement: { one: 'A second opinion on a case', many: 'second opinions on cases' },
  relationship_review: {
    one: 'Looking again at what is recorded on a case',
    many: 'records to look at again on cases',
  },
  cohort_decision: { one: 'A decision about the cohort', many: 'decisions about the cohort' },
};

const PLACES: Record<Part, string> = {
  plan_owner: 'you own',
  lead_professional: 'you lead',
  action_owner: 'you own',
  chaser: 'you acknowledged',
  agency_manager: 'of your agency',
  panel_chair: 'before your panel',
  partnership_lead: 'in your partnership',
  register_owner: 'you are responsible for',
  recorder: 'you added to',
  nobody: 'nobody is named for',
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
