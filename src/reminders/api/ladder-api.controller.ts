import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { type LadderRow, ladderRungs } from '../ladder.queries';
import { LadderResponse } from './ladder.response';

/** Who is told when. */
@ApiTags('reminders')
@ApiBearerAuth()
@Controller('api/v1/reminder-rungs')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair', 'governance', 'administrator')
export class LadderApiController {
  constructor(private readonly reader: Reader) {}

  /** Every rung that is climbed now, the earliest first. */
  @Get()
  @ApiOkResponse({ type: LadderResponse })
  async list(@CurrentActor() actor: Actor): Promise<LadderResponse> {
    const rungs = await this.reader.many<LadderRow>(actor, undefined, ladderRungs());
    return {
      items: rungs.map((row) => ({
        rung: row.rung,
        daysAfterDue: row.days_after_due,
        audience: row.audience,
        isImmediate: row.is_immediate,
        coversActions: row.covers_actions,
        version: row.version,
      })),
      nextCursor: null,
    };
  }
}
