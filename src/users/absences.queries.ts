import { type Actor, hasRole } from '../platform/access';
import type { Statement, Transaction } from '../platform/database';
import type { Day } from '../shared/day';
import type { AbsenceKind } from './absence.entity';

export interface AbsenceRow {
  id: string;
  user_id: string;
  name: string;
  starts_on: Day;
  ends_on: Day | null;
  delegate_id: string | null;
  delegate: string | null;
  kind: AbsenceKind;
  is_cancelled: boolean;
  version: number;
}

/** As many as a page holds. */
export const PAST_SHOWN = 100;

/** Two who are away at once, of whom one stands in for the other. */
export interface BothAwayRow {
  absence_id: string;
  /** Who stands in is away too; otherwise who is away stands in for the other. */
  is_stand_in: boolean;
  other: string;
  from_on: Day;
  /** Null: with no end yet. */
  until_on: Day | null;
  /** Who hears it then; null: it goes up the ladder. */
  instead: string | null;
}

/** Of the absences the actor may see. */
export const standInsAway = (today: Day): Statement => ({
  name: 'stand-ins-away',
  text: 'SELECT * FROM stand_ins_away($1)',
  values: [today],
});

const COLUMNS = `
    SELECT b.id, b.user_id, u.display_name AS name, b.starts_on, b.ends_on, b.delegate_id, d.display_name AS delegate, b.kind,
           b.cancelled_at IS NOT NULL AS is_cancelled, b.version
      FROM absences b JOIN users u ON u.id = b.user_id LEFT JOIN users d ON d.id = b.delegate_id`;

/** Whose the actor may see: their own, those of a manager's agency; an administrator's are everybody's. */
const SEEN = '(b.user_id = $1 OR u.agency_id = $2 OR $3)';
const seenBy = (actor: Actor) => [
  actor.userId,
  hasRole(actor, 'manager') ? actor.agencyId : null,
  hasRole(actor, 'administrator'),
];

/** Absences that are on or to come. */
export const currentAbsences = (actor: Actor, today: Day): Statement => ({
  name: 'current-absences',
  text: `${COLUMNS}
     WHERE b.cancelled_at IS NULL AND (b.ends_on IS NULL OR b.ends_on >= $4) AND ${SEEN}
     ORDER BY b.user_id <> $1, b.starts_on, b.id`,
  values: [...seenBy(actor), today],
});

/** Those of the last year that are over, or were cancelled, the latest first: why a reminder went to somebody else then. */
export const pastAbsences = (actor: Actor, today: Day): Statement => ({
  name: 'past-absences',
  text: `${COLUMNS}
     WHERE (b.cancelled_at IS NOT NULL OR b.ends_on < $4) AND coalesce(b.ends_on, b.starts_on) >= $4::date - 365 AND ${SEEN}
     ORDER BY b.starts_on DESC, b.user_id <> $1, b.id LIMIT ${PAST_SHOWN}`,
  values: [...seenBy(actor), today],
});

/** One that stands, of whoever the actor may record absences for. */
export const oneAbsence = (actor: Actor, id: string): Statement => ({
  name: 'one-absence',
  text: `${COLUMNS} WHERE b.id = $4 AND b.cancelled_at IS NULL AND ${SEEN}`,
  values: [...seenBy(actor), id],
});

/** Whether another absence of theirs has some of these days. Locks, so that they are recorded one at a time. */
export async function overlappingAbsence(
  tx: Transaction,
  userId: string,
  { startsOn, endsOn }: { startsOn: Day; endsOn?: Day },
  butFor: string | null = null,
): Promise<boolean> {
  // The database refuses an overlap too, but in no words.
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`absences ${userId}`]);
  const found = await tx.query(
    `SELECT 1 FROM absences WHERE user_id = $1 AND cancelled_at IS NULL AND id IS DISTINCT FROM $4
        AND daterange(starts_on, ends_on, '[]') && daterange($2::date, $3::date, '[]')`,
    [userId, startsOn, endsOn ?? null, butFor],
  );
  return found.length > 0;
}
