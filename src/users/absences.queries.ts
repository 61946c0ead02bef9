import { type Actor, hasRole } from '../platform/access';
import type { Statement } from '../platform/database';
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
  version: number;
}

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

/** Absences that are on or to come: the actor's own, and those of a manager's agency; an administrator's are everybody's. */
export const currentAbsences = (actor: Actor, today: Day): Statement => ({
  name: 'current-absences',
  text: `
    SELECT b.id, b.user_id, u.display_name AS name, b.starts_on, b.ends_on, b.delegate_id, d.display_name AS delegate, b.kind, b.version
      FROM absences b JOIN users u ON u.id = b.user_id LEFT JOIN users d ON d.id = b.delegate_id
     WHERE b.cancelled_at IS NULL AND (b.ends_on IS NULL OR b.ends_on >= $2)
       AND (b.user_id = $1 OR u.agency_id = $3 OR $4)
     ORDER BY b.user_id <> $1, b.starts_on, b.id`,
  values: [actor.userId, today, hasRole(actor, 'manager') ? actor.agencyId : null, hasRole(actor, 'administrator')],
});
