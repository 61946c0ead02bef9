import type { Finding } from './import-row';
import { readDay, type DayReading } from './read-day';
import type { ImportField } from './recognise-columns';

export interface DatedReading {
  day: string | null;
  findings: Finding[];
}

const writeDate = 'Write the date as day/month/year, for example 27/03/2026.';

/** Reads a date of birth: a day that does not exist or has not come is refused, never mended by guess. Their age is judged in `age-problem.ts`. */
export function readDateOfBirth(cell: string, today: string): DatedReading {
  const reading = readDay(cell, Number(today.slice(0, 4)));
  if (reading.status !== 'day') return unread('date_of_birth', cell, reading);
  if (reading.day > today) {
    return refused(
      'date_of_birth',
      `The date of birth "${cell}" is in the future.`,
      'Check the date of birth with the agency that gave it, and correct it.',
    );
  }
  return { day: reading.day, findings: [] };
}

/** Reads the day of a screening, plan or review. */
export function readCaseDay(field: ImportField, cell: string, today: string): DatedReading {
  const thisYear = Number(today.slice(0, 4));
  const reading = readDay(cell, thisYear + 20);
  if (reading.status !== 'day') return unread(field, cell, reading);
  const years = Number(reading.day.slice(0, 4)) - thisYear;
  if (years < -15 || years > 5)
    return refused(
      field,
      `The ${labels[field]} "${cell}" is in ${reading.day.slice(0, 4)}.`,
      'Check the year and correct it.',
    );
  if (field === 'next_review' || reading.day <= today) return { day: reading.day, findings: [] };
  const message = `The ${labels[field]} "${cell}" is in the future.`;
  return {
    day: reading.day,
    findings: [{ field, kind: 'warning', message, mend: 'Check the date: it should be the day it happened.' }],
  };
}

const labels: Partial<Record<ImportField, string>> = {
  date_of_birth: 'date of birth',
  screened_on: 'screening date',
  plan_date: 'plan date',
  next_review: 'next review',
};

function unread(field: ImportField, cell: string, reading: Exclude<DayReading, { status: 'day' }>): DatedReading {
  if (reading.status === 'empty') return { day: null, findings: [] };
  if (reading.reason === 'no-such-day')
    return refused(field, `The ${labels[field]} "${cell}" is a day that does not exist.`, `Correct it. ${writeDate}`);
  return refused(
    field,
    `The ${labels[field]} "${cell}" is not a date.`,
    `${writeDate} Leave it empty if there is no date yet.`,
  );
}

function refused(field: ImportField, message: string, mend: string): DatedReading {
  return { day: null, findings: [{ field, kind: 'error', message, mend }] };
}
