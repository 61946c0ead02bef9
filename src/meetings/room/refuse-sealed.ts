import type { Transaction } from '../../platform/database';
import { Conflict } from '../../shared/errors';

export class MinutesSealed extends Conflict {
  constructor() {
    super('The minutes of this meeting are approved and sealed. Nothing in them can be added or changed.');
  }
}

/** Says in words what the database would refuse. @throws MinutesSealed */
export async function refuseSealed(tx: Transaction, meetingId: string): Promise<void> {
  const [meeting] = await tx.query<{ isSealed: boolean }>(
    'SELECT minutes_approved_at IS NOT NULL AS "isSealed" FROM meetings WHERE id = $1',
    [meetingId],
  );
  if (meeting?.isSealed) throw new MinutesSealed();
}
