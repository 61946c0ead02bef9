import { Controller, Get, Query, Render } from '@nestjs/common';
import { readableItem, visibilitiesFor } from '../../notes';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { Clock } from '../../shared/clock';
import { addMonths } from '../../shared/day';
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
} from '../figures.queries';
import { type FiguresModel, presentFigures } from './present-figures';

const MONTHS_BACK = 6;

/** Looking back over the meetings of one's panels. Before the routes of one meeting: `figures` is no id. */
@Controller('meetings/figures')
@Roles('panel_member', 'panel_chair')
export class FiguresController {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Render('meetings/views/figures.njk')
  async figures(@CurrentActor() actor: Actor, @Query('list') list: unknown): Promise<FiguresModel> {
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
    return presentFigures({ attendance, actions, times, hours, twice }, { period, list, today: until });
  }
}
