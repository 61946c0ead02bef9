import type { Transaction } from '../platform/database';
import { type LockedSchedule, lockSchedule } from './locked-schedule';

const RUNNING = `SELECT id FROM review_schedules
  WHERE individual_id = $1 AND status IN ('active','exempt') AND access_keys && $2::uuid[]`;

/** The schedule that runs for a case, active or exempt, locked as everywhere: the plan first. Undefined when none does. */
export async function lockRunningSchedule(tx: Transaction, individualId: string): Promise<LockedSchedule | undefined> {
  const [running] = await tx.query<{ id: string }>(RUNNING, [individualId, tx.actor.accessKeys]);
  if (!running) return undefined;
  const schedule = await lockSchedule(tx, running.id);
  // Somebody may have recorded the review while this waited: then the next one runs.
  return schedule.status === 'completed' ? lockRunningSchedule(tx, individualId) : schedule;
}
