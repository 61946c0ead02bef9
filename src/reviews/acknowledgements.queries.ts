import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';

export interface AcknowledgementRow {
  id: string;
  schedule_id: string;
  version: number;
  due_on: Day;
  reason: string;
  chase_on: Day;
  acknowledged_by: string;
  acknowledged_at: Date;
}

const ACKNOWLEDGEMENTS = `
    SELECT a.id, a.schedule_id, a.version, a.due_on, a.reason, a.chase_on, u.display_name AS acknowledged_by, a.acknowledged_at
      FROM review_acknowledgements a
      JOIN review_schedules s ON s.id = a.schedule_id AND s.access_keys && $2::uuid[]
      JOIN users u ON u.id = a.acknowledged_by`;

/** Of the schedule that runs for a case now, newest first. */
export const acknowledgementsOfCase = (actor: Actor, individualId: string): Statement => ({
  name: 'acknowledgements-of-case',
  text: `${ACKNOWLEDGEMENTS} WHERE s.individual_id = $1 AND s.status IN ('active','exempt') ORDER BY a.version DESC LIMIT 100`,
  values: [individualId, actor.accessKeys],
});

/** Of one schedule, newest first. */
export const acknowledgementsOfSchedule = (actor: Actor, scheduleId: string): Statement => ({
  name: 'acknowledgements-of-schedule',
  text: `${ACKNOWLEDGEMENTS} WHERE s.id = $1 ORDER BY a.version DESC LIMIT 100`,
  values: [scheduleId, actor.accessKeys],
});
