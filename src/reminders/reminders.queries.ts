import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import type { Part, ReminderStatus, Rung, SuppressedReason } from './domain/ladder';

export interface ReadableReminderRow {
  id: string;
  told_as: Part;
  rung: Rung;
  due_on: Day;
}

/** Of these reminders, those the actor may read at this moment. What is missing from the answer is not mentioned to them. */
export const readableReminders = (actor: Actor, ids: string[]): Statement => ({
  name: 'readable-reminders',
  text: `
    SELECT m.id, m.told_as, m.rung, m.due_on
      FROM reminders m
      JOIN individuals i ON i.id = m.individual_id AND i.access_keys && $3::uuid[]
      JOIN review_schedules s ON s.id = m.schedule_id AND s.access_keys && $3::uuid[]
     WHERE m.id = ANY ($1::uuid[]) AND m.recipient_id = $2
     ORDER BY m.due_on, m.id`,
  values: [ids, actor.userId, actor.accessKeys],
});

export interface MyReminderRow {
  id: string;
  individual_id: string;
  given_name: string;
  family_name: string;
  preferred_name: string | null;
  reference: string;
  schedule_id: string;
  schedule_status: string;
  rule: string;
  told_as: Part;
  rung: Rung;
  due_on: Day;
  status: ReminderStatus;
  status_reason: SuppressedReason | null;
  attempts: number;
  owed_at: Date;
  /** As PostgreSQL writes it, to the microsecond: a Date would lose what tells two rows of a cursor apart. */
  owed_at_key: string;
  sent_at: Date | null;
}

/** The actor's own reminders about cases they may see now, newest first; of one scan, what has been due longest first. */
export const myReminders = (actor: Actor, after: (string | null)[] | undefined, limit: number): Statement => ({
  name: 'my-reminders',
  text: `
    SELECT m.id, m.individual_id, i.given_name, i.family_name, i.preferred_name, i.reference, m.schedule_id,
           s.status AS schedule_status, s.rule, m.told_as, m.rung, m.due_on, m.status, m.status_reason, m.attempts,
           m.owed_at, m.owed_at::text AS owed_at_key, m.sent_at
      FROM reminders m
      JOIN individuals i ON i.id = m.individual_id AND i.access_keys && $2::uuid[]
      JOIN review_schedules s ON s.id = m.schedule_id AND s.access_keys && $2::uuid[]
     WHERE m.recipient_id = $1
       AND ($3::timestamptz IS NULL
            OR (m.owed_at, -extract(epoch FROM m.due_on), m.id) < ($3::timestamptz, -extract(epoch FROM $4::date), $5::uuid))
     ORDER BY m.owed_at DESC, -extract(epoch FROM m.due_on) DESC, m.id DESC
     LIMIT $6`,
  values: [actor.userId, actor.accessKeys, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit + 1],
});
