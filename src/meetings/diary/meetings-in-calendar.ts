import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, hasRole } from '../../platform/access';
import { Reader } from '../../platform/database';
import { type Appointment, CalendarSources } from '../../reviews';
import type { Day } from '../../shared/day';
import { meetingPaths } from '../paths';

/**
 * Brings the meetings of a panel into the calendar of everybody seated on it, deputies and coordinator too: those to come,
 * and those of the days to come that were cancelled, so that a calendar takes them back.
 */
@Injectable()
export class MeetingsInCalendar implements OnModuleInit {
  constructor(
    private readonly sources: CalendarSources,
    private readonly reader: Reader,
  ) {}

  onModuleInit(): void {
    const of = (actor: Actor, today: Day) => this.of(actor, today);
    this.sources.add({ kind: 'meeting', title: 'Panel meeting', path: meetingPaths.meeting, of });
  }

  private async of(actor: Actor, today: Day): Promise<Appointment[]> {
    if (!hasRole(actor, 'panel_member', 'panel_chair')) return [];
    return this.reader.many<Appointment>(actor, undefined, {
      name: 'calendar-of-panels',
      text: `
        SELECT m.id AS "subjectId", m.version, (m.held_on + m.starts_at) AT TIME ZONE 'Europe/London' AS "startsAt",
               (m.held_on + m.starts_at) AT TIME ZONE 'Europe/London' + p.meeting_minutes * interval '1 minute' AS "endsAt",
               m.status = 'cancelled' AS "isCancelled"
          FROM meetings m JOIN panels p ON p.id = m.panel_id
         WHERE ARRAY[m.panel_id] && $1::uuid[] AND m.status <> 'held' AND m.held_on >= $3::date
           AND EXISTS (SELECT 1 FROM panel_members s WHERE s.panel_id = m.panel_id AND s.user_id = $2 AND s.ended_at IS NULL)
         ORDER BY m.held_on, m.id LIMIT 200`,
      values: [actor.accessKeys, actor.userId, today],
    });
  }
}
