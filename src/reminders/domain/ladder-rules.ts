import { AUDIENCES, type Audience } from './ladder';

/** Where a rung stands: so many days after the due day (negative: before it), and who hears. */
export interface Step {
  daysAfterDue: number;
  audience: Audience;
}

/** Nobody is reminded earlier or later than this. The scan looks no further ahead. */
export const MOST_DAYS = 60;

/**
 * Why this may not be the whole ladder; undefined when it may.
 * Rules: the people responsible hear before it is late; nobody higher hears for the first time before those below;
 * somebody above the agency hears when it stays late, and hears last.
 */
export function ladderRefusal(ladder: readonly Step[]): string | undefined {
  if (ladder.some(({ daysAfterDue }) => !Number.isInteger(daysAfterDue) || Math.abs(daysAfterDue) > MOST_DAYS)) {
    return `Days must be a whole number, ${MOST_DAYS} or fewer before or after`;
  }
  const first = (audience: Audience) => daysOf(ladder, audience).at(0);
  const responsible = first('responsible');
  if (responsible === undefined || responsible > 0) {
    return 'The people responsible must hear on the due day or before it';
  }
  const last = Math.max(...ladder.map(({ daysAfterDue }) => daysAfterDue));
  const isLastHigh = ladder.some(
    ({ daysAfterDue, audience }) =>
      daysAfterDue === last && (audience === 'panel_chairs' || audience === 'partnership_leads'),
  );
  if (last < 1 || !isLastHigh) {
    return 'The last rung cannot go: the panel chair or the partnership lead must hear after everybody else when something stays overdue';
  }
  const firsts = AUDIENCES.flatMap((audience) => first(audience) ?? []);
  return firsts.every((days, at) => at === 0 || days >= (firsts[at - 1] ?? days))
    ? undefined
    : 'Those higher up must not hear for the first time before those nearer to the case';
}

const daysOf = (ladder: readonly Step[], audience: Audience): number[] =>
  ladder
    .filter((step) => step.audience === audience)
    .map(({ daysAfterDue }) => daysAfterDue)
    .sort((one, other) => one - other);
