import { agesInWords, type AgesOfPanel, outsideAges } from '../individuals';
import { type Day, dayInWords } from '../shared/day';
import type { ImportFacts } from './domain/import-plan';

/** The panel's rule of age holds for a sheet as for a decision: nobody outside it enters, and the report says why. */
export const ageProblemFor =
  (ages: AgesOfPanel, today: Day): ImportFacts['ageProblemOf'] =>
  (dateOfBirth) => {
    const outside = outsideAges(dateOfBirth, today, ages);
    if (dateOfBirth === null || outside === null) return null;
    return {
      message: `Born on ${dayInWords(dateOfBirth)} they are ${outside.age}: the cohort of ${ages.panel} is for people ${agesInWords(ages)}.`,
      mend: `Correct the date of birth, or take the row out of the sheet and refer them to ${outside.turnTo}.`,
    };
  };
