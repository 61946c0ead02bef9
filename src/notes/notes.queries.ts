import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import type { NoteBasis } from './note.entity';
import { readableItem, visibilitiesFor, type Visibility } from '../individuals';

export interface NoteRow {
  id: string;
  text: string;
  basis: NoteBasis;
  happened_on: Day;
  visibility: Visibility;
  visible_to: string[];
  /** Names of the agencies it is kept to. */
  kept_to: string | null;
  may_be_passed_on: boolean;
  recorded_at: Date;
  author: string;
  agency: string;
  corrects_id: string | null;
  corrects_happened_on: Day | null;
  corrected_by_id: string | null;
}

const NOTE = `
  SELECT n.id, n.text, n.basis, n.happened_on, n.visibility, n.visible_to, n.may_be_passed_on, n.recorded_at, u.display_name AS author, g.name AS agency,
         (SELECT string_agg(k.name, ', ' ORDER BY k.name) FROM agencies k WHERE k.id = ANY (n.visible_to)) AS kept_to,
         n.corrects_id, c.happened_on AS corrects_happened_on,
         (SELECT k.id FROM notes k WHERE k.individual_id = n.individual_id AND k.corrects_id = n.id
             AND ${readableItem('k', '$3', '$4')} ORDER BY k.recorded_at DESC LIMIT 1) AS corrected_by_id
    FROM notes n
    JOIN individuals i ON i.id = n.individual_id
    JOIN users u ON u.id = n.author_id
    JOIN agencies g ON g.id = n.agency_id
    LEFT JOIN notes c ON c.id = n.corrects_id AND ${readableItem('c', '$3', '$4')}
   WHERE n.individual_id = $1 AND i.access_keys && $2::uuid[] AND ${readableItem('n', '$3', '$4')}`;

/** The notes of one case within the actor's sight, newest first by the day it happened. */
export const notesOfCase = (
  actor: Actor,
  individualId: string,
  page: { after?: (string | null)[]; limit: number },
): Statement => ({
  name: 'notes-of-case',
  text: `${NOTE} AND ($5::date IS NULL OR (n.happened_on, n.id) < ($5::date, $6::uuid))
         ORDER BY n.happened_on DESC, n.id DESC LIMIT $7`,
  values: [
    individualId,
    actor.accessKeys,
    visibilitiesFor(actor.agencyKind),
    actor.agencyId,
    page.after?.[0] ?? null,
    page.after?.[1] ?? null,
    page.limit + 1,
  ],
});

/** One note of one case. */
export const noteOfCase = (actor: Actor, individualId: string, noteId: string): Statement => ({
  name: 'note-of-case',
  text: `${NOTE} AND n.id = $5`,
  values: [individualId, actor.accessKeys, visibilitiesFor(actor.agencyKind), actor.agencyId, noteId],
});
