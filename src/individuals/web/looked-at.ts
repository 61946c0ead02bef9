import { type Day, isDay } from '../../shared/day';
import { isId } from '../../shared/ids';
import { dayFromFields } from '../../web/forms/date-fields';
import { Invalid } from '../../shared/errors';
import { ADDRESS_KINDS } from '../individual-address.entity';
import { EDUCATION_STATUSES } from '../individual-education.entity';
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

/** The boxes beside the name, as far as they are typed: some of them find somebody, all of them are checked. */
export const typedFacts = (body: Body): FirstFacts => ({
  addressKind: oneOf(ADDRESS_KINDS, body['addressKind']),
  addressLines: shortText(body['addressLines']),
  postcode: shortText(body['postcode']),
  placedIn: shortText(body['placedIn']),
  educationStatus: oneOf(EDUCATION_STATUSES, body['educationStatus']),
  educationSetting: shortText(body['educationSetting']),
  nhsNumber: shortText(body['nhsNumber']),
  upn: shortText(body['upn']),
  pncId: shortText(body['pncId']),
  factsSource: shortText(body['factsSource']),
});

const oneOf = <Word extends string>(words: readonly Word[], value: unknown): Word | null =>
  words.find((word) => word === value) ?? null;

const shortText = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.slice(0, 500) : null;
