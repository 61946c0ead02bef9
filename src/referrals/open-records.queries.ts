import { agreementWords, type PossibleDuplicate, searchName } from '../individuals';
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
  /** What agrees and what differs, in one line. */
  agreement: string;
}

/** As individuals compares them; within the reader's sight and nothing beside it. */
export const openRecordOf = ({ record, comparison }: PossibleDuplicate): OpenRecordRow => ({
  ...record,
  agreement: agreementWords(comparison),
});

export interface OtherReferralRow {
  id: string;
  reference: string;
  given_name: string;
  family_name: string;
  status: ReferralStatus;
}

/** As near as a name that was misheard or turned round, or half as near with the same date of birth: of referrals, which have no more. */
const ALIKE = (name: string, born: string, name$: string, born$: string): string =>
  `(greatest(similarity(${name}, ${name$}), word_similarity(${name$}, ${name})) > 0.6
    OR ${born} = ${born$}::date AND similarity(${name}, ${name$}) > 0.25)`;

export const otherReferrals = (actor: Actor, sought: Sought): Statement => ({
  name: 'other-referrals',
  text: `SELECT r.id, r.reference, r.given_name, r.family_name, r.status
           FROM referrals r
          WHERE (r.referred_by = $4 OR r.panel_id = ANY ($1::uuid[]) AND NOT is_lost_to_actor(r.individual_id))
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
