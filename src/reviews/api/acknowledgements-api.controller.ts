import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { checked, IfMatch } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { AcknowledgeOverdue } from '../acknowledge-overdue';
import { type AcknowledgementRow, acknowledgementsOfSchedule } from '../acknowledgements.queries';
import { AcknowledgementForm } from '../review-date.forms';
import { scheduleById, type ScheduleRow } from '../schedules.queries';
import {
  acknowledgementResponse,
  AcknowledgementResponse,
  AcknowledgementsResponse,
} from './acknowledgements.responses';

@ApiTags('review schedules')
@ApiBearerAuth()
@Controller('api/v1/review-schedules/:id/acknowledgements')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class AcknowledgementsApiController {
  constructor(
    private readonly reader: Reader,
    private readonly acknowledgeOverdue: AcknowledgeOverdue,
    private readonly clock: Clock,
  ) {}

  /** Who has seen that it is overdue, why, and when they chase it, newest first. */
  @Get()
  @ApiOkResponse({ type: AcknowledgementsResponse })
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AcknowledgementsResponse> {
    const rows = await this.read(actor, id);
    response.setHeader('ETag', `"${rows[0]?.version ?? 0}"`);
    return { items: rows.map(acknowledgementResponse), nextCursor: null };
  }

  /** Acknowledges an overdue review. It stays overdue. If-Match is the ETag of the list: "0" when nobody has yet. */
  @Post()
  @ApiBody({ type: AcknowledgementForm })
  @ApiCreatedResponse({ type: AcknowledgementResponse })
  async acknowledge(
    @CurrentActor() actor: Actor,
    @Param('id') scheduleId: string,
    @Body() body: unknown,
    @IfMatch('list of acknowledgements') version: number,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AcknowledgementResponse> {
    const made = await this.acknowledgeOverdue.run(actor, {
      scheduleId,
      version,
      ...checked(AcknowledgementForm, body),
    });
    const row = (await this.read(actor, scheduleId)).find(({ id }) => id === made.id);
    if (!row) throw new NotFound();
    response.setHeader('ETag', `"${row.version}"`);
    return acknowledgementResponse(row);
  }

  /** @throws NotFound when the schedule is not the actor's to see */
  private async read(actor: Actor, id: string): Promise<AcknowledgementRow[]> {
    if (!isId(id)) throw new NotFound();
    const [[schedule], rows] = await this.reader.read<[ScheduleRow, AcknowledgementRow]>(
      actor,
      { act: 'review_schedule.read', subjectType: 'review_schedule', subjectId: id },
      scheduleById(actor, id, this.clock.today()),
      acknowledgementsOfSchedule(actor, id),
    );
    if (!schedule) throw new NotFound();
    return rows;
  }
}
