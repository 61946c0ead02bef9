import { AUDIENCES, type Audience } from './ladder';

/** Where a rung stands: so many days after the due day (negative: before it), and who hears. */
export interface Step {
  daysAfterDue: number;
  audience: Audience;
  /** Also for actions and for overdue reviews to chase, which are one person's own; false: for the rest only. */
  coversActions: boolean;
}

/** What is wrong with a ladder, at the field of the form that can mend it. */
export interface LadderRefusal {
  field: 'days' | 'also';
  message: string;
}

/** Nobody is reminded earlier or later than this. The scan looks no further ahead. */
export const MOST_DAYS = 60;

/**
 * Why this may not be the whole ladder; undefined when it may.
 * Rules: the people responsible hear before it is late; nobody higher hears for the first time before those below;
 * somebody above the agency hears when it stays late, and hears last. Of actions, which some rungs leave out, the owner hears
 * in time and a manager or somebody higher when it is due or late: every kind of obligation keeps a rung that is not
 * its owner's alone.
 */
export function ladderRefusal(ladder: readonly Step[]): LadderRefusal | undefined {
  if (ladder.some(({ daysAfterDue }) => !Number.isInteger(daysAfterDue) || Math.abs(daysAfterDue) > MOST_DAYS)) {
    return { field: 'days', message: `Days must be a whole number, ${MOST_DAYS} or fewer before or after` };
  }
  const first = (audience: Audience) => daysOf(ladder, audience).at(0);
  if (!isHeardInTime(ladder)) {
    return { field: 'days', message: 'The people responsible must hear on the due day or before it' };
  }
  const last = Math.max(...ladder.map(({ daysAfterDue }) => daysAfterDue));
  const isLastHigh = ladder.some(
    ({ daysAfterDue, audience }) =>
      daysAfterDue === last && (audience === 'panel_chairs' || audience === 'partnership_leads'),
  );
  if (last < 1 || !isLastHigh) {
    return {
      field: 'days',
      message:
        'The last rung cannot go: the panel chair or the partnership lead must hear after everybody else when something stays overdue',
    };
  }
  const firsts = AUDIENCES.flatMap((audience) => first(audience) ?? []);
  if (!firsts.every((days, at) => at === 0 || days >= (firsts[at - 1] ?? days))) {
    return {
      field: 'days',
      message: 'Those higher up must not hear for the first time before those nearer to the case',
    };
  }
  return refusalOfActions(ladder.filter(({ coversActions }) => coversActions));
}

function refusalOfActions(ladder: readonly Step[]): LadderRefusal | undefined {
  if (!isHeardInTime(ladder)) {
    return {
      field: 'also',
      message:
        'The owner of an action must hear on the due day or before it: keep a rung for them that is also for actions',
    };
  }
  if (!ladder.some(({ daysAfterDue, audience }) => daysAfterDue >= 0 && audience !== 'responsible')) {
    return {
      field: 'also',
      message:
        'The last rung for actions cannot go: managers or somebody higher must hear of an action on the due day or after it, on a rung that is also for actions',
    };
  }
  return undefined;
}

const isHeardInTime = (ladder: readonly Step[]): boolean => (daysOf(ladder, 'responsible').at(0) ?? 1) <= 0;

const daysOf = (ladder: readonly Step[], audience: Audience): number[] =>
  ladder
    .filter((step) => step.audience === audience)
    .map(({ daysAfterDue }) => daysAfterDue)
    .sort((one, other) => one - other);
