import { Injectable } from '@nestjs/common';
import { SYSTEM_ACTOR } from '../platform/access';
import { type Transaction, Transactions } from '../platform/database';
import type { Day } from '../shared/day';
import { newId } from '../shared/ids';
import { sha256 } from '../shared/sha256';
import { ATTEMPTS_WHEN_AWAY, ATTEMPTS_WHEN_STUMBLING, givesUp, waitAfter } from './domain/retry';
import type { SuppressedReason } from './domain/ladder';
import { QUEUE_LEASE_SECONDS } from './take-recipients';

/** Longer than the mail server may take to answer; after it the same message may be sent again, under the same id. */
const SENDING_LEASE_SECONDS = 90;
/** So much of it must be left when a message is handed over. */
export const HANDING_OVER_SECONDS = 50;

/** What one sender holds: reminders of one recipient, under its own lease. */
export interface Claim {
  leaseId: string;
  recipientId: string;
  /**
   * The day on which it was taken, whose digest it is. One that leaves some seconds after midnight is not the one digest of the
   * new day: what is due on that day is not in it.
   */
  day: Day;
  /** Still needed, oldest first. */
  reminders: { id: string; messageId: string | null; isAtOnce: boolean }[];
  /** By performance.now(): later than this it is too late to begin. */
  beginBefore: number;
}

/** Reminders that leave as one message, under an id that a repetition keeps. */
export interface PreparedMessage {
  messageId: string;
  ids: string[];
  /** Nothing was handed over under this id before. */
  isFirstAttempt: boolean;
}

/**
 * Taken in the last seconds of a day, and midnight passed in the queue: given back. Sent now it would be the one digest of the
 * new day, without what is due on it.
 */
const TAKEN_BEFORE_TODAY = `
  UPDATE reminders SET lease_id = NULL, leased_until = NULL
   WHERE lease_id = ANY ($1::uuid[]) AND leased_until - make_interval(secs => $2) < $3::date::timestamp AT TIME ZONE 'Europe/London'`;

interface ClaimRow {
  lease_id: string;
  id: string;
  recipient_id: string;
  message_id: string | null;
  is_at_once: boolean;
}

/** What the service writes about sending. Every change asks for the sender's lease, so that a late one changes nothing. */
@Injectable()
export class ReminderLedger {
  constructor(private readonly transactions: Transactions) {}

  /** One for each recipient, the longest waiting first; none for a lease that is not to be had any more, or under which nothing is needed. */
  claim(givenLeaseIds: readonly string[]): Promise<Claim[]> {
    const beginBefore = performance.now() + (SENDING_LEASE_SECONDS - HANDING_OVER_SECONDS) * 1_000;
    return this.act(async (tx) => {
      const until = new Date(tx.now.getTime() + SENDING_LEASE_SECONDS * 1_000);
      await tx.query(TAKEN_BEFORE_TODAY, [givenLeaseIds, QUEUE_LEASE_SECONDS, tx.today]);
      const rows = await tx.query<ClaimRow>('SELECT * FROM claim_reminders($1::uuid[], $2::uuid[], $3, $4, $5)', [
        givenLeaseIds,
        givenLeaseIds.map(() => newId()),
        tx.today,
        until,
        ATTEMPTS_WHEN_AWAY,
      ]);
      const claims = new Map<string, Claim>();
      for (const row of rows) {
        const claim = claims.get(row.lease_id) ?? {
          leaseId: row.lease_id,
          recipientId: row.recipient_id,
          day: tx.today,
          reminders: [],
          beginBefore,
        };
        claim.reminders.push({ id: row.id, messageId: row.message_id, isAtOnce: row.is_at_once });
        claims.set(row.lease_id, claim);
      }
      return [...claims.values()];
    });
  }

  /** Nothing was tried: the next round takes it again. */
  release({ leaseId }: Claim): Promise<void> {
    return this.act(async (tx) => {
      await tx.query(`UPDATE reminders SET lease_id = NULL, leased_until = NULL WHERE lease_id = $1`, [leaseId]);
    });
  }

  /**
   * Something unforeseen: nobody knows whether the message left, so its digest stays as it is and a repetition carries the
   * same id. Counted, so that what can never be sent ends where people see it and holds up nobody else.
   */
  stumbled({ leaseId }: Claim, error: string): Promise<void> {
    return this.act(async (tx) => {
      const [row] = await tx.query<{ attempts: number | null }>(
        `WITH counted AS (UPDATE reminders SET attempts = attempts + 1 WHERE lease_id = $1 AND status = 'owed' RETURNING attempts)
         SELECT max(attempts) AS attempts FROM counted`,
        [leaseId],
      );
      const attempts = row?.attempts ?? 0;
      const again = attempts >= ATTEMPTS_WHEN_STUMBLING ? null : new Date(tx.now.getTime() + waitAfter(attempts));
      await tx.query(
        `UPDATE reminders SET status = CASE WHEN $2::timestamptz IS NULL THEN 'failed' ELSE 'owed' END,
                leased_until = $2, lease_id = NULL, last_error = $3
          WHERE lease_id = $1 AND status = 'owed'`,
        [leaseId, again, error],
      );
    });
  }

  suppress({ leaseId }: Claim, ids: string[], why: SuppressedReason): Promise<void> {
    return this.act(async (tx) => {
      await tx.query(
        `UPDATE reminders SET status = 'suppressed', status_reason = $3, lease_id = NULL, leased_until = NULL
          WHERE lease_id = $1 AND id = ANY ($2::uuid[])`,
        [leaseId, ids, why],
      );
    });
  }

  /**
   * Fixes which reminders make one message, and its id, before it leaves; counts the attempt. What was already part of
   * an unfinished message goes out as that message again, alone; the rest waits for the next digest.
   */
  prepare({ leaseId, recipientId, day, reminders }: Claim, readable: ReadonlySet<string>): Promise<PreparedMessage> {
    const wanted = reminders.filter(({ id }) => readable.has(id));
    const unfinished = wanted.find(({ messageId }) => messageId !== null)?.messageId ?? null;
    const together = wanted.filter(({ messageId }) => messageId === unfinished);
    const ids = together.map(({ id }) => id);
    const isDaily = !together.every(({ isAtOnce }) => isAtOnce);
    return this.act(async (tx) => {
      // With the day in it: the same reminders said again a week later are another message.
      const messageId = unfinished ?? `reminders-${sha256([day, ...[...ids].sort()].join(' ')).slice(0, 40)}`;
      await tx.query(
        `UPDATE reminders SET lease_id = NULL, leased_until = NULL WHERE lease_id = $1 AND NOT id = ANY ($2::uuid[])`,
        [leaseId, ids],
      );
      await tx.query(
        'UPDATE reminders SET message_id = $3, attempts = attempts + 1 WHERE lease_id = $1 AND id = ANY ($2::uuid[])',
        [leaseId, ids, messageId],
      );
      await tx.query(
        `INSERT INTO digests (message_id, recipient_id, day, is_daily, prepared_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT ON CONSTRAINT digests_pk DO NOTHING`,
        [messageId, recipientId, day, isDaily, tx.now],
      );
      await tx.query(
        `INSERT INTO digest_reminders (message_id, reminder_id) SELECT $1, unnest($2::uuid[])
         ON CONFLICT ON CONSTRAINT digest_reminders_pk DO NOTHING`,
        [messageId, ids],
      );
      return { messageId, ids, isFirstAttempt: unfinished === null };
    });
  }

  /** Also what was suppressed while the message was on its way: it did leave. */
  sent({ recipientId, day }: Claim, message: PreparedMessage): Promise<void> {
    return this.act(async (tx) => {
      await tx.query(
        `UPDATE reminders SET status = 'sent', status_reason = NULL, sent_at = $3, said_on = $4, times_said = times_said + 1,
                lease_id = NULL, leased_until = NULL, last_error = NULL
          WHERE id = ANY ($1::uuid[]) AND message_id = $2 AND status <> 'sent'`,
        [message.ids, message.messageId, tx.now, day],
      );
      await tx.query('UPDATE digests SET sent_at = $2, sent_on = $3 WHERE message_id = $1 AND sent_at IS NULL', [
        message.messageId,
        tx.now,
        day,
      ]);
      await tx.audit({ act: 'reminders.sent', subjectType: 'user', subjectId: recipientId });
    });
  }

  /** What is still owed waits, longer each time; after the last attempt it is failed, where people see it. */
  failed({ leaseId }: Claim, { messageId }: PreparedMessage, error: string, isRefused: boolean): Promise<void> {
    return this.act(async (tx) => {
      await markFailed(tx, messageId);
      const [row] = await tx.query<{ attempts: number }>(
        `SELECT max(attempts) AS attempts FROM reminders WHERE lease_id = $1 AND status = 'owed'`,
        [leaseId],
      );
      const attempts = row?.attempts ?? 0;
      const again = givesUp(attempts, isRefused) ? null : new Date(tx.now.getTime() + waitAfter(attempts));
      await tx.query(
        `UPDATE reminders SET status = CASE WHEN $2::timestamptz IS NULL THEN 'failed' ELSE 'owed' END,
                leased_until = $2, lease_id = NULL, last_error = $3
          WHERE lease_id = $1 AND status = 'owed'`,
        [leaseId, again, error],
      );
    });
  }

  /**
   * The server takes no mail for this address: it is not tried again, what was owed is failed, and the next round tells
   * somebody who can be told.
   */
  addressRefused({ leaseId, recipientId }: Claim, { messageId }: PreparedMessage, error: string): Promise<void> {
    return this.act(async (tx) => {
      await markFailed(tx, messageId);
      await tx.query(
        `INSERT INTO address_bounces AS b (user_id, email, answer, bounced_at) SELECT u.id, u.email, $2, $3 FROM users u WHERE u.id = $1
         ON CONFLICT ON CONSTRAINT address_bounces_pk DO UPDATE
            SET email = excluded.email, answer = excluded.answer, bounced_at = excluded.bounced_at, cleared_at = NULL, cleared_by = NULL`,
        [recipientId, error, tx.now],
      );
      await tx.query(
        `UPDATE reminders SET status = 'failed', leased_until = NULL, lease_id = NULL, last_error = $2
          WHERE lease_id = $1 AND status = 'owed'`,
        [leaseId, error],
      );
      await tx.audit({ act: 'reminders.address_refused', subjectType: 'user', subjectId: recipientId });
      await tx.announce('user.changed', recipientId);
    });
  }

  private act<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.transactions.act(SYSTEM_ACTOR, work);
  }
}

/** It did not arrive, so another digest may be made that day. */
const markFailed = (tx: Transaction, messageId: string): Promise<object[]> =>
  tx.query('UPDATE digests SET failed_at = $2 WHERE message_id = $1 AND sent_at IS NULL', [messageId, tx.now]);
