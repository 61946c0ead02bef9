import type { Statement } from '../platform/database';
import type { AgencyKind } from './agency.entity';

export interface AgencyRow {
  id: string;
  name: string;
  kind: AgencyKind;
  is_active: boolean;
  version: number;
}

/** Agencies by name. Nothing about a person who is at risk, so nothing is audited. */
export const agencies = (after: (string | null)[] | undefined, limit: number): Statement => ({
  name: 'agencies',
  text: `SELECT id, name, kind, is_active, version FROM agencies
          WHERE $1::text IS NULL OR (name, id) > ($1, $2::uuid)
          ORDER BY name, id LIMIT $3`,
  values: [after?.[0] ?? null, after?.[1] ?? null, limit + 1],
});

export const agencyCursor = (row: AgencyRow): string[] => [row.name, row.id];
