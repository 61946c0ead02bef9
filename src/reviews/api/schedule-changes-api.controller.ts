import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { checked, IfMatch } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { ChangeReviewDate } from '../change-review-date';
import { ClearExemption } from '../clear-exemption';
import { ExemptReview } from '../exempt-review';
import { ChangeDateForm, ClearExemptionForm, ExemptForm } from '../review-date.forms';
import { changesOfSchedule, type ScheduleChangeRow } from '../schedule-history.queries';
import { scheduleById, type ScheduleRow } from '../schedules.queries';
import { ReviewScheduleResponse, scheduleResponse } from './reviews.responses';
import { scheduleChangeResponse, ScheduleChangesResponse } from './schedule-changes.responses';

@ApiTags('review schedules')
@ApiBearerAuth()
@Controller('api/v1/review-schedules/:id')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class ScheduleChangesApiController {
  constructor(
    private readonly reader: Reader,
    private readonly exemptReview: ExemptReview,
    private readonly clearExemption: ClearExemption,
    private readonly changeReviewDate: ChangeReviewDate,
    private readonly clock: Clock,
  ) {}

  /** Every version of it: what it was, what it became, why, who and when. */
  @Get('changes')
  @ApiOkResponse({ type: ScheduleChangesResponse })
  async changes(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ScheduleChangesResponse> {
    if (!isId(id)) throw new NotFound();
    const rows = await this.reader.many<ScheduleChangeRow>(
      actor,
      { act: 'review_schedule.read', subjectType: 'review_schedule', subjectId: id },
      changesOfSchedule(actor, id),
    );
    // The first version is always there, so nothing means not yours.
    if (rows.length === 0) throw new NotFound();
    return { items: rows.map(scheduleChangeResponse), nextCursor: null };
  }

  /** Says that it cannot be held for a while. */
  @Post('exemption')
  @ApiBody({ type: ExemptForm })
  @ApiCreatedResponse({ type: ReviewScheduleResponse })
  async exempt(
    @CurrentActor() actor: Actor,
    @Param('id') scheduleId: string,
    @Body() body: unknown,
    @IfMatch('review schedule') version: number,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ReviewScheduleResponse> {
    await this.exemptReview.run(actor, { scheduleId, version, ...checked(ExemptForm, body) });
    return this.answer(actor, scheduleId, response);
  }

  /** Says that it can be held again. */
  @Post('exemption/clearing')
  @ApiBody({ type: ClearExemptionForm })
  @ApiCreatedResponse({ type: ReviewScheduleResponse })
  async clear(
    @CurrentActor() actor: Actor,
    @Param('id') scheduleId: string,
    @Body() body: unknown,
    @IfMatch('review schedule') version: number,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ReviewScheduleResponse> {
    await this.clearExemption.run(actor, { scheduleId, version, ...checked(ClearExemptionForm, body) });
    return this.answer(actor, scheduleId, response);
  }

  /** Sets another date: sooner, or back as far as the rules allow. */
  @Post('due-date')
  @ApiBody({ type: ChangeDateForm })
  @ApiCreatedResponse({ type: ReviewScheduleResponse })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id') scheduleId: string,
    @Body() body: unknown,
    @IfMatch('review schedule') version: number,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ReviewScheduleResponse> {
    await this.changeReviewDate.run(actor, { scheduleId, version, ...checked(ChangeDateForm, body) });
    return this.answer(actor, scheduleId, response);
  }

  private async answer(actor: Actor, id: string, response: Response): Promise<ReviewScheduleResponse> {
    const row = await this.reader.one<ScheduleRow>(
      actor,
      { act: 'review_schedule.read', subjectType: 'review_schedule', subjectId: id },
      scheduleById(actor, id, this.clock.today()),
    );
    if (!row) throw new NotFound();
    response.setHeader('ETag', `"${row.version}"`);
    return scheduleResponse(row);
  }
}
