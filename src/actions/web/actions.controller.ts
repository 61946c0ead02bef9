import { Body, Controller, Get, Param, Post, Query, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { CaseHeaders } from '../../individuals';
import { type Actor, CurrentActor, hasRole, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import {
  answerForm,
  checked,
  type CursorPage,
  decodeCursor,
  formSubmission,
  PAGE_SIZE,
  pageOf,
} from '../../platform/http';
import { HANDED_OVER_AT_ONCE, type HandOver, handOverOf } from '../../web/hand-over';
import { Clock } from '../../shared/clock';
import { type ActionInContextRow, myActions } from '../actions.queries';
import { CaseActions } from '../case-actions';
import { CloseAction } from '../close-action';
import { actionPaths } from '../paths';
import { ActionClosureForm } from './action-closure.form';
import { ActionPage } from './action-page';
import {
  type MyActionsModel,
  type CaseActionsModel,
  presentCaseActions,
  presentMyActions,
  type ActionModel,
} from './present-actions';

const ONE = 'actions/views/action.njk';

@Controller()
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class ActionsController {
  constructor(
    private readonly reader: Reader,
    private readonly headers: CaseHeaders,
    private readonly caseActions: CaseActions,
    private readonly onePage: ActionPage,
    private readonly closeAction: CloseAction,
    private readonly clock: Clock,
  ) {}

  @Get('individuals/:id/actions')
  @Render('actions/views/case-actions.njk')
  async ofCase(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CaseActionsModel> {
    const header = await this.headers.load(actor, id, 'actions.read');
    return presentCaseActions(header, await this.caseActions.of(actor, id), this.clock.today());
  }

  @Get('actions')
  @Render('actions/views/my-actions.njk')
  async mine(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<MyActionsModel> {
    const isOpen = query['view'] !== 'closed';
    const after = decodeCursor(typeof query['cursor'] === 'string' ? query['cursor'] : undefined, 2);
    const rows = await this.reader.many<ActionInContextRow>(
      actor,
      { act: 'actions.listed', subjectType: 'action' },
      myActions(actor, isOpen, { after, limit: PAGE_SIZE }),
    );
    const page = pageOf(rows, (row) => [row.due_on, row.id]);
    const isFirst = after === undefined;
    // What has ended is nobody's to hand over.
    const mayHandOver = isOpen && hasRole(actor, 'manager', 'panel_chair');
    return presentMyActions(page, {
      isOpen,
      isFirst,
      handOver: mayHandOver ? await this.handOver(actor, page, isFirst) : null,
    });
  }

  private async handOver(actor: Actor, page: CursorPage<ActionInContextRow>, isFirst: boolean): Promise<HandOver> {
    const rows =
      isFirst && page.nextCursor === null
        ? page.items
        : await this.reader.many<ActionInContextRow>(
            actor,
            undefined,
            myActions(actor, true, { after: undefined, limit: HANDED_OVER_AT_ONCE }),
          );
    return handOverOf(
      'actions',
      rows.map(({ id }) => id),
    );
  }

  @Get('actions/:id')
  @Render(ONE)
  async one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ActionModel> {
    return this.onePage.model(actor, id);
  }

  @Post('actions/:id/closure')
  async close(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { version, ...closure } = checked(ActionClosureForm, body);
        return this.closeAction.run(actor, { id, version: Number(version), ...closure }, formSubmission(body));
      },
      saved: () => actionPaths.one(id),
      notice: 'Action closed',
      again: async ({ isStale }) => ({ view: ONE, model: await this.onePage.model(actor, id, body, isStale) }),
    });
  }
}
