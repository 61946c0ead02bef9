import { searchName } from '../individuals';
import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import type { ReferralStatus } from './domain/triage';

export interface Sought {
  givenName: string;
  familyName: string;
  dateOfBirth: Day | null;
  /** A referral that is itself not one of the others. */
  exceptReferralId?: string;
}

/** A record the reader may see already, about somebody who may be the same person. */
export interface OpenRecordRow {
  id: string;
  reference: string;
  given_name: string;
  family_name: string;
  date_of_birth: Day | null;
  is_in_cohort: boolean;
  has_open_plan: boolean;
}

export interface OtherReferralRow {
  id: string;
  reference: string;
  given_name: string;
  family_name: string;
  status: ReferralStatus;
}

/** As near as a name that was misheard or turned round, or half as near with the same date of birth. */
const ALIKE = (name: string, born: string, name$: string, born$: string): string =>
  `(greatest(similarity(${name}, ${name$}), word_similarity(${name$}, ${name})) > 0.6
    OR ${born} = ${born$}::date AND similarity(${name}, ${name$}) > 0.25)`;

/**
 * Within the reader's sight and nothing beside it: somebody restricted, or of another agency, looks as if absent, and the
 * page is the same with them as without.
 */
export const openRecords = (actor: Actor, sought: Sought): Statement => ({
  name: 'open-records',
  text: `SELECT i.id, i.reference, i.given_name, i.family_name, i.date_of_birth,
                EXISTS (SELECT 1 FROM cohort_memberships m WHERE m.individual_id = i.id AND m.ended_on IS NULL) AS is_in_cohort,
                EXISTS (SELECT 1 FROM plans p WHERE p.individual_id = i.id AND p.status <> 'closed') AS has_open_plan
           FROM individuals i
          WHERE i.access_keys && $1::uuid[] AND ${ALIKE('i.search_name', 'i.date_of_birth', '$2', '$3')}
          ORDER BY similarity(i.search_name, $2) DESC, i.id LIMIT 10`,
  values: [actor.accessKeys, searchName(sought.givenName, sought.familyName), sought.dateOfBirth],
});

export const otherReferrals = (actor: Actor, sought: Sought): Statement => ({
  name: 'other-referrals',
  text: `SELECT r.id, r.reference, r.given_name, r.family_name, r.status
           FROM referrals r
          WHERE (r.referred_by = $4 OR r.panel_id = ANY ($1::uuid[]) AND NOT is_restricted_from_actor(r.individual_id))
            AND r.id IS DISTINCT FROM $5::uuid AND ${ALIKE('r.search_name', 'r.date_of_birth', '$2', '$3')}
          ORDER BY r.referred_at DESC, r.id DESC LIMIT 10`,
  values: [
    actor.accessKeys,
    searchName(sought.givenName, sought.familyName),
    sought.dateOfBirth,
    actor.userId,
    sought.exceptReferralId ?? null,
  ],
});
