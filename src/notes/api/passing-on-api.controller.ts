import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { CaseHeaders } from '../../individuals';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import type { Submission } from '../../platform/database';
import { checked, IdempotencyKey } from '../../platform/http';
import { PassingOn } from '../passing-on';
import { PassingOnRequest, PassingOnResponse, suppliedItems, SuppliedItemsResponse } from './passing-on.response';

@ApiTags('individuals')
@ApiBearerAuth()
@Controller('api/v1/individuals/:id/passing-on-agreements')
@Roles('manager')
export class PassingOnApiController {
  constructor(
    private readonly headers: CaseHeaders,
    private readonly passingOn: PassingOn,
  ) {}

  /** What the caller's agency supplied and others may pass on only if it agrees, newest first. */
  @Get()
  @ApiQuery({ name: 'cursor', required: false, type: String })
  @ApiOkResponse({ type: SuppliedItemsResponse })
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query('cursor') cursor: unknown,
  ): Promise<SuppliedItemsResponse> {
    await this.headers.load(actor, id, 'passing_on.read');
    return suppliedItems(await this.passingOn.toBeAsked(actor, id, cursor));
  }

  /** The agency that supplied an item agrees that it is passed on. It cannot be taken back. */
  @Post()
  @ApiCreatedResponse({ type: PassingOnResponse })
  agree(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Body() body: PassingOnRequest,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<PassingOnResponse> {
    return this.passingOn.agree(actor, { individualId, ...checked(PassingOnRequest, body) }, submission);
  }
}
