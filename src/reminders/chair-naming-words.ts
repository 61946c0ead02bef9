import { timeWords } from '../meetings';
import { dayInWords } from '../shared/day';
import type { ChairNamingRow } from './chair-namings.queries';

export type ChairNaming = Pick<ChairNamingRow, 'chairs' | 'named_by' | 'panel' | 'held_on' | 'starts_at'>;

/** The same in the inbox and by mail. */
export function chairNamingWords({
  chairs,
  named_by: by,
  panel,
  held_on: heldOn,
  starts_at: startsAt,
}: ChairNaming): string {
  const meeting = `the meeting of ${panel} on ${dayInWords(heldOn)} at ${timeWords(startsAt)}`;
  return chairs
    ? `${by} named you to chair ${meeting}. You run it until it is closed or somebody else is named`
    : `${by} named somebody else to chair ${meeting}. You do not chair it any more`;
}
