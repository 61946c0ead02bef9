import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { ImportChoices } from './domain/choices';
import type { ImportField } from './domain/recognise-columns';
import type { ImportStatus, ImportSummary } from './import.entity';

/** Asks as the actor: inside a verb's transaction, or through the reader for a page. */
export type Ask = <Row extends Record<string, unknown>>(statement: Statement) => Promise<Row[]>;

export interface ImportListRow extends Record<string, unknown> {
  id: string;
  file_name: string;
  status: ImportStatus;
  summary: ImportSummary;
  uploaded_by: string;
  uploaded_at: Date;
  confirmed_at: Date | null;
  version: number;
}

export interface ImportRecordRow extends ImportListRow {
  content: Buffer | null;
  choices: ImportChoices;
}

export const importById = (actor: Actor, id: string): Statement => ({
  name: 'import-by-id',
  text: `SELECT id, file_name, status, summary, uploaded_by, uploaded_at, confirmed_at, version, content, choices
           FROM imports WHERE id = $1 AND uploaded_by = $2`,
  values: [id, actor.userId],
});

export const ownImports = (actor: Actor, after: (string | null)[] | undefined, limit: number): Statement => ({
  name: 'own-imports',
  text: `SELECT id, file_name, status, summary, uploaded_by, uploaded_at, confirmed_at, version
           FROM imports WHERE uploaded_by = $1 AND ($2::uuid IS NULL OR id < $2::uuid) ORDER BY id DESC LIMIT $3`,
  values: [actor.userId, after?.[0] ?? null, limit + 1],
});

export const samePreview = (actor: Actor, fileHash: Buffer): Statement => ({
  name: 'same-preview',
  text: `SELECT id FROM imports WHERE uploaded_by = $1 AND file_hash = $2 AND status = 'previewed' ORDER BY id DESC LIMIT 1`,
  values: [actor.userId, fileHash],
});

/** Held to the end of the transaction: of two uploads at once the second counts the first. */
export const oneUploadAtATime = (actor: Actor): Statement => ({
  name: 'one-upload-at-a-time',
  text: `SELECT pg_advisory_xact_lock(hashtextextended('uploads of ' || $1, 0))`,
  values: [actor.userId],
});

export const openPreviews = (actor: Actor): Statement => ({
  name: 'open-previews',
  text: `SELECT count(*)::int AS open FROM imports WHERE uploaded_by = $1 AND status = 'previewed'`,
  values: [actor.userId],
});

export interface KnownRow extends Record<string, unknown> {
  fingerprint: string;
  individual_id: string | null;
}

/** That a row was imported before, and whom it became only where the actor sees them. */
export const rowsImportedBefore = (actor: Actor, fingerprints: string[]): Statement => ({
  name: 'rows-imported-before',
  text: `SELECT encode(r.fingerprint, 'hex') AS fingerprint, i.id AS individual_id
           FROM unnest($1::text[]) AS asked (print)
           JOIN import_rows r ON r.fingerprint = decode(asked.print, 'hex')
           LEFT JOIN individuals i ON i.id = r.individual_id AND i.access_keys && $2::uuid[]`,
  values: [fingerprints, actor.accessKeys],
});

export interface RecordedPersonRow extends Record<string, unknown> {
  id: string;
  reference: string;
  given_name: string;
  family_name: string;
  aliases: string[];
  date_of_birth: string | null;
  nhs: string[] | null;
  pnc: string[] | null;
  local_reference: string[] | null;
  cells: Partial<Record<ImportField, string>>[] | null;
}

/** Everyone the actor may see, with what the matcher compares. */
export const recordedPeople = (actor: Actor): Statement => ({
  name: 'recorded-people',
  text: `
    WITH visible AS MATERIALIZED (
      SELECT i.id, i.reference, i.given_name, i.family_name, i.aliases, i.date_of_birth
        FROM individuals i WHERE i.access_keys && $1::uuid[]
    ), identifiers AS (
      SELECT n.individual_id, array_agg(n.value) FILTER (WHERE n.kind = 'nhs') AS nhs,
             array_agg(n.value) FILTER (WHERE n.kind = 'pnc') AS pnc,
             array_agg(n.value) FILTER (WHERE n.kind = 'local_reference') AS local_reference
        FROM individual_identifiers n WHERE n.individual_id IN (SELECT id FROM visible) AND n.withdrawn_at IS NULL GROUP BY n.individual_id
    ), cells AS (
      SELECT c.individual_id, jsonb_agg(c.cells ORDER BY c.id) AS cells
        FROM import_row_cells c WHERE c.individual_id IN (SELECT id FROM visible) GROUP BY c.individual_id
    )
    SELECT v.*, n.nhs, n.pnc, n.local_reference, c.cells
      FROM visible v LEFT JOIN identifiers n ON n.individual_id = v.id LEFT JOIN cells c ON c.individual_id = v.id
     ORDER BY v.id`,
  values: [actor.accessKeys],
});

export interface AccountRow extends Record<string, unknown> {
  id: string;
  email: string;
  name: string;
}

export const accounts = (): Statement => ({
  name: 'import-accounts',
  text: `SELECT u.id, lower(u.email) AS email, u.display_name AS name FROM users u
          WHERE u.status = 'active' AND u.roles && ARRAY['practitioner','manager','panel_member','panel_chair']`,
});

export interface PanelRow extends Record<string, unknown> {
  id: string;
  name: string;
  youngest: number;
  oldest: number;
}

/** The panel whose cohort an import of the actor goes into: where there are several, the first by name. */
export const panelOfCoordinator = (actor: Actor): Statement => ({
  name: 'panel-of-coordinator',
  text: `SELECT p.id, p.name, p.youngest_age AS youngest, p.oldest_age AS oldest FROM panels p JOIN panel_members m ON m.panel_id = p.id
          WHERE m.user_id = $1 AND m.ended_at IS NULL AND p.id = ANY ($2::uuid[]) ORDER BY p.name, p.id LIMIT 1`,
  values: [actor.userId, actor.accessKeys],
});

export interface ImportedPersonRow extends Record<string, unknown> {
  row_number: number;
  individual_id: string;
  reference: string;
  given_name: string;
  family_name: string;
  preferred_name: string | null;
}

/** Whom the rows of an import became, where the actor sees them. */
export const importedPeople = (actor: Actor, importId: string): Statement => ({
  name: 'imported-people',
  text: `SELECT r.row_number, i.id AS individual_id, i.reference, i.given_name, i.family_name, i.preferred_name
           FROM import_rows r JOIN individuals i ON i.id = r.individual_id AND i.access_keys && $2::uuid[]
          WHERE r.import_id = $1 ORDER BY r.row_number`,
  values: [importId, actor.accessKeys],
});
