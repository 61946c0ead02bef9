import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import type { InPlaceOf, ObligationKind, RedirectReason, ReminderStatus, SuppressedReason } from './domain/ladder';

export const UNDELIVERED = ['failed', 'suppressed'] as const;
export type Undelivered = (typeof UNDELIVERED)[number];

export interface UndeliveredRow {
  id: string;
  kind: ObligationKind;
  /** Null: of a restricted record nothing is said, and minutes are about no one case. */
  reference: string | null;
  recipient_id: string;
  recipient: string;
  instead_of_name: string | null;
  redirect_reason: RedirectReason | null;
  away_until: Day | null;
  also_instead_of: InPlaceOf[] | null;
  days_after_due: number;
  due_on: string;
  status: Undelivered;
  status_reason: SuppressedReason | null;
  attempts: number;
  /** A code of the mail server or of Notify. */
  last_error: string | null;
  owed_at: Date;
  owed_at_key: string;
}

export interface ReminderCountRow {
  /** `untold`: failed because nobody could be told. */
  status: ReminderStatus | 'untold';
  count: number;
}

/** For administrators and governance; the database refuses everybody else. Newest first. */
export const undeliveredReminders = (
  status: Undelivered,
  after: (string | null)[] | undefined,
  limit: number,
): Statement => ({
  name: 'undelivered-reminders',
  text: 'SELECT * FROM undelivered_reminders($1, $2, $3, $4)',
  values: [status, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
});

export const reminderCounts = (since: Date): Statement => ({
  name: 'reminder-counts',
  text: 'SELECT status, count FROM reminder_counts($1)',
  values: [since],
});

export const undeliveredCursor = (row: UndeliveredRow): string[] => [row.owed_at_key, row.id];

export interface KeptCheckRow {
  day: Day;
  checked_at: Date;
  cases_wrong: number;
}

/** The last comparison of what is kept with what is owed, and before it the last that found something wrong. Newest first. */
export const keptChecks = (): Statement => ({
  name: 'kept-obligation-checks',
  text: `
    SELECT c.day, c.checked_at, c.cases_wrong FROM kept_obligation_checks c
     WHERE c.day = (SELECT max(n.day) FROM kept_obligation_checks n) OR c.day = (SELECT max(w.day) FROM kept_obligation_checks w WHERE w.cases_wrong > 0)
     ORDER BY c.day DESC`,
  values: [],
});
