import { Day, addDays, addMonths, isBefore } from './day';

/** Whole years of age on a day. Refuses a day before the birth. */
export function ageOn(dateOfBirth: Day, on: Day): number {
  if (isBefore(on, dateOfBirth)) throw new RangeError('Age was asked for a day before the date of birth.');
  const years = Number(on.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return isBefore(on, turnsOn(dateOfBirth, years)) ? years - 1 : years;
}

/**
 * The day the person reaches an age, in years and months: 17 and a half is `turnsOn(dateOfBirth, 17, 6)`.
 * An age is reached at the start of the anniversary (Family Law Reform Act 1969, section 9). A month without that
 * day (born 29 February) has no anniversary, so the age is reached on the first day after it: 1 March.
 */
export function turnsOn(dateOfBirth: Day, years: number, months = 0): Day {
  const anniversary = addMonths(dateOfBirth, years * 12 + months);
  return anniversary.slice(8) === dateOfBirth.slice(8) ? anniversary : addDays(anniversary, 1);
}
