import type { Request, Response } from 'express';
import { SEEN_FIELDS } from '../../web/drafts/drafted-form';
import { keptFields } from '../../web/sign-in/kept-fields';

export interface KeptWords {
  label: string;
  text: string;
}

/** Of the sending, not of what was written; and what no page may ever show again. */
const NOT_WRITTEN = ['_csrf', 'submissionId', 'step', 'back', ...SEEN_FIELDS];
const NEVER_SHOWN = /password|code|token|secret|^draft|Id$/i;
const RECORD = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/**
 * What somebody wrote into a form that has no page to come back to, so that the page which says so keeps the words. Only of
 * a form whose token was checked: what another site sends is never shown as if its reader had written it.
 */
export function keptWords(request: Request, response: Response): KeptWords[] {
  const body: unknown = request.body;
  if (request.method !== 'POST' || !response.locals['actor'] || typeof body !== 'object' || body === null) return [];
  return keptFields({ ...body })
    .filter(([name, value]) => !NOT_WRITTEN.includes(name) && !NEVER_SHOWN.test(name) && isWritten(value))
    .map(([name, value]) => ({ label: labelOf(name), text: value.trim() }));
}

/** Some word; no id of a record. */
const isWritten = (value: string): boolean => /\p{L}/u.test(value.replace(RECORD, ''));

/** The name of a field in words, since the form that had its question is gone: `actions-1-description`, `personView`. */
function labelOf(name: string): string {
  const words = name
    .replace(RECORD, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
  return words === '' ? 'Text' : words.charAt(0).toUpperCase() + words.slice(1);
}
