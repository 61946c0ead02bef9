import { Body, Controller, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader, type Submission } from '../../platform/database';
import {
  checked,
  type CursorPage,
  decodeCursor,
  IdempotencyKey,
  IfMatch,
  PAGE_SIZE,
  pageOf,
} from '../../platform/http';
import { ChooseOwners } from '../choose-owners';
import { ConfirmHandover } from '../confirm-handover';
import { heldKey } from '../domain/held';
import { HandoverPreviews } from '../handover-previews';
import { handoverCursor, type HandoverRow, handovers, type MoveRow, movesOf } from '../handovers.queries';
import { PrepareHandover } from '../prepare-handover';
import { UndoHandover } from '../undo-handover';
import { scopeOf } from '../web/handover-fields';
import { ChooseOwnersRequest, PrepareHandoverRequest } from './handovers.request';
import {
  ConfirmedHandoverResponse,
  handoverListItem,
  type HandoverListItem,
  HandoverListResponse,
  handoverResponse,
  HandoverResponse,
  PreparedHandoverResponse,
} from './handovers.response';

@ApiTags('handovers')
@ApiBearerAuth()
@Controller('api/v1/handovers')
@Roles('manager', 'panel_chair')
export class HandoversApiController {
  constructor(
    private readonly reader: Reader,
    private readonly previews: HandoverPreviews,
    private readonly prepare: PrepareHandover,
    private readonly chooseOwners: ChooseOwners,
    private readonly confirmHandover: ConfirmHandover,
    private readonly undoHandover: UndoHandover,
  ) {}

  @Get()
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: HandoverListResponse })
  async list(@CurrentActor() actor: Actor, @Query('cursor') cursor: unknown): Promise<CursorPage<HandoverListItem>> {
    const entry = { act: 'handovers.listed', subjectType: 'handover' };
    const statement = handovers(actor, decodeCursor(cursor, 2), PAGE_SIZE);
    const page = pageOf(await this.reader.many<HandoverRow>(actor, entry, statement), handoverCursor);
    return { ...page, items: page.items.map(handoverListItem) };
  }

  /** Opens a handover: nothing changes until it is confirmed. */
  @Post()
  @ApiBody({ type: PrepareHandoverRequest })
  @ApiCreatedResponse({ type: PreparedHandoverResponse })
  add(
    @CurrentActor() actor: Actor,
    @Body() body: unknown,
    @IdempotencyKey() submission?: Submission,
  ): Promise<PreparedHandoverResponse> {
    return this.prepare.run(actor, scopeOf({ ...checked(PrepareHandoverRequest, body) }), submission);
  }

  @Get(':id')
  @ApiOkResponse({ type: HandoverResponse })
  async show(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<HandoverResponse> {
    const preview = await this.previews.load(actor, id);
    response.setHeader('ETag', `"${preview.record.version}"`);
    return handoverResponse(preview, await this.reader.many<MoveRow>(actor, undefined, movesOf(actor, id)));
  }

  /** Who takes over; still nothing changes. */
  @Patch(':id')
  @ApiBody({ type: ChooseOwnersRequest })
  @ApiOkResponse({ type: HandoverResponse })
  async choose(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IfMatch('handover') version: number,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<HandoverResponse> {
    const { forAll, each = [] } = checked(ChooseOwnersRequest, body);
    const chosen = Object.fromEntries(each.map((choice) => [heldKey(choice), choice.newHolderId]));
    await this.chooseOwners.run(actor, { id, version, forAll, each: chosen });
    return this.show(actor, id, response);
  }

  @Post(':id/confirmation')
  @ApiCreatedResponse({ type: ConfirmedHandoverResponse })
  confirm(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IfMatch('handover') version: number,
    @IdempotencyKey() submission?: Submission,
  ): Promise<ConfirmedHandoverResponse> {
    return this.confirmHandover.run(actor, { id, version }, submission);
  }

  /** For 24 hours: gives back what is still as the handover left it. */
  @Post(':id/undoing')
  @ApiCreatedResponse({ type: HandoverResponse })
  async undo(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IfMatch('handover') version: number,
    @Res({ passthrough: true }) response: Response,
    @IdempotencyKey() submission?: Submission,
  ): Promise<HandoverResponse> {
    await this.undoHandover.run(actor, { id, version }, submission);
    return this.show(actor, id, response);
  }
}
