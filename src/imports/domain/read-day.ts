import { DateTime } from 'luxon';

export type DayReading =
  { status: 'empty' } | { status: 'day'; day: string } | { status: 'invalid'; reason: 'not-a-date' | 'no-such-day' };

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const timeOfDay = /[T ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?Z?$/i;
const weekday = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? +/i;

/**
 * Reads a day in the styles of a shared sheet: `16/01/2007` (day first: UK order), `22.12.03`, `2011-06-06`, `24 Aug 2004`,
 * and the spreadsheet's own serial number (1900 system). A day that does not exist is never rolled into the next month.
 * @param latestYear two-digit years are read as the newest year up to this one
 */
export function readDay(cell: string, latestYear: number): DayReading {
  const text = cell.trim().replace(timeOfDay, '').replace(weekday, '').trim();
  if (text === '') return { status: 'empty' };
  const serial = /^(\d{4,5})([.,]\d+)?$/.exec(text);
  if (serial?.[1]) return dayOfSerial(Number(serial[1]));
  const parts = partsOf(text);
  if (!parts) return { status: 'invalid', reason: 'not-a-date' };
  const year = parts.year.length === 2 ? fullYear(Number(parts.year), latestYear) : Number(parts.year);
  return dayOf(year, parts.month, Number(parts.day));
}

interface Parts {
  year: string;
  month: number;
  day: string;
}

function partsOf(text: string): Parts | null {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (iso?.[1] && iso[2] && iso[3]) return { year: iso[1], month: Number(iso[2]), day: iso[3] };
  const british = /^(\d{1,2})\s*([-/. ])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})$/.exec(text);
  if (british?.[1] && british[3] && british[4]) return { year: british[4], month: Number(british[3]), day: british[1] };
  const worded = /^(\d{1,2})(?:st|nd|rd|th)?(?: of)?[-/. ]*([a-z]{3,9})\.?,?[-/. ]*(\d{4}|\d{2})$/i.exec(text);
  const month = worded?.[2] ? monthOf(worded[2]) : 0;
  if (worded?.[1] && worded[3] && month) return { year: worded[3], month, day: worded[1] };
  return null;
}

function monthOf(word: string): number {
  const lower = word.toLowerCase();
  const at = months.indexOf(lower.slice(0, 3));
  const full =
    at < 0
      ? ''
      : DateTime.utc(2000, at + 1, 1)
          .setLocale('en-GB')
          .toFormat('LLLL')
          .toLowerCase();
  return lower === 'sept' || (lower.length >= 3 && full.startsWith(lower)) ? at + 1 : 0;
}

function fullYear(twoDigits: number, latestYear: number): number {
  const century = latestYear - (latestYear % 100);
  return century + twoDigits <= latestYear ? century + twoDigits : century - 100 + twoDigits;
}

function dayOf(year: number, month: number, day: number): DayReading {
  const date = DateTime.utc(year, month, day);
  const iso = date.isValid ? date.toISODate() : null;
  return iso ? { status: 'day', day: iso } : { status: 'invalid', reason: 'no-such-day' };
}

/** Serial 60 is 29 February 1900, which never was: the count from 30 December 1899 is right from 61 on. */
function dayOfSerial(serial: number): DayReading {
  // Four digits could be a year typed alone; 10,000 is in 1927, before anyone here was born.
  if (serial < 10_000) return { status: 'invalid', reason: 'not-a-date' };
  const iso = DateTime.utc(1899, 12, 30).plus({ days: serial }).toISODate();
  return iso ? { status: 'day', day: iso } : { status: 'invalid', reason: 'no-such-day' };
}
