import type { Actor } from '../../platform/access';
import type { Statement } from '../../platform/database';
import type { Day } from '../../shared/day';

/** What may be known of somebody before, or without, a record of theirs. */
export interface Probe {
  /** Names and aliases as searchName folds them. */
  names: string;
  dateOfBirth: Day | null;
  numbers: { kind: string; value: string }[];
  postcodes: string[];
}

export interface CandidateRow {
  individual_id: string;
}

/** Ids of records in the actor's sight that may be about the same person; the function carries the rule of sight itself. */
export const matchCandidates = ({ names, dateOfBirth, numbers, postcodes }: Probe): Statement => ({
  name: 'match-candidates',
  text: 'SELECT individual_id FROM match_candidates($1, $2, $3, $4, $5, NULL)',
  values: [names, dateOfBirth, numbers.map(({ kind }) => kind), numbers.map(({ value }) => value), postcodes],
});

export interface PairRow {
  newer_id: string;
  older_id: string | null;
}

/** The newest records in sight before one of them, each with the older ones that may be about the same person. */
export const matchPairs = (before: string | null, seeds: number): Statement => ({
  name: 'match-pairs',
  text: 'SELECT newer_id, older_id FROM match_pairs($1, $2)',
  values: [before, seeds],
});

export interface MatchableRow {
  id: string;
  reference: string;
  given_name: string;
  family_name: string;
  preferred_name: string | null;
  aliases: string[];
  date_of_birth: Day | null;
  sex: string;
  is_restricted: boolean;
  access_keys: string[];
  version: number;
  created_at: Date;
  numbers: { kind: string; value: string }[];
  addresses: { lines: string; postcode: string | null }[];
  is_in_cohort: boolean;
  has_open_plan: boolean;
}

/** What is compared of records, of those of them that the actor sees. */
export const matchableRecords = (actor: Actor, ids: string[]): Statement => ({
  name: 'matchable-records',
  text: `
    SELECT i.id, i.reference, i.given_name, i.family_name, i.preferred_name, i.aliases, i.date_of_birth, i.sex, i.is_restricted,
           i.access_keys, i.version, i.created_at,
           EXISTS (SELECT 1 FROM cohort_memberships m WHERE m.individual_id = i.id AND m.ended_on IS NULL) AS is_in_cohort,
           EXISTS (SELECT 1 FROM plans p WHERE p.individual_id = i.id AND p.status <> 'closed') AS has_open_plan,
           coalesce((SELECT json_agg(json_build_object('kind', n.kind, 'value', n.value) ORDER BY n.kind, n.value)
                       FROM individual_identifiers n WHERE n.individual_id = i.id AND n.withdrawn_at IS NULL), '[]') AS numbers,
           coalesce((SELECT json_agg(json_build_object('lines', a.lines, 'postcode', a.postcode) ORDER BY a.recorded_at DESC, a.id)
                       FROM individual_addresses a WHERE a.individual_id = i.id AND a.withdrawn_at IS NULL), '[]') AS addresses
      FROM individuals i WHERE i.id = ANY ($1::uuid[]) AND i.access_keys && $2::uuid[]`,
  values: [ids, actor.accessKeys],
});

export interface DecisionRow {
  id: string;
  lower_id: string;
  higher_id: string;
  reason: string;
  compared_as: string;
  decided_by: string;
  decided_at: Date;
  version: number;
}

/** What was said about pairs of these records: not the same person, standing until somebody opens the question again. */
export const standingDecisions = (ids: string[]): Statement => ({
  name: 'standing-duplicate-decisions',
  text: `SELECT d.id, d.lower_id, d.higher_id, d.reason, d.compared_as, u.display_name AS decided_by, d.decided_at, d.version
           FROM duplicate_decisions d JOIN users u ON u.id = d.decided_by
          WHERE d.lower_id = ANY ($1::uuid[]) AND d.higher_id = ANY ($1::uuid[]) AND d.reopened_at IS NULL`,
  values: [ids],
});
