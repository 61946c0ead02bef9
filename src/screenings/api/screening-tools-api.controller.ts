import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, SignedIn } from '../../platform/access';
import { Reader } from '../../platform/database';
import { decodeCursor, PAGE_SIZE, pageOf } from '../../platform/http';
import { toolVersions, type ToolVersionRow } from '../screenings.queries';
import { ScreeningToolListResponse, toolOf } from './screening.response';

@ApiTags('screenings')
@ApiBearerAuth()
@Controller('api/v1/screening-tools')
export class ScreeningToolsApiController {
  constructor(private readonly reader: Reader) {}

  /** Every version of every tool, the newest first. A tool says nothing about anybody, so it leaves no audit row. */
  @Get()
  @SignedIn()
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: ScreeningToolListResponse })
  async list(@CurrentActor() actor: Actor, @Query('cursor') cursor: unknown): Promise<ScreeningToolListResponse> {
    const after = decodeCursor(cursor, 1);
    const rows = await this.reader.many<ToolVersionRow>(actor, undefined, toolVersions(after, PAGE_SIZE));
    const { items, nextCursor } = pageOf(rows, (row) => [row.id]);
    return { items: items.map(toolOf), nextCursor };
  }
}
