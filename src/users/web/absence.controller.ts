import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, SignedIn } from '../../platform/access';
import { Reader } from '../../platform/database';
import { answerForm, checked, formSubmission, type PageAnswer } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { withDays } from '../../web/forms/date-fields';
import { LastDayAwayForm } from '../absence.form';
import { type AbsenceRow, oneAbsence } from '../absences.queries';
import { CancelAbsence } from '../cancel-absence';
import { ChangeLastDayAway } from '../change-last-day-away';
import { userPaths } from '../paths';
import { type AbsenceModel, presentAbsence } from './present-absence';

const VIEW = 'users/views/absence.njk';

/** One absence: they come back sooner or later than was said, or it was a mistake. */
@Controller('absences/:id')
@SignedIn()
export class AbsenceController {
  constructor(
    private readonly reader: Reader,
    private readonly changeLastDay: ChangeLastDayAway,
    private readonly cancelAbsence: CancelAbsence,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Render(VIEW)
  show(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<AbsenceModel> {
    return this.model(actor, id);
  }

  @Post()
  change(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    return answerForm(response, {
      save: async () => {
        const { endsOn } = checked(LastDayAwayForm, withDays({ ...lastDayOf(body) }, { endsOn: 'The last day away' }));
        const change = { id, version: versionOf(body), ...(endsOn === undefined ? {} : { endsOn }) };
        return this.changeLastDay.run(actor, change, formSubmission(body));
      },
      saved: () => userPaths.absences,
      notice: 'Last day away changed',
      again: () => this.again(actor, id, body),
    });
  }

  @Post('cancellation')
  cancel(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    return answerForm(response, {
      save: async () => this.cancelAbsence.run(actor, { id, version: versionOf(body) }, formSubmission(body)),
      saved: () => userPaths.absences,
      notice: 'Absence cancelled',
      again: () => this.again(actor, id),
    });
  }

  private async again(actor: Actor, id: string, typed?: Record<string, unknown>): Promise<PageAnswer> {
    return { view: VIEW, model: await this.model(actor, id, typed) };
  }

  /** @throws NotFound also for one that was cancelled */
  private async model(actor: Actor, id: string, typed?: Record<string, unknown>): Promise<AbsenceModel> {
    if (!isId(id)) throw new NotFound();
    const absence = await this.reader.one<AbsenceRow>(actor, undefined, oneAbsence(actor, id));
    if (!absence) throw new NotFound();
    return presentAbsence(actor, absence, { today: this.clock.today(), typed });
  }
}

const versionOf = (body: Record<string, unknown>): number => Number(body['version']) || 0;

const lastDayOf = (body: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(['endsOn-day', 'endsOn-month', 'endsOn-year'].map((box) => [box, body[box]]));
