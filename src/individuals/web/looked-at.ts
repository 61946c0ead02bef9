import { type Day, isDay } from '../../shared/day';
import { isId } from '../../shared/ids';
import { dayFromFields } from '../../web/forms/date-fields';
import { Invalid } from '../../shared/errors';
import type { FirstFacts } from '../record-first-facts';

type Body = Record<string, unknown>;

/** Ids of the records that were shown, sent back with the answer that none of them is the person. */
export function lookedOf(body: Body): { mustLook: true; lookedAt: string[] } {
  const shown = typeof body['shown'] === 'string' ? body['shown'].split(' ') : [];
  return { mustLook: true, lookedAt: body['lookedAt'] === 'none' ? shown.filter((id) => isId(id)).slice(0, 20) : [] };
}

export function withoutLooked(body: Body): Body {
  const { shown: _shown, lookedAt: _lookedAt, ...fields } = body;
  return fields;
}

/** A day that does not exist is said by the form; it finds nobody. */
export function dayOrNull(body: Body, field: string): Day | null {
  try {
    const day = dayFromFields(body, field, 'Date');
    return isDay(day) ? day : null;
  } catch (error) {
    if (error instanceof Invalid) return null;
    throw error;
  }
}

/** What of the boxes beside the name finds somebody, as far as it is typed. */
export const typedFacts = (body: Body): FirstFacts => ({
  nhsNumber: shortText(body['nhsNumber']),
  upn: shortText(body['upn']),
  pncId: shortText(body['pncId']),
  postcode: shortText(body['postcode']),
  addressLines: shortText(body['addressLines']),
});

const shortText = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.slice(0, 500) : null;
