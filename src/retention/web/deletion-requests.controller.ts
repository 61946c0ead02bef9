import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles, StepUp } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { DecideDeletion } from '../decide-deletion';
import { retentionPaths } from '../paths';
import { RetentionLists } from '../retention-lists';
import { type DeletionRequestModel, presentRequest } from './present-retention';
import { RefusalForm } from './retention.form';
import { seenVersion } from './retention.controller';

const VIEW = 'retention/views/deletion-request.njk';

type Typed = Record<string, unknown>;

/** What the second person decides. */
@Controller('retention/requests/:id')
@Roles('governance')
export class DeletionRequestsController {
  constructor(
    private readonly lists: RetentionLists,
    private readonly decide: DecideDeletion,
  ) {}

  @Get()
  @StepUp()
  @Render(VIEW)
  one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<DeletionRequestModel> {
    return this.page(actor, id, {});
  }

  @Post('deletion')
  @StepUp()
  async carryOut(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => this.decide.carryOut(actor, { id, version: seenVersion(body) }, formSubmission(body)),
      saved: () => retentionPaths.list,
      notice: 'The record is deleted',
      again: async () => ({ view: VIEW, model: await this.page(actor, id, {}) }),
    });
  }

  @Post('refusal')
  async refuse(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { version: _version, ...fields } = body;
        const { refusal: why } = checked(RefusalForm, fields);
        return this.decide.refuse(actor, { id, version: seenVersion(body), why }, formSubmission(body));
      },
      saved: () => retentionPaths.list,
      notice: 'The record is kept',
      again: async () => ({ view: VIEW, model: await this.page(actor, id, body) }),
    });
  }

  @Post('withdrawal')
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => this.decide.withdraw(actor, { id, version: seenVersion(body) }, formSubmission(body)),
      saved: () => retentionPaths.list,
      notice: 'You took the request back',
      again: async () => ({ view: VIEW, model: await this.page(actor, id, {}) }),
    });
  }

  private async page(actor: Actor, id: string, typed: Typed): Promise<DeletionRequestModel> {
    return presentRequest(await this.lists.one(actor, id), actor.userId, typed);
  }
}
