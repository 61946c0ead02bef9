import type { Actor } from '../../platform/access';
import type { Statement } from '../../platform/database';
import type { Day } from '../../shared/day';
import type { RelationshipBasis } from '../relationships/relationship-words';
import { readableItem, visibilitiesFor, type Visibility } from '../visibility/visibility';
import type { ChronologyKind } from './chronology-kinds';
import type { Leg } from './leg';
import { LEGS_OF_THE_CASE } from './legs-of-the-case';
import { LEGS_OF_THE_PERSON } from './legs-of-the-person';

/** One thing that happened. `what` says which turn of it: a cohort period starts and ends. */
export interface ChronologyRow {
  id: string;
  kind: ChronologyKind;
  what: string;
  happened_on: Day;
  /** When it was written down, for the cursor: what was written last stands first within its day. */
  written_at: string;
  agency_id: string | null;
  agency: string | null;
  basis: RelationshipBasis;
  /** What was written about it, or a word of its vocabulary. */
  title: string | null;
  text: string | null;
  visibility: Visibility;
  kept_to: string | null;
  /** The source as it was written, where the record keeps one. */
  source: string | null;
}

export interface ChronologyFilter {
  kind: ChronologyKind | null;
  agencyId: string | null;
  basis: RelationshipBasis | null;
}

const OF_KIND = `t.individual_id = $1 AND ($5::text IS NULL OR $5 = `;

const legSql = (leg: Leg): string => `
  SELECT t.id, '${leg.kind}'::text AS kind, ${leg.what} AS what, ${leg.on} AS happened_on, ${leg.at} AS at, ${leg.agency} AS agency_id,
         ${leg.basis ?? `'fact'`} AS basis, ${leg.title ?? 'NULL::text'} AS title, ${leg.text ?? 'NULL::text'} AS text,
         ${leg.isKept ? 't.visibility' : `'all_agencies'`} AS visibility, ${leg.isKept ? 't.visible_to' : `'{}'::uuid[]`} AS visible_to,
         ${leg.source ?? 'NULL::text'} AS source
    FROM ${leg.from}
   WHERE ${OF_KIND}'${leg.kind}')${leg.where ? ` AND ${leg.where}` : ''}
     ${leg.isKept ? `AND (${readableItem('t', '$3', '$4')}${leg.kind === 'action' ? ' OR t.owner_id = $6::uuid' : ''})` : ''}`;

const EVERYTHING = [...LEGS_OF_THE_CASE, ...LEGS_OF_THE_PERSON].map(legSql).join(' UNION ALL ');

/** Everything that happened in one case within the actor's sight, newest first, in one statement. */
export const chronologyOf = (
  actor: Actor,
  individualId: string,
  filter: ChronologyFilter,
  page: { after?: (string | null)[]; limit: number },
): Statement => ({
  name: 'chronology-of-case',
  text: `
    SELECT c.id, c.kind, c.what, c.happened_on, to_char(c.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS written_at, c.agency_id, g.name AS agency, c.basis, c.title, c.text, c.visibility, c.source,
           (SELECT string_agg(k.name, ', ' ORDER BY k.name) FROM agencies k WHERE k.id = ANY (c.visible_to)) AS kept_to
      FROM (${EVERYTHING}) c LEFT JOIN agencies g ON g.id = c.agency_id
     WHERE EXISTS (SELECT 1 FROM individuals i WHERE i.id = $1 AND i.access_keys && $2::uuid[])
       AND ($7::uuid IS NULL OR c.agency_id = $7) AND ($8::text IS NULL OR c.basis = $8)
       AND ($9::date IS NULL OR (c.happened_on, c.at, c.id, c.what) < ($9::date, $10::timestamptz, $11::uuid, $12::text))
     ORDER BY c.happened_on DESC, c.at DESC, c.id DESC, c.what DESC LIMIT $13`,
  values: [
    individualId,
    actor.accessKeys,
    visibilitiesFor(actor.agencyKind),
    actor.agencyId,
    filter.kind,
    actor.userId,
    filter.agencyId,
    filter.basis,
    page.after?.[0] ?? null,
    page.after?.[1] ?? null,
    page.after?.[2] ?? null,
    page.after?.[3] ?? null,
    page.limit + 1,
  ],
});

/** The agencies that a chronology can be narrowed to: each that has an entry the actor may read. */
export const agenciesOfChronology = (actor: Actor, individualId: string): Statement => ({
  name: 'agencies-of-chronology',
  text: `SELECT g.id, g.name FROM agencies g
          WHERE g.id IN (SELECT c.agency_id FROM (${EVERYTHING}) c)
            AND EXISTS (SELECT 1 FROM individuals i WHERE i.id = $1 AND i.access_keys && $2::uuid[])
          ORDER BY g.name, g.id`,
  values: [
    individualId,
    actor.accessKeys,
    visibilitiesFor(actor.agencyKind),
    actor.agencyId,
    // Whatever the list is narrowed to, all of them are offered.
    null,
    actor.userId,
  ],
});
