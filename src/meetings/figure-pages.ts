import { Injectable } from '@nestjs/common';
import { readableItem, visibilitiesFor } from '../notes';
import type { Actor } from '../platform/access';
import { Reader } from '../platform/database';
import { Clock } from '../shared/clock';
import { addMonths } from '../shared/day';
import {
  type ActionFigureRow,
  actionFigures,
  type AttendanceFigureRow,
  attendanceFigures,
  type HoursFigureRow,
  hoursFigures,
  type Period,
  type TimeFigureRow,
  timeFigures,
  type TwiceFigureRow,
  twiceFigures,
} from './figures.queries';

const MONTHS_BACK = 6;

/** The rows that the figures of the last half year are counted from, within the actor's sight. */
export interface FigureRows {
  attendance: AttendanceFigureRow[];
  actions: ActionFigureRow[];
  times: TimeFigureRow[];
  hours: HoursFigureRow[];
  twice: TwiceFigureRow[];
}

/** Looking back over the meetings of one's panels, for page and API alike. */
@Injectable()
export class FigurePages {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  async load(actor: Actor): Promise<{ rows: FigureRows; period: Period }> {
    const until = this.clock.today();
    const period: Period = { from: addMonths(until, -MONTHS_BACK), until };
    const readable = {
      sql: `(${readableItem('a', '$4', '$6')} OR a.owner_id = $5::uuid)`,
      values: [visibilitiesFor(actor.agencyKind), actor.userId, actor.agencyId],
    };
    const entry = { act: 'meeting_figures.read', subjectType: 'panel' };
    const [attendance, actions, times, hours, twice] = await this.reader.read<
      [AttendanceFigureRow, ActionFigureRow, TimeFigureRow, HoursFigureRow, TwiceFigureRow]
    >(
      actor,
      entry,
      attendanceFigures(actor, period),
      actionFigures(actor, period, readable),
      timeFigures(actor, period),
      hoursFigures(actor, period),
      twiceFigures(actor, period),
    );
    return { rows: { attendance, actions, times, hours, twice }, period };
  }
}
