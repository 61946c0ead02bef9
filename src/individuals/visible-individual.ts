import type { Transaction } from '../platform/database';
import { LeadsElsewhere, NotFound } from '../shared/errors';
import { isId } from '../shared/ids';
import { MERGED_RECORD, type MergedRecordRow } from './individuals.queries';

/** The least of a record that a verb about it needs: that the actor sees it, and the keys its policy asks about. */
export interface VisibleIndividual {
  id: string;
  accessKeys: string[];
  isRestricted: boolean;
}

const VISIBLE = `SELECT id, access_keys AS "accessKeys", is_restricted AS "isRestricted" FROM individuals
  WHERE id = $1 AND access_keys && $2::uuid[]`;
const VISIBLE_LOCKED = `${VISIBLE} FOR NO KEY UPDATE`;

/**
 * Loads an individual within the actor's sight. With `lock`, whoever else changes its people or its cohort period waits:
 * those rules span rows.
 * @throws NotFound when it is not there or not the actor's to see; LeadsElsewhere when it is part of a record that is
 */
export async function visibleIndividual(tx: Transaction, id: string, lock = false): Promise<VisibleIndividual> {
  if (!isId(id)) throw new NotFound();
  const [row] = await tx.query<VisibleIndividual>(lock ? VISIBLE_LOCKED : VISIBLE, [id, tx.actor.accessKeys]);
  if (!row) throw await notThere(tx, id);
  return row;
}

async function notThere(tx: Transaction, id: string): Promise<NotFound> {
  const [row] = await tx.query<MergedRecordRow>(MERGED_RECORD, [id]);
  return row ? new LeadsElsewhere(id, row.id, row.reference) : new NotFound();
}

/** Asked after a change to the people or the cohort period: the database has recomputed who may see. */
export async function isStillVisible(tx: Transaction, id: string): Promise<boolean> {
  return (await tx.query(VISIBLE, [id, tx.actor.accessKeys])).length > 0;
}
