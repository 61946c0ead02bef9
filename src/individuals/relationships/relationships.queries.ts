import type { Actor } from '../../platform/access';
import type { Statement } from '../../platform/database';
import type { Day } from '../../shared/day';
import { readableItem, visibilitiesFor, type Visibility } from '../visibility/visibility';
import type { Reliability, RelationshipBasis, RelationshipKind } from './relationship-words';

export interface RelationshipRow {
  id: string;
  version: number;
  kind: RelationshipKind;
  name: string;
  detail: string | null;
  organisation: string | null;
  contact: string | null;
  has_parental_responsibility: boolean | null;
  lives_with: boolean | null;
  is_protective: boolean;
  from_on: Day | null;
  until_on: Day | null;
  source: string;
  basis: RelationshipBasis;
  reliability: Reliability;
  review_on: Day | null;
  visibility: Visibility;
  kept_to: string | null;
  recorded_at: Date;
  recorded_by: string;
  agency: string;
  withdrawn_at: Date | null;
  withdrawn_by: string | null;
  withdrawn_because: string | null;
  /** The person's own record, for a reader who sees that record too; null is no answer to whether there is one. */
  related_id: string | null;
  related_reference: string | null;
}

/** What somebody else's record says about this one, for a reader who sees both. */
export interface InverseRelationshipRow {
  id: string;
  kind: RelationshipKind;
  basis: RelationshipBasis;
  until_on: Day | null;
  individual_id: string;
  reference: string;
  given_name: string;
  family_name: string;
  preferred_name: string | null;
}

/** A relationship between two people of the picture, on the record of one of them; the reader sees both records. */
export interface BetweenRow {
  id: string;
  kind: RelationshipKind;
  basis: RelationshipBasis;
  /** Whose record says it. */
  of_id: string;
  related_id: string;
}

const sightOf = (actor: Actor, individualId: string): unknown[] => [
  individualId,
  actor.accessKeys,
  visibilitiesFor(actor.agencyKind),
  actor.agencyId,
];

/** Everything recorded on one case. The link is joined through the related record within sight, and in no other way. */
export const relationshipsOf = (actor: Actor, individualId: string): Statement => ({
  name: 'relationships-of-case',
  text: `
    SELECT r.id, r.version, r.kind, r.name, r.detail, r.organisation, r.contact, r.has_parental_responsibility, r.lives_with,
           r.is_protective, r.from_on, r.until_on, r.source, r.basis, r.reliability, r.review_on, r.visibility,
           (SELECT string_agg(k.name, ', ' ORDER BY k.name) FROM agencies k WHERE k.id = ANY (r.visible_to)) AS kept_to,
           r.recorded_at, u.display_name AS recorded_by, g.name AS agency,
           r.withdrawn_at, w.display_name AS withdrawn_by, r.withdrawn_because,
           o.id AS related_id, o.reference AS related_reference
      FROM individual_relationships r
      JOIN individuals i ON i.id = r.individual_id AND i.access_keys && $2::uuid[]
      JOIN users u ON u.id = r.recorded_by
      JOIN agencies g ON g.id = r.supplied_by
      LEFT JOIN users w ON w.id = r.withdrawn_by
      LEFT JOIN individual_relationship_links l ON l.relationship_id = r.id
      LEFT JOIN individuals o ON o.id = l.related_individual_id AND o.access_keys && $2::uuid[]
     WHERE r.individual_id = $1 AND ${readableItem('r', '$3', '$4')}
     ORDER BY r.withdrawn_at IS NOT NULL, r.until_on IS NOT NULL, r.kind, r.name, r.id`,
  values: sightOf(actor, individualId),
});

/** What the records of others say about this person: only of those records the reader sees. */
export const inverseRelationshipsOf = (actor: Actor, individualId: string): Statement => ({
  name: 'inverse-relationships-of-case',
  text: `
    SELECT r.id, r.kind, r.basis, r.until_on, o.id AS individual_id, o.reference, o.given_name, o.family_name, o.preferred_name
      FROM individual_relationship_links l
      JOIN individuals i ON i.id = l.related_individual_id AND i.access_keys && $2::uuid[]
      JOIN individual_relationships r ON r.id = l.relationship_id AND r.withdrawn_at IS NULL
      JOIN individuals o ON o.id = r.individual_id AND o.access_keys && $2::uuid[]
     WHERE l.related_individual_id = $1 AND ${readableItem('r', '$3', '$4')}
     ORDER BY r.until_on IS NOT NULL, o.family_name, o.given_name, r.id`,
  values: sightOf(actor, individualId),
});

const STANDS = 'r.until_on IS NULL AND r.withdrawn_at IS NULL';

/**
 * What records say of each other that stand around this one: related in either direction, or of its family. Each of them, and
 * what is said, within the reader's sight.
 */
export const relationshipsBetween = (actor: Actor, individualId: string): Statement => ({
  name: 'relationships-between-others',
  text: `
    WITH around AS MATERIALIZED (
      SELECT l.related_individual_id AS id FROM individual_relationship_links l JOIN individual_relationships r ON r.id = l.relationship_id
       WHERE l.individual_id = $1 AND ${STANDS} AND ${readableItem('r', '$3', '$4')}
      UNION
      SELECT l.individual_id FROM individual_relationship_links l JOIN individual_relationships r ON r.id = l.relationship_id
       WHERE l.related_individual_id = $1 AND ${STANDS} AND ${readableItem('r', '$3', '$4')}
      UNION
      SELECT m.individual_id FROM family_members o JOIN family_members m ON m.family_id = o.family_id AND m.left_at IS NULL
       WHERE o.individual_id = $1 AND o.left_at IS NULL AND m.individual_id <> $1
    )
    SELECT r.id, r.kind, r.basis, l.individual_id AS of_id, l.related_individual_id AS related_id
      FROM individual_relationship_links l
      JOIN individual_relationships r ON r.id = l.relationship_id AND ${STANDS} AND ${readableItem('r', '$3', '$4')}
      JOIN individuals a ON a.id = l.individual_id AND a.access_keys && $2::uuid[]
      JOIN individuals b ON b.id = l.related_individual_id AND b.access_keys && $2::uuid[]
     WHERE EXISTS (SELECT 1 FROM individuals i WHERE i.id = $1 AND i.access_keys && $2::uuid[])
       AND l.individual_id IN (SELECT id FROM around) AND l.related_individual_id IN (SELECT id FROM around)
     ORDER BY r.kind, r.id`,
  values: sightOf(actor, individualId),
});
