import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CaseHeaders } from '../../individuals';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader, type Submission } from '../../platform/database';
import { checked, decodeCursor, IdempotencyKey, IfMatch, PAGE_SIZE, pageOf } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { type ActionInContextRow, type ActionRow, actionsOfCasePage, myActions } from '../actions.queries';
import { AddAction } from '../add-action';
import { CloseAction } from '../close-action';
import { ReadAction } from '../read-action';
import { AddActionRequest, CloseActionRequest, ListActionsRequest } from './action.request';
import { UpdateAction } from '../update-action';
import { ActionUpdateForm } from '../web/action-update.form';
import {
  ActionResponse,
  actionResponse,
  ActionsResponse,
  OneActionResponse,
  oneActionResponse,
} from './action.response';

@ApiTags('actions')
@ApiBearerAuth()
@Controller('api/v1/actions')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class ActionsApiController {
  constructor(
    private readonly reader: Reader,
    private readonly headers: CaseHeaders,
    private readonly addAction: AddAction,
    private readonly closeAction: CloseAction,
    private readonly updateAction: UpdateAction,
    private readonly readAction: ReadAction,
    private readonly clock: Clock,
  ) {}

  /** Your own actions, or with individualId those of one case; soonest due first. */
  @Get()
  @ApiQuery({ type: ListActionsRequest })
  @ApiOkResponse({ type: ActionsResponse })
  async list(@CurrentActor() actor: Actor, @Query() query: unknown): Promise<ActionsResponse> {
    const asked = checked(ListActionsRequest, query);
    const after = decodeCursor(asked.cursor, 2);
    const rows = asked.individualId
      ? await this.ofCase(actor, asked.individualId, after)
      : await this.reader.many<ActionInContextRow>(
          actor,
          { act: 'actions.listed', subjectType: 'action' },
          myActions(actor, asked.view !== 'closed', { after, limit: PAGE_SIZE }),
        );
    const page = pageOf(rows, (row) => [row.due_on, row.id]);
    return { ...page, items: page.items.map((row) => actionResponse(row, this.clock.today())) };
  }

  @Get(':id')
  @ApiOkResponse({ type: OneActionResponse })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OneActionResponse> {
    return this.answer(actor, id, response);
  }

  /** A new action in a plan, review or meeting that exists. */
  @Post()
  @ApiBody({ type: AddActionRequest })
  @ApiCreatedResponse({ type: ActionResponse })
  async add(
    @CurrentActor() actor: Actor,
    @Body() body: unknown,
    @IdempotencyKey() submission: Submission | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ActionResponse> {
    const { id } = await this.addAction.run(actor, checked(AddActionRequest, body), submission);
    return this.answer(actor, id, response);
  }

  /** How it goes, said by its owner without opening the plan. */
  @Post(':id/updates')
  @ApiBody({ type: ActionUpdateForm })
  @ApiCreatedResponse({ type: OneActionResponse })
  async update(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
    @IdempotencyKey() submission: Submission | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OneActionResponse> {
    await this.updateAction.run(actor, { id, ...checked(ActionUpdateForm, body) }, submission);
    return this.answer(actor, id, response);
  }

  /** How it ended. */
  @Post(':id/closure')
  @ApiBody({ type: CloseActionRequest })
  @ApiCreatedResponse({ type: ActionResponse })
  async close(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
    @IfMatch('action') version: number,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ActionResponse> {
    await this.closeAction.run(actor, { id, version, ...checked(CloseActionRequest, body) });
    return this.answer(actor, id, response);
  }

  private async ofCase(
    actor: Actor,
    individualId: string,
    after: (string | null)[] | undefined,
  ): Promise<(ActionRow & Partial<ActionInContextRow>)[]> {
    const header = await this.headers.load(actor, individualId, 'actions.read');
    const rows = await this.reader.many<ActionRow>(
      actor,
      undefined,
      actionsOfCasePage(actor, individualId, { after, limit: PAGE_SIZE }),
    );
    return rows.map((row) => ({ ...row, individual_reference: header.reference }));
  }

  private async answer(actor: Actor, id: string, response: Response): Promise<OneActionResponse> {
    const action = oneActionResponse(await this.readAction.run(actor, id), this.clock.today());
    response.setHeader('ETag', `"${action.version}"`);
    return action;
  }
}
