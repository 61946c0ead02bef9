import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Roles, StepUp } from '../../platform/access';
import type { Submission } from '../../platform/database';
import { checked, IdempotencyKey, IfMatch } from '../../platform/http';
import { BreakGlassUses } from '../break-glass/break-glass-uses';
import { EndBreakGlass } from '../break-glass/end-break-glass';
import { OpenBreakGlass } from '../break-glass/open-break-glass';
import { ReviewBreakGlass } from '../break-glass/review-break-glass';
import { BreakGlassForm, BreakGlassReviewForm } from '../web/break-glass.form';
import {
  BreakGlassChangedResponse,
  BreakGlassOpenedResponse,
  breakGlassUseResponse,
  BreakGlassUsesResponse,
} from './access.response';

/** Urgent access to one record. The reason and the person are in the body, never in an address. */
@ApiTags('break-glass-grants')
@ApiBearerAuth()
@Controller('api/v1/break-glass-grants')
export class BreakGlassApiController {
  constructor(
    private readonly open: OpenBreakGlass,
    private readonly end: EndBreakGlass,
    private readonly review: ReviewBreakGlass,
    private readonly uses: BreakGlassUses,
  ) {}

  @Post()
  @Roles('practitioner', 'manager')
  @StepUp()
  @ApiCreatedResponse({ type: BreakGlassOpenedResponse })
  ask(
    @CurrentActor() actor: Actor,
    @Body() body: BreakGlassForm,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<BreakGlassOpenedResponse> {
    return this.open.run(actor, checked(BreakGlassForm, body), submission);
  }

  @Post(':id/ending')
  @Roles('practitioner', 'manager')
  @HttpCode(200)
  @ApiOkResponse({ type: BreakGlassChangedResponse })
  endNow(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<BreakGlassChangedResponse> {
    return this.end.run(actor, id);
  }

  /** Every use, those nobody has reviewed first. */
  @Get()
  @Roles('governance')
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: BreakGlassUsesResponse })
  async list(@CurrentActor() actor: Actor, @Query('cursor') cursor: unknown): Promise<BreakGlassUsesResponse> {
    const { items, nextCursor } = await this.uses.list(actor, cursor);
    return { items: items.map(breakGlassUseResponse), nextCursor };
  }

  @Post(':id/review')
  @Roles('governance')
  @HttpCode(200)
  @ApiOkResponse({ type: BreakGlassChangedResponse })
  judge(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IfMatch('grant') version: number,
    @Body() body: BreakGlassReviewForm,
  ): Promise<BreakGlassChangedResponse> {
    const { outcome, comment = '' } = checked(BreakGlassReviewForm, body);
    return this.review.run(actor, { id, version, outcome, comment });
  }
}
