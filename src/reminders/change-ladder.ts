import { Injectable } from '@nestjs/common';
import { type Actor, hasRole } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Invalid, NotAllowed, NotFound, Stale } from '../shared/errors';
import { newId } from '../shared/ids';
import { type Audience } from './domain/ladder';
import { ladderRefusal, type Step } from './domain/ladder-rules';

export interface RungToSave extends Step {
  isImmediate: boolean;
  /** The version of the rung of that day and audience that the user saw and wants changed; none where there was none. */
  replaces?: number;
}

interface RungRow {
  rung: string;
  days_after_due: number;
  audience: Audience;
  version: number;
}

/** The escalation ladder, as administrators set it. The whole ladder is checked, whatever one rung becomes. */
@Injectable()
export class ChangeLadder {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Adds a rung, or changes the one of the same day and audience that the user saw.
   * @throws Stale when one stands there that the user did not see, or not as it is now
   */
  keep(actor: Actor, rung: RungToSave, submission?: Submission): Promise<{ rung: string }> {
    return this.change(actor, submission, async (tx) => {
      const word = `day_${rung.daysAfterDue < 0 ? 'minus_' : ''}${Math.abs(rung.daysAfterDue)}_${rung.audience}`;
      const [there] = await tx.query<{ version: number }>(
        'SELECT version FROM reminder_rungs WHERE days_after_due = $1 AND audience = $2 AND removed_at IS NULL',
        [rung.daysAfterDue, rung.audience],
      );
      if (there?.version !== rung.replaces) throw new Stale();
      const [saved] = await tx.query<{ rung: string }>(
        `INSERT INTO reminder_rungs AS g (rung, days_after_due, audience, is_immediate, covers_actions) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT ON CONSTRAINT reminder_rungs_once DO UPDATE
            SET is_immediate = excluded.is_immediate, covers_actions = excluded.covers_actions, removed_at = NULL, version = g.version + 1
         RETURNING g.rung`,
        [word, rung.daysAfterDue, rung.audience, rung.isImmediate, rung.coversActions],
      );
      await tx.audit({
        act: 'reminder.rung_saved',
        subjectType: 'reminder_rung',
        fields: [word, ...(rung.isImmediate ? ['isImmediate'] : []), ...(rung.coversActions ? ['coversActions'] : [])],
      });
      await refuseBroken(tx);
      return { rung: saved?.rung ?? word };
    });
  }

  /** @throws Invalid for the last rung, Stale when it was changed after the user saw it */
  remove(actor: Actor, seen: { rung: string; version: number }, submission?: Submission): Promise<{ rung: string }> {
    return this.change(actor, submission, async (tx) => {
      const [found] = await tx.query<RungRow>(
        'SELECT version FROM reminder_rungs WHERE rung = $1 AND removed_at IS NULL',
        [seen.rung],
      );
      if (!found) throw new NotFound();
      if (found.version !== seen.version) throw new Stale();
      await tx.query('UPDATE reminder_rungs SET removed_at = $2, version = version + 1 WHERE rung = $1', [
        seen.rung,
        tx.now,
      ]);
      await tx.audit({ act: 'reminder.rung_removed', subjectType: 'reminder_rung', fields: [seen.rung] });
      await refuseBroken(tx);
      return { rung: seen.rung };
    });
  }

  /** @throws Invalid for somebody who sits on no panel: they would see no case, and hear of none */
  nameLead(actor: Actor, userId: string, submission?: Submission): Promise<{ id: string }> {
    return this.change(actor, submission, async (tx) => {
      const [member] = await tx.query(
        `SELECT 1 FROM users u JOIN panel_members p ON p.user_id = u.id AND p.ended_at IS NULL
          WHERE u.id::text = $1 AND u.status = 'active' AND u.roles && ARRAY['panel_member','panel_chair']`,
        [userId],
      );
      if (!member) throw new Invalid([{ field: 'userId', message: 'Select somebody who sits on the panel' }]);
      await tx.query('UPDATE partnership_leads SET ended_at = $1 WHERE ended_at IS NULL', [tx.now]);
      const id = newId();
      await tx.query('INSERT INTO partnership_leads (id, user_id, named_by, started_at) VALUES ($1, $2, $3, $4)', [
        id,
        userId,
        tx.actor.userId,
        tx.now,
      ]);
      await tx.audit({ act: 'user.named_partnership_lead', subjectType: 'user', subjectId: userId });
      return { id };
    });
  }

  /** The address takes mail again, or so it is believed: the next reminder is tried. */
  clearBounce(actor: Actor, userId: string, submission?: Submission): Promise<{ id: string }> {
    return this.change(actor, submission, async (tx) => {
      const cleared = await tx.query<{ user_id: string }>(
        `WITH cleared AS (UPDATE address_bounces SET cleared_at = $2, cleared_by = $3
            WHERE user_id::text = $1 AND cleared_at IS NULL RETURNING user_id) SELECT user_id FROM cleared`,
        [userId, tx.now, tx.actor.userId],
      );
      if (cleared.length === 0) throw new NotFound();
      await tx.audit({ act: 'user.address_cleared', subjectType: 'user', subjectId: userId });
      await tx.announce('user.changed', userId);
      return { id: userId };
    });
  }

  /** One administrator at a time: two removals that are each right could together leave no ladder. */
  private change<Result>(
    actor: Actor,
    submission: Submission | undefined,
    work: (tx: Transaction) => Promise<Result>,
  ): Promise<Result> {
    if (!hasRole(actor, 'administrator')) throw new NotAllowed();
    return this.transactions.act(
      actor,
      async (tx) => {
        await tx.query(`SELECT pg_advisory_xact_lock(hashtext('reminder_rungs'))`);
        return work(tx);
      },
      submission,
    );
  }
}

/** @throws Invalid when what the ladder has become leaves something untold; the change is undone with it */
async function refuseBroken(tx: Transaction): Promise<void> {
  const ladder = await tx.query<Step>(
    `SELECT days_after_due AS "daysAfterDue", audience, covers_actions AS "coversActions"
       FROM reminder_rungs WHERE removed_at IS NULL`,
  );
  const refusal = ladderRefusal(ladder);
  if (refusal !== undefined) throw new Invalid([refusal]);
}
