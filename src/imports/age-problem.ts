import { agesInWords, type AgesOfPanel, outsideAges } from '../individuals';
import { type Day, dayInWords } from '../shared/day';
import type { ImportFacts } from './domain/import-plan';

/** Outside these ages a date of birth is a slip of the keyboard, or of somebody whom no cohort takes, whatever a panel has set. */
const EVER_TAKEN = { youngest: 5, oldest: 40 };

/** The panel's rule of age holds for a sheet as for a decision: nobody outside it enters, and the report says why. */
export const ageProblemFor =
  (ages: AgesOfPanel, today: Day): ImportFacts['ageProblemOf'] =>
  (dateOfBirth) => {
    const ever = { ...ages, ...EVER_TAKEN };
    const outside = outsideAges(dateOfBirth, today, ages) ?? outsideAges(dateOfBirth, today, ever);
    if (dateOfBirth === null || outside === null) return null;
    const { age, turnTo } = outside;
    const isTaken = age >= ages.youngest && age <= ages.oldest;
    return {
      message: `Born on ${dayInWords(dateOfBirth)} they are ${age}: ${
        isTaken
          ? `nobody of that age enters a cohort by a spreadsheet.`
          : `the cohort of ${ages.panel} is for people ${agesInWords(ages)}.`
      }`,
      mend: `${isTaken ? 'Check the year and correct it' : 'Correct the date of birth'}, or take the row out of the sheet and refer them to ${turnTo}.`,
    };
  };
