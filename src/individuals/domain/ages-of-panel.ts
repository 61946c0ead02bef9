import { ageOn } from '../../shared/age';
import type { Day } from '../../shared/day';

/** From which age to which a panel takes people into its cohort. */
export interface AgesOfPanel {
  panel: string;
  youngest: number;
  oldest: number;
}

/** Their age and where to turn instead; null within the ages, or while nobody knows when they were born. */
export function outsideAges(
  dateOfBirth: Day | null,
  on: Day,
  { youngest, oldest }: AgesOfPanel,
): { age: number; turnTo: string } | null {
  if (dateOfBirth === null || dateOfBirth > on) return null;
  const age = ageOn(dateOfBirth, on);
  if (age >= youngest && age <= oldest) return null;
  return { age, turnTo: age > oldest ? 'adult services or the police' : 'children’s social care or early help' };
}

/** "up to 25", where the panel has no youngest age; otherwise "from 10 to 25". */
export const agesInWords = ({ youngest, oldest }: AgesOfPanel): string =>
  youngest === 0 ? `up to ${oldest}` : `from ${youngest} to ${oldest}`;
