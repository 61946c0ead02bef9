import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import { type Submission, Transactions } from '../platform/database';
import { Stale } from '../shared/errors';

export interface Preferences {
  /** Whether what the ladder says at once may come beside the digest. */
  alsoImmediate: boolean;
  /** Days of the digest, 1 is Monday. */
  days: number[];
}

/** What a person chooses about their own e-mail. The last rung meant for them is sent all the same. */
@Injectable()
export class KeepPreferences {
  constructor(private readonly transactions: Transactions) {}

  /**
   * @param version the one the user saw; 0 when nothing was chosen yet
   * @throws Stale when it was changed elsewhere meanwhile
   */
  run(actor: Actor, chosen: Preferences & { version: number }, submission?: Submission): Promise<{ version: number }> {
    return this.transactions.act(
      actor,
      async (tx) => {
        const [kept] = await tx.query<{ version: number }>(
          // Without a row only a first save begins one: whoever saw a version saw a row, and it is not there any more.
          `INSERT INTO reminder_preferences AS f (user_id, also_immediate, days, changed_at)
           SELECT $1::uuid, $2::boolean, $3::smallint[], $4::timestamptz
            WHERE $5::integer = 0 OR EXISTS (SELECT 1 FROM reminder_preferences k WHERE k.user_id = $1::uuid)
           ON CONFLICT ON CONSTRAINT reminder_preferences_pk DO UPDATE
              SET also_immediate = excluded.also_immediate, days = excluded.days, changed_at = excluded.changed_at, version = f.version + 1
            WHERE f.version = $5
           RETURNING f.version`,
          [tx.actor.userId, chosen.alsoImmediate, chosen.days, tx.now, chosen.version],
        );
        if (!kept) throw new Stale();
        await tx.audit({
          act: 'reminder.preferences_kept',
          subjectType: 'user',
          subjectId: tx.actor.userId,
          fields: ['alsoImmediate', 'days'],
        });
        return kept;
      },
      submission,
    );
  }
}
