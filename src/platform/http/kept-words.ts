import type { Request, Response } from 'express';
import { dayInWords, isDay } from '../../shared/day';
import { SEEN_FIELDS } from '../../web/drafts/drafted-form';
import { keptFields } from '../../web/sign-in/kept-fields';

export interface KeptWords {
  label: string;
  text: string;
}

/** Of the sending, not of what was written; and what no page may ever show again. */
const NOT_WRITTEN = ['_csrf', 'submissionId', 'step', 'back', 'version', ...SEEN_FIELDS];
/** A postcode is an address. */
const NEVER_SHOWN = /password|(?<!post)code|token|secret|^draft|Id$|version$/i;
const BOX_OF_A_DAY = /-(day|month|year)$/;
/** The place of an entry in a list. */
const COUNTED = /^\d+$/;
const RECORD = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/**
 * What somebody wrote into a form that has no page to come back to, so that the page which says so keeps the words. Only of
 * a form whose token was checked: what another site sends is never shown as if its reader had written it.
 */
export function keptWords(request: Request, response: Response): KeptWords[] {
  const body: unknown = request.body;
  if (request.method !== 'POST' || !response.locals['actor'] || typeof body !== 'object' || body === null) return [];
  const fields = keptFields({ ...body });
  return inDays(fields)
    .filter(([name, value]) => !NOT_WRITTEN.includes(name) && !NEVER_SHOWN.test(name) && isWritten(value))
    .map(([name, value]) => ({ label: labelOf(name), text: value.trim() }));
}

/** The three boxes of a day as one, in words when it is one, and else as it was typed. */
function inDays(fields: [name: string, value: string][]): [name: string, value: string][] {
  return fields.flatMap(([name, value]): [string, string][] => {
    if (!BOX_OF_A_DAY.test(name)) return [[name, value]];
    const field = name.replace(BOX_OF_A_DAY, '');
    const boxes = fields.filter(([other]) => other.replace(BOX_OF_A_DAY, '') === field && other !== field);
    return name === boxes[0]?.[0] ? [[field, dayTyped(Object.fromEntries(boxes), field)]] : [];
  });
}

function dayTyped(boxes: Record<string, string>, field: string): string {
  const typed = ['day', 'month', 'year'].map((part) => (boxes[`${field}-${part}`] ?? '').trim());
  const [day = '', month = '', year = ''] = typed;
  const on = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(on) ? dayInWords(on) : typed.join(' ').trim();
}

/** Some word or number; no id of a record. */
const isWritten = (value: string): boolean => /[\p{L}\p{N}]/u.test(value.replace(RECORD, ''));

/**
 * The name of a field in words, since the form that had its question is gone: `personView`. A place in a list is counted from one, as forms
 * say it: `attendees[0][name]` is “Attendee 1: name” like `attendees-1-name`, which forms number themselves.
 */
function labelOf(name: string): string {
  const parts = name
    .replace(RECORD, '')
    .replace(/\[(\d+)\]/g, (_, at: string) => `-${Number(at) + 1}-`)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '');
  const words = parts.map((part, at) => {
    if (COUNTED.test(part)) return `${part}:`;
    const spaced = part.replace(/([a-z])([A-Z])/g, '$1 $2');
    return COUNTED.test(parts[at + 1] ?? '') ? spaced.replace(/s$/, '') : spaced;
  });
  const label = words.join(' ').replace(/:$/, '').toLowerCase();
  return label === '' ? 'Text' : label.charAt(0).toUpperCase() + label.slice(1);
}
