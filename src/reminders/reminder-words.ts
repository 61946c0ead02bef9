import { DECISION_WORKING_DAYS } from '../cohort';
import { untilWords } from '../reviews';
import type { Day } from '../shared/day';
import type { AwayNow } from '../users';
import type {
  Audience,
  InPlaceOf,
  ObligationKind,
  Part,
  RedirectReason,
  SuppressedReason,
  UntoldReason,
} from './domain/ladder';
import { untoldReason } from './domain/ladder';

/** "7 days before", "On the day", "14 days after". */
export function daysWords(daysAfterDue: number): string {
  if (daysAfterDue === 0) return 'On the due day';
  const count = Math.abs(daysAfterDue) === 1 ? '1 day' : `${Math.abs(daysAfterDue)} days`;
  return `${count} ${daysAfterDue < 0 ? 'before' : 'after'}`;
}

/** What a reminder of this rung says of its date. */
export function rungWords(daysAfterDue: number): string {
  if (daysAfterDue === 0) return 'Due today';
  if (daysAfterDue < 0) return `Due within ${-daysAfterDue} ${daysAfterDue === -1 ? 'day' : 'days'}`;
  return daysAfterDue === 1 ? 'Overdue' : `Overdue by ${daysAfterDue} days or more`;
}

export const AUDIENCE_WORDS: Record<Audience, string> = {
  responsible: 'Plan owner and lead professional, or the owner of the action',
  agency_managers: 'Managers of their agencies',
  panel_chairs: 'Panel chair and coordinator',
  partnership_leads: 'Partnership lead',
};

export const KIND_WORDS: Record<ObligationKind, string> = {
  review: 'Review of the plan',
  action: 'Action',
  no_plan: 'Written plan',
  no_schedule: 'Review date to set',
  no_plan_owner: 'Plan owner to name',
  no_lead_professional: 'Lead professional to name',
  screening: 'Screening',
  validation: 'Check of the cohort decision',
  chase: 'Overdue review to chase',
  minutes: 'Minutes to issue',
  strategy_activity: 'Activity of the strategy plan',
  strategy_review: 'Annual review of the strategy plan',
  risk_review: 'Review of a risk in the register',
  learning_action: 'Recommendation of a review',
  judgement: 'Lower band to agree',
  relationship_review: 'Relationship to look at again',
  cohort_decision: 'Cohort decision',
};

/** Why it is due then: the rule and its source in plain words. */
export const RULE_WORDS: Record<ObligationKind, string> = {
  review: 'By the rule of the plan’s review',
  action: 'The day that was agreed for the action',
  no_plan: 'A plan is written within 20 working days of entering the cohort, or of the day the plan before was closed',
  no_schedule: 'An approved plan always has a review date',
  no_plan_owner: 'A plan always has a plan owner',
  no_lead_professional: 'A plan always has a lead professional',
  screening:
    'Everybody in the cohort is screened at entry and every 6 months. A day off becomes the working day before it',
  validation:
    'Every 6 months the panel checks that the person still belongs in the cohort; 20 working days after it, where a spreadsheet brought them in. A day off becomes the working day before it',
  chase:
    'The day to chase that was set when the overdue review was acknowledged. A day off becomes the working day before it, or the next one',
  minutes: 'Minutes are issued within the working days that the panel allows, 10 unless it says otherwise',
  strategy_activity: 'The target date of the activity',
  strategy_review: 'The strategy plan is reviewed every year',
  risk_review: 'The day the risk was to be looked at again',
  learning_action: 'The day that was set for the recommendation',
  judgement: 'A second person answers within 5 working days of a lower band',
  relationship_review: 'The day that was set to ask whether it is still true',
  cohort_decision: `Within ${DECISION_WORKING_DAYS} working days of accepting a referral it is decided whether the person enters the cohort, and again after they left it as entered in error`,
};

const OF_A_REGISTER: readonly ObligationKind[] = [
  'strategy_activity',
  'strategy_review',
  'risk_review',
  'learning_action',
];

/** Why this person: as what they are told. What is due in a register is about no case. */
export const partWords = (kind: ObligationKind, part: Part): string =>
  part === 'agency_manager' && OF_A_REGISTER.includes(kind) ? 'you manage the agency that leads it' : PART_WORDS[part];

const PART_WORDS: Record<Part, string> = {
  plan_owner: 'you own the plan',
  lead_professional: 'you are the lead professional',
  action_owner: 'you own the action',
  chaser: 'you acknowledged that the review is overdue',
  agency_manager: 'you manage an agency that works the case',
  panel_chair: 'you chair the panel',
  partnership_lead: 'you lead the partnership',
  register_owner: 'you are responsible for it',
  recorder: 'you recorded it',
  nobody: 'nobody is named for it',
};

export const SUPPRESSED_WORDS: Record<SuppressedReason, string> = {
  review_recorded: 'the review was recorded',
  exempt: 'the review was exempted',
  cancelled: 'the plan was closed',
  done: 'it was done',
  date_changed: 'the date was changed',
  newer_rung: 'a later reminder took its place',
  no_longer_responsible: 'somebody else is responsible now',
  may_not_see: 'the case is not open to this person now',
  recipient_disabled: 'the account was disabled',
  recipient_away: 'this person is away',
  recipient_unreachable: 'the e-mail address takes no mail',
};

const REDIRECT_WORDS: Record<Exclude<RedirectReason, 'away'>, string> = {
  disabled: 'whose account is disabled',
  no_address: 'who has no e-mail address',
  bouncing: 'whose e-mail address takes no mail',
};

/** Of a rung that nobody could be told: why not this person. It is owed again by itself as soon as somebody can be told. */
export const UNTOLD_WORDS: Record<UntoldReason, string> = {
  away: 'Told to nobody: this person is away, nobody in their place can be told, and nobody higher up can be told',
  disabled: 'Told to nobody: this account is disabled, and nobody higher up can be told',
  no_address: 'Told to nobody: this person has no e-mail address, and nobody higher up can be told',
  bouncing: 'Told to nobody: this e-mail address takes no mail, and nobody higher up can be told',
  nobody: 'Told to nobody: nobody is named who may be told, from the plan owner up to the partnership lead',
};

interface Told {
  recipient: string;
  /** Not known where deliveries are listed. */
  instead_of?: string | null;
  instead_of_name: string | null;
  redirect_reason: RedirectReason | null;
  away_until: Day | null;
  also_instead_of: InPlaceOf[] | null;
}

type Place = Omit<Told, 'recipient'>;

/** Everybody in whose place somebody is told, nearest first. */
export const placesOf = ({
  instead_of: id,
  instead_of_name: name,
  redirect_reason: reason,
  ...row
}: Place): InPlaceOf[] => [
  ...(name === null || reason === null ? [] : [{ id: id ?? undefined, name, reason, until: row.away_until }]),
  ...(row.also_instead_of ?? []),
];

/** Whether they are told for themselves too: nobody is named first in whose place it is. */
export const isAlsoTheirs = (row: Place): boolean => row.instead_of_name === null && row.also_instead_of !== null;

/** "Lena Marsh, away until 3 December 2026, and Omar Bell, who was away then". Empty when they are told in nobody's place. */
export function inPlaceOfWords(row: Place, away: AwayNow): string {
  const all = placesOf(row).map(
    (one) => `${one.name}, ${one.reason === 'away' ? awayWords(one, away) : REDIRECT_WORDS[one.reason]}`,
  );
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join('; ')}, and ${all.at(-1) ?? ''}`;
}

/** As it is known today, not as it was kept: leave is cut short, and ends. */
function awayWords({ id }: InPlaceOf, away: AwayNow): string {
  const until = id === undefined ? undefined : away.get(id);
  return until === undefined ? 'who was away then' : `away ${untilWords(until)}`;
}

/** Whom a reminder is to. One that nobody is named for is addressed to the service, which is nobody. */
export const recipientWords = (row: { recipient: string; last_error: string | null }): string =>
  untoldReason(row.last_error) === 'nobody' ? 'Nobody' : row.recipient;
