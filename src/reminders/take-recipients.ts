import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config';
import { SYSTEM_ACTOR } from '../platform/access';
import { Transactions } from '../platform/database';

/** How long a job may wait in the queue before what it carries is taken again. */
export const QUEUE_LEASE_SECONDS = 30;
const RECIPIENTS_AT_ONCE = 200;

/** The dispatcher's question: for whom is something owed that may be said now and nobody is sending? One lease for each. */
@Injectable()
export class TakeRecipients {
  constructor(
    private readonly transactions: Transactions,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Lease ids, the longest waiting recipient first; none when nothing is owed. */
  run(): Promise<string[]> {
    return this.transactions.act(SYSTEM_ACTOR, async (tx) => {
      const rows = await tx.query<{ lease_id: string }>(
        'SELECT lease_id FROM take_recipients_owed($1, make_interval(secs => $2), $3, $4)',
        [tx.now, QUEUE_LEASE_SECONDS, RECIPIENTS_AT_ONCE, this.settings.digestHour],
      );
      return rows.map((row) => row.lease_id);
    });
  }

  /** The queue did not take them: they need not wait until their leases run out. */
  release(leaseIds: readonly string[]): Promise<void> {
    return this.transactions.act(SYSTEM_ACTOR, async (tx) => {
      await tx.query(`UPDATE reminders SET lease_id = NULL, leased_until = NULL WHERE lease_id = ANY ($1::uuid[])`, [
        leaseIds,
      ]);
    });
  }
}
