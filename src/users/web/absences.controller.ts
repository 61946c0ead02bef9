import { Body, Controller, Get, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, SignedIn } from '../../platform/access';
import { Reader } from '../../platform/database';
import { answerForm, checked, formSubmission, type PageAnswer } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { withDays } from '../../web/forms/date-fields';
import { AbsenceForm } from '../absence.form';
import { type AbsenceRow, type BothAwayRow, currentAbsences, pastAbsences, standInsAway } from '../absences.queries';
import { Colleagues } from '../colleagues';
import { isLongAbsence } from '../domain/long-absence';
import { userPaths } from '../paths';
import { RecordAbsence } from '../record-absence';
import { type AbsencesModel, presentAbsences } from './present-absences';

const VIEW = 'users/views/absences.njk';
const DAYS = { startsOn: 'The first day away', endsOn: 'The last day away' };

/** Your absence, and for a manager that of everybody in the agency: from when, until when, and who stands in. */
@Controller('absences')
@SignedIn()
export class AbsencesController {
  constructor(
    private readonly reader: Reader,
    private readonly colleagues: Colleagues,
    private readonly recordAbsence: RecordAbsence,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Render(VIEW)
  show(@CurrentActor() actor: Actor): Promise<AbsencesModel> {
    return this.model(actor, {});
  }

  @Post()
  record(
    @CurrentActor() actor: Actor,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    return answerForm(response, {
      save: async () => {
        const absence = checked(AbsenceForm, withDays(body, DAYS));
        await this.recordAbsence.run(actor, absence, formSubmission(body));
        return isLongAbsence(absence.startsOn, absence.endsOn ?? null);
      },
      saved: () => userPaths.absences,
      notice: (isLong) =>
        isLong
          ? 'Absence recorded. It is a long one: the managers of the agency are told, and hand over what this person holds.'
          : 'Absence recorded',
      again: () => this.again(actor, body),
    });
  }

  private async again(actor: Actor, typed: Record<string, unknown>): Promise<PageAnswer> {
    return { view: VIEW, model: await this.model(actor, typed) };
  }

  private async model(actor: Actor, typed: Record<string, unknown>): Promise<AbsencesModel> {
    const today = this.clock.today();
    const [rows, past, bothAway] = await this.reader.read<[AbsenceRow, AbsenceRow, BothAwayRow]>(
      actor,
      undefined,
      currentAbsences(actor, today),
      pastAbsences(actor, today),
      standInsAway(today),
    );
    return presentAbsences({ actor, rows, past, bothAway, colleagues: await this.colleagues.list(actor), typed });
  }
}
