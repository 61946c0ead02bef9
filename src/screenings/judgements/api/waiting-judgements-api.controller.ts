import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Roles } from '../../../platform/access';
import { WaitingJudgements } from '../waiting-judgements';
import { waitingOf, WaitingJudgementsResponse } from './judgement.response';

@ApiTags('screenings')
@ApiBearerAuth()
@Controller('api/v1/screening-agreements')
@Roles('manager', 'panel_member', 'panel_chair')
export class WaitingJudgementsApiController {
  constructor(private readonly waiting: WaitingJudgements) {}

  /** Bands judged lower than the answers give that wait for the caller or somebody like them; the oldest first. */
  @Get()
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: WaitingJudgementsResponse })
  async list(@CurrentActor() actor: Actor, @Query('cursor') cursor: unknown): Promise<WaitingJudgementsResponse> {
    const { items, nextCursor } = await this.waiting.list(actor, cursor);
    return { items: items.map(waitingOf), nextCursor };
  }
}
