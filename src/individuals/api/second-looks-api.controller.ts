import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import type { Submission } from '../../platform/database';
import { checked, IdempotencyKey, IfMatch } from '../../platform/http';
import { CaseHeaders } from '../case-headers';
import { LookAgain } from '../relationships/look-again';
import { SecondLookForm } from '../relationships/second-look.form';
import { SecondLooks } from '../relationships/second-looks';
import { dueLookOf, DueLooksResponse, secondLookOf, SecondLooksResponse } from './second-looks.response';
import { FactRecordedResponse } from './situation.response';

@ApiTags('individuals')
@ApiBearerAuth()
@Controller('api/v1')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class SecondLooksApiController {
  constructor(
    private readonly headers: CaseHeaders,
    private readonly looks: SecondLooks,
    private readonly lookAgain: LookAgain,
  ) {}

  /** Relationships the caller is to look at again within 14 days, what is late first. */
  @Get('second-looks')
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: DueLooksResponse })
  async due(@CurrentActor() actor: Actor, @Query('cursor') cursor: unknown): Promise<DueLooksResponse> {
    const { items, nextCursor } = await this.looks.due(actor, cursor);
    return { items: items.map(dueLookOf), nextCursor };
  }

  /** What was found each time somebody looked again at a relationship of this case. */
  @Get('individuals/:id/second-looks')
  @ApiOkResponse({ type: SecondLooksResponse })
  async ofCase(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<SecondLooksResponse> {
    const header = await this.headers.load(actor, id, 'individual.situation_read');
    const { looks } = await this.looks.ofCase(actor, header.id);
    return { items: looks.map(secondLookOf), nextCursor: null };
  }

  /** Still true, put another way (which answers the id of the new words), or ended. */
  @Post('individuals/:id/relationships/:relationshipId/second-looks')
  @ApiCreatedResponse({ type: FactRecordedResponse })
  look(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Param('relationshipId') relationshipId: string,
    @IfMatch('relationship') version: number,
    @Body() body: SecondLookForm,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<FactRecordedResponse> {
    const look = { ...checked(SecondLookForm, body), individualId, relationshipId, version };
    return this.lookAgain.run(actor, look, submission);
  }
}
