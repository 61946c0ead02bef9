import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { checked, decodeCursor, PAGE_SIZE, pageOf } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { scheduleById, type ScheduleRow, schedules } from '../schedules.queries';
import { ReviewSchedulesQuery } from './reviews.requests';
import { type OverdueCountRow, overdueCounts } from '../work.queries';
import { OverdueCountsResponse, overdueCountsResponse } from './overdue-counts.response';
import { ReviewScheduleListResponse, ReviewScheduleResponse, scheduleResponse } from './reviews.responses';

@ApiTags('review schedules')
@ApiBearerAuth()
@Controller('api/v1/review-schedules')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class ReviewSchedulesApiController {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOkResponse({ type: ReviewScheduleListResponse })
  async list(@CurrentActor() actor: Actor, @Query() query: ReviewSchedulesQuery): Promise<ReviewScheduleListResponse> {
    const asked = checked(ReviewSchedulesQuery, query);
    const filter = {
      status: asked.status ?? null,
      dueBefore: asked.dueBefore ?? null,
      individualId: asked.individualId ?? null,
      today: this.clock.today(),
      after: decodeCursor(asked.cursor, 2),
      limit: PAGE_SIZE,
    };
    const rows = await this.reader.many<ScheduleRow>(
      actor,
      { act: 'review_schedules.listed', subjectType: 'review_schedule' },
      schedules(actor, filter),
    );
    const { items, nextCursor } = pageOf(rows, (row) => [row.due_on, row.id]);
    return { items: items.map(scheduleResponse), nextCursor };
  }

  /** How many reviews are overdue, by tier and by who answers for the plan. */
  @Get('overdue-counts')
  @ApiOkResponse({ type: OverdueCountsResponse })
  async overdue(@CurrentActor() actor: Actor): Promise<OverdueCountsResponse> {
    const rows = await this.reader.many<OverdueCountRow>(
      actor,
      { act: 'review_schedules.counted', subjectType: 'review_schedule' },
      overdueCounts(actor, this.clock.today()),
    );
    return overdueCountsResponse(rows);
  }

  @Get(':id')
  @ApiOkResponse({ type: ReviewScheduleResponse })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ReviewScheduleResponse> {
    if (!isId(id)) throw new NotFound();
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
