import type { CustodyPlace } from '../custody-places';
import type { Actor } from '../../platform/access';
import type { Statement } from '../../platform/database';
import type { Day } from '../../shared/day';
import type { IdentifierKind } from '../domain/read-identifier';
import type { AddressKind } from '../individual-address.entity';
import type { EducationStatus } from '../individual-education.entity';
import type { StatusKind } from '../individual-status.entity';
import type { Ethnicity, ObservedEthnicity, Sex } from '../individual.entity';
import type { IdentityField } from './identity-change.entity';

export interface IdentityRow {
  given_name: string;
  family_name: string;
  preferred_name: string | null;
  aliases: string[];
  date_of_birth: Day | null;
  sex: Sex;
  gender: string | null;
  ethnicity: Ethnicity;
  observed_ethnicity: ObservedEthnicity | null;
  communication_needs: string | null;
  version: number;
  created_at: Date;
  created_by: string;
}

/** Who recorded something, and whether it was withdrawn. */
export interface RecordedRow {
  id: string;
  version: number;
  source: string | null;
  recorded_at: Date;
  recorded_by: string | null;
  agency: string | null;
  withdrawn_at: Date | null;
  withdrawn_by: string | null;
  withdrawn_because: string | null;
}

interface DatedRow extends RecordedRow {
  from_on: Day | null;
  until_on: Day | null;
}

export interface IdentifierRow extends RecordedRow {
  kind: IdentifierKind;
  value: string;
  unverified_because: string | null;
}

export interface AddressRow extends DatedRow {
  lines: string;
  postcode: string | null;
  kind: AddressKind;
  uprn: string | null;
  placed_by: string | null;
  placed_in: string | null;
}

export interface EducationRow extends DatedRow {
  status: EducationStatus;
  setting: string | null;
}

export interface StatusRow extends DatedRow {
  kind: StatusKind;
  status: string;
  detail: string | null;
  place: CustodyPlace | null;
  place_name: string | null;
  release_expected_on: Day | null;
}

export interface IdentityChangeRow {
  id: string;
  field: IdentityField;
  was: string | null;
  became: string | null;
  source: string;
  recorded_at: Date;
  recorded_by: string;
  agency: string;
}

const IN_SIGHT = 'JOIN individuals i ON i.id = f.individual_id AND i.access_keys && $2::uuid[]';
const RECORDED = `f.id, f.version, f.source, f.recorded_at, u.display_name AS recorded_by, g.name AS agency, f.withdrawn_at,
  w.display_name AS withdrawn_by, f.withdrawn_because`;
const BY = `LEFT JOIN users u ON u.id = f.recorded_by LEFT JOIN agencies g ON g.id = f.agency_id
  LEFT JOIN users w ON w.id = f.withdrawn_by`;
/** What is true now first, then what was, what was recorded in error last. */
const NEWEST_FIRST = `ORDER BY f.withdrawn_at IS NOT NULL, f.until_on IS NOT NULL, coalesce(f.from_on, f.recorded_at::date) DESC, f.id DESC`;

const statement = (actor: Actor, individualId: string, name: string, text: string): Statement => ({
  name,
  text,
  values: [individualId, actor.accessKeys],
});

export const identityOf = (actor: Actor, id: string): Statement =>
  statement(
    actor,
    id,
    'identity-of-case',
    `SELECT i.given_name, i.family_name, i.preferred_name, i.aliases, i.date_of_birth, i.sex, i.gender, i.ethnicity,
            i.observed_ethnicity, i.communication_needs, i.version, i.created_at, c.display_name AS created_by
       FROM individuals i JOIN users c ON c.id = i.created_by WHERE i.id = $1 AND i.access_keys && $2::uuid[]`,
  );

export const identifiersOf = (actor: Actor, id: string): Statement =>
  statement(
    actor,
    id,
    'identifiers-of-case',
    `SELECT ${RECORDED}, f.kind, f.value, f.unverified_because FROM individual_identifiers f ${IN_SIGHT} ${BY}
      WHERE f.individual_id = $1 ORDER BY f.withdrawn_at IS NOT NULL, f.kind, f.recorded_at DESC, f.id`,
  );

export const addressesOf = (actor: Actor, id: string): Statement =>
  statement(
    actor,
    id,
    'addresses-of-case',
    `SELECT ${RECORDED}, f.from_on, f.until_on, f.lines, f.postcode, f.kind, f.uprn, f.placed_by, f.placed_in
       FROM individual_addresses f ${IN_SIGHT} ${BY} WHERE f.individual_id = $1 ${NEWEST_FIRST}`,
  );

export const educationOf = (actor: Actor, id: string): Statement =>
  statement(
    actor,
    id,
    'education-of-case',
    `SELECT ${RECORDED}, f.from_on, f.until_on, f.status, f.setting
       FROM individual_education f ${IN_SIGHT} ${BY} WHERE f.individual_id = $1 ${NEWEST_FIRST}`,
  );

export const statusesOf = (actor: Actor, id: string): Statement =>
  statement(
    actor,
    id,
    'statuses-of-case',
    `SELECT ${RECORDED}, f.from_on, f.until_on, f.kind, f.status, f.detail,
            f.place, f.place_name, f.release_expected_on
       FROM individual_statuses f ${IN_SIGHT} ${BY} WHERE f.individual_id = $1 ${NEWEST_FIRST}`,
  );

/** The last hundred changes: what came before is in the audit. */
export const identityChangesOf = (actor: Actor, id: string): Statement =>
  statement(
    actor,
    id,
    'identity-changes-of-case',
    `SELECT f.id, f.field, f.was, f.became, f.source, f.recorded_at, u.display_name AS recorded_by, g.name AS agency
       FROM individual_identity_changes f ${IN_SIGHT} JOIN users u ON u.id = f.recorded_by JOIN agencies g ON g.id = f.agency_id
      WHERE f.individual_id = $1 ORDER BY f.recorded_at DESC, f.id DESC LIMIT 100`,
  );
