import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles, StepUp } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { Invalid } from '../../shared/errors';
import { AskForDeletion } from '../ask-for-deletion';
import { ChangeRule } from '../change-rule';
import { HoldRecord } from '../hold-record';
import { retentionPaths } from '../paths';
import { RetentionLists } from '../retention-lists';
import {
  type HoldsModel,
  presentHolds,
  presentRules,
  presentWork,
  type RetentionModel,
  type RulesModel,
} from './present-retention';
import { DeletionByReferenceForm, HoldForm, PastDateForm, RuleForm } from './retention.form';

const LIST = 'retention/views/retention.njk';
const HOLDS = 'retention/views/holds.njk';
const RULES = 'retention/views/rules.njk';

type Typed = Record<string, unknown>;

/** Governance's work on what is past its date: by reference, without a name. */
@Controller('retention')
@Roles('governance')
export class RetentionController {
  constructor(
    private readonly lists: RetentionLists,
    private readonly ask: AskForDeletion,
    private readonly hold: HoldRecord,
    private readonly change: ChangeRule,
  ) {}

  @Get()
  @Render(LIST)
  list(@CurrentActor() actor: Actor): Promise<RetentionModel> {
    return this.page(actor, {});
  }

  /** Of a record on the list, or of one that governance names by its reference. */
  @Post('requests')
  async request(@CurrentActor() actor: Actor, @Body() body: Typed, @Res() response: Response): Promise<void> {
    await answerForm(response, {
      save: () =>
        body['subjectId'] === undefined
          ? this.ask.byReference(actor, checked(DeletionByReferenceForm, body), formSubmission(body))
          : this.ask.pastItsDate(actor, checked(PastDateForm, body).subjectId, formSubmission(body)),
      saved: () => retentionPaths.list,
      notice: 'You asked for a record to be deleted. Another person of governance decides.',
      again: async () => ({ view: LIST, model: await this.page(actor, body) }),
    });
  }

  @Get('holds')
  @Render(HOLDS)
  async holds(@CurrentActor() actor: Actor): Promise<HoldsModel> {
    return presentHolds(await this.lists.holds(actor), {});
  }

  @Post('holds')
  async place(@CurrentActor() actor: Actor, @Body() body: Typed, @Res() response: Response): Promise<void> {
    await answerForm(response, {
      save: async () => this.hold.place(actor, checked(HoldForm, body), formSubmission(body)),
      saved: () => retentionPaths.holds,
      notice: 'The record is on hold. It will not be deleted.',
      again: async () => ({ view: HOLDS, model: presentHolds(await this.lists.holds(actor), body) }),
    });
  }

  @Post('holds/:id/ending')
  @StepUp()
  async end(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => this.hold.end(actor, { id, version: seenVersion(body) }, formSubmission(body)),
      saved: () => retentionPaths.holds,
      notice: 'The hold has ended',
      again: async () => ({ view: HOLDS, model: presentHolds(await this.lists.holds(actor), {}) }),
    });
  }

  @Get('rules')
  @Render(RULES)
  async rules(@CurrentActor() actor: Actor): Promise<RulesModel> {
    return presentRules(await this.lists.periods(actor), null, {});
  }

  @Post('rules/:kind')
  @StepUp()
  async changeRule(
    @CurrentActor() actor: Actor,
    @Param('kind') kind: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { version: _version, ...fields } = body;
        const { months, untilAge } = checked(RuleForm, fields);
        return this.change.run(actor, { kind, version: seenVersion(body), months, untilAge }, formSubmission(body));
      },
      saved: () => retentionPaths.rules,
      notice: 'The period is changed',
      again: async () => ({ view: RULES, model: presentRules(await this.lists.periods(actor), kind, body) }),
    });
  }

  private async page(actor: Actor, typed: Typed): Promise<RetentionModel> {
    return presentWork(await this.lists.work(actor), typed);
  }
}

/** @throws Invalid for a form whose version was taken out */
export function seenVersion({ version }: Typed): number {
  if (typeof version === 'string' && /^\d{1,9}$/.test(version)) return Number(version);
  throw new Invalid([{ field: 'main-content', message: 'Open this page again and send your answers from there' }]);
}
