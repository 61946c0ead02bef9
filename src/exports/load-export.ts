import type { AuditFilter } from '../platform/audit';
import type { Transaction } from '../platform/database';
import { NotFound } from '../shared/errors';
import { isId } from '../shared/ids';
import type { ExportKind, ExportStatus } from './export.entity';

export interface LoadedExport {
  id: string;
  version: number;
  kind: ExportKind;
  status: ExportStatus;
  purpose: string;
  tier: string | null;
  filter: AuditFilter | null;
  requestedAt: Date;
  requestedBy: string;
  agencyId: string;
  decidedBy: string | null;
  expiresAt: Date;
  downloads: number;
  detail: number | null;
  leastGroup: number | null;
}

/** @throws NotFound when it is not there or not the actor's to see */
export async function loadExport(tx: Transaction, id: string): Promise<LoadedExport> {
  if (!isId(id)) throw new NotFound();
  const [row] = await tx.query<LoadedExport>(
    `SELECT id, version, kind, status, purpose, tier, filter, requested_at AS "requestedAt", requested_by AS "requestedBy", agency_id AS "agencyId", decided_by AS "decidedBy",
            expires_at AS "expiresAt", downloads, detail, least_group AS "leastGroup" FROM exports WHERE id = $1`,
    [id],
  );
  if (!row) throw new NotFound();
  return row;
}
