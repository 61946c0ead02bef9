import { Controller, Get, Param, Query, Render } from '@nestjs/common';
import { type Actor, CurrentActor, hasRole, Roles } from '../platform/access';
import { decodeCursor } from '../platform/http';
import { DataQualityReads } from './data-quality-reads';
import {
  type CompletenessModel,
  type DataQualityModel,
  presentCompleteness,
  presentProblems,
  presentWorkList,
  type WorkListModel,
} from './present-data-quality';

@Controller('data-quality')
@Roles('manager', 'panel_chair')
export class DataQualityController {
  constructor(private readonly reads: DataQualityReads) {}

  @Get()
  @Render('data-quality/views/data-quality.njk')
  async problems(@CurrentActor() actor: Actor): Promise<DataQualityModel> {
    return presentProblems(await this.reads.problems(actor), hasRole(actor, 'panel_chair'));
  }

  @Get('rules/:rule')
  @Render('data-quality/views/work-list.njk')
  async workList(
    @CurrentActor() actor: Actor,
    @Param('rule') rule: string,
    @Query('cursor') cursor: unknown,
  ): Promise<WorkListModel> {
    const after = decodeCursor(typeof cursor === 'string' ? cursor : undefined, 1);
    return presentWorkList(await this.reads.workList(actor, rule, after?.[0] ?? null), after === undefined);
  }

  @Get('completeness')
  @Roles('analyst', 'governance', 'panel_chair')
  @Render('data-quality/views/completeness.njk')
  async completeness(@CurrentActor() actor: Actor): Promise<CompletenessModel> {
    const { rows, reader } = await this.reads.counts(actor);
    return presentCompleteness(rows, reader);
  }
}
