import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles, SignedIn } from '../../platform/access';
import type { Submission } from '../../platform/database';
import { checked, IdempotencyKey, IfMatch } from '../../platform/http';
import { DraftMethod } from '../method/draft-method';
import { IdentificationMethods } from '../method/methods';
import { PutMethodInForce } from '../method/put-method-in-force';
import { DraftMethodRequest, PutInForceRequest } from './identification-method.request';
import {
  IdentificationMethodResponse,
  identificationMethodResponse,
  IdentificationMethodsResponse,
  MadeResponse,
} from './identification-method.response';

@ApiTags('identification-methods')
@ApiBearerAuth()
@Controller('api/v1/identification-methods')
@SignedIn()
export class IdentificationMethodsApiController {
  constructor(
    private readonly methods: IdentificationMethods,
    private readonly draftMethod: DraftMethod,
    private readonly putInForce: PutMethodInForce,
  ) {}

  /** Every version, newest first, and when the next cycle is due. Drafts are listed to those who write them. */
  @Get()
  @ApiOkResponse({ type: IdentificationMethodsResponse })
  async list(@CurrentActor() actor: Actor): Promise<IdentificationMethodsResponse> {
    const items = (await this.methods.all(actor)).map(identificationMethodResponse);
    return { items, nextCursor: null, nextCycleDueOn: await this.methods.nextCycleDueOn(actor) };
  }

  @Get(':id')
  @ApiOkResponse({ type: IdentificationMethodResponse })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<IdentificationMethodResponse> {
    const method = identificationMethodResponse(await this.methods.one(actor, id));
    response.setHeader('ETag', `"${method.version}"`);
    return method;
  }

  /** Starts the one draft; refused while there is one. */
  @Post()
  @Roles('panel_chair')
  @ApiBody({ type: DraftMethodRequest })
  @ApiCreatedResponse({ type: MadeResponse })
  draft(
    @CurrentActor() actor: Actor,
    @Body() body: unknown,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<MadeResponse> {
    return this.draftMethod.run(actor, checked(DraftMethodRequest, body), submission);
  }

  /** Puts the draft in force and retires the version before it. */
  @Post(':id/entry-into-force')
  @Roles('panel_chair')
  @ApiBody({ type: PutInForceRequest })
  @ApiCreatedResponse({ type: MadeResponse })
  enter(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
    @IfMatch('identification method') version: number,
  ): Promise<MadeResponse> {
    return this.putInForce.run(actor, { id, version, ...checked(PutInForceRequest, body) });
  }
}
