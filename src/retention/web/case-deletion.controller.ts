import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { CaseHeaders, caseLayoutModel, casePaths } from '../../individuals';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import type { TypedFields } from '../../web/page-model';
import { AskForDeletion } from '../ask-for-deletion';
import { retentionPaths } from '../paths';
import { RetentionLists } from '../retention-lists';
import { grounds } from './present-retention';
import { DeletionForm } from './retention.form';

const VIEW = 'retention/views/ask-deletion.njk';

export interface AskDeletionModel extends ReturnType<typeof caseLayoutModel> {
  backHref: string;
  formAction: string;
  grounds: typeof grounds;
  waiting: { by: string; at: Date } | null;
  refusal: string | null;
  typed: TypedFields<keyof DeletionForm>;
}

/** A manager who answers for a record asks governance to delete it. */
@Controller('individuals/:id/deletion')
@Roles('manager')
export class CaseDeletionController {
  constructor(
    private readonly headers: CaseHeaders,
    private readonly rules: AccessRules,
    private readonly lists: RetentionLists,
    private readonly ask: AskForDeletion,
  ) {}

  @Get()
  @Render(VIEW)
  form(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<AskDeletionModel> {
    return this.page(actor, id, {});
  }

  @Post()
  async request(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => this.ask.ofCase(actor, { individualId, ...checked(DeletionForm, body) }, formSubmission(body)),
      saved: () => casePaths.access(individualId),
      notice: 'You asked for this record to be deleted. Governance decides.',
      again: async () => ({ view: VIEW, model: await this.page(actor, individualId, body) }),
    });
  }

  private async page(actor: Actor, id: string, typed: TypedFields<keyof DeletionForm>): Promise<AskDeletionModel> {
    const header = await this.headers.load(actor, id, 'access.read');
    this.rules.ensureMay(actor, 'ask_deletion', 'Individual', header);
    const last = await this.lists.ofCase(actor, id);
    return {
      ...caseLayoutModel(header, 'access'),
      backHref: casePaths.access(id),
      formAction: retentionPaths.askAbout(id),
      grounds,
      waiting: last?.status === 'waiting' ? { by: last.asked_by, at: last.asked_at } : null,
      refusal: last?.status === 'refused' ? last.refusal : null,
      typed,
    };
  }
}
