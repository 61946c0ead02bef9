import { AccessRules } from '../../platform/access';
import type { Transaction } from '../../platform/database';
import { NotFound, Stale } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { NotADraft } from '../screening.errors';
import { toolVersion, type ToolVersionDetail } from './tools.queries';

export interface SeenVersion {
  id: string;
  version: number;
}

/**
 * The version of a tool, for somebody who may edit tools.
 * @throws NotAllowed, NotFound
 */
export async function loadedVersion(tx: Transaction, rules: AccessRules, id: string): Promise<ToolVersionDetail> {
  rules.ensureMay(tx.actor, 'edit', 'ScreeningTool', {});
  if (!isId(id)) throw new NotFound();
  const [row] = await tx.query<ToolVersionDetail>(toolVersion(id).text, [id]);
  if (!row) throw new NotFound();
  return row;
}

/**
 * The draft as the editor saw it.
 * @throws NotAllowed, NotFound, NotADraft, Stale
 */
export async function loadedDraft(tx: Transaction, rules: AccessRules, seen: SeenVersion): Promise<ToolVersionDetail> {
  const row = await loadedVersion(tx, rules, seen.id);
  if (row.status !== 'draft') throw new NotADraft();
  if (row.version !== seen.version) throw new Stale();
  return row;
}
