import { Body, Controller, Get, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { answerForm, formSubmission } from '../../platform/http';
import { checkedWithDays } from '../../web/forms/checked-with-days';
import { planPaths } from '../paths';
import { ApprovalRulesForm } from './approval-rules.form';
import {
  type ApprovalDecisionRow,
  approvalDecisions,
  type ApprovalRuleRow,
  approvalRules,
} from './approval-rules.queries';
import { DecideApprovalRules } from './decide-approval-rules';
import { type ApprovalRulesModel, presentApprovalRules } from './present-approval-rules';

const VIEW = 'plans/views/approval-rules.njk';

@Controller('plan-approval-rules')
@Roles('manager', 'panel_member', 'panel_chair')
export class ApprovalRulesController {
  constructor(
    private readonly reader: Reader,
    private readonly decideRules: DecideApprovalRules,
    private readonly rules: AccessRules,
  ) {}

  @Get()
  @Render(VIEW)
  async show(@CurrentActor() actor: Actor): Promise<ApprovalRulesModel> {
    return this.page(actor);
  }

  @Post()
  @Roles('panel_chair')
  async decide(
    @CurrentActor() actor: Actor,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { seenNumber, ...decision } = checkedWithDays(ApprovalRulesForm, body, { decidedOn: 'The day' });
        return this.decideRules.run(actor, { ...decision, seenNumber: Number(seenNumber) }, formSubmission(body));
      },
      saved: () => planPaths.approvalRules,
      notice: 'Decision recorded. It holds from now on',
      again: async () => ({ view: VIEW, model: await this.page(actor, body) }),
    });
  }

  private async page(actor: Actor, typed: Record<string, unknown> = {}): Promise<ApprovalRulesModel> {
    const [rules, decisions] = await this.reader.read<[ApprovalRuleRow, ApprovalDecisionRow]>(
      actor,
      undefined,
      approvalRules(),
      approvalDecisions(),
    );
    const mayDecide = this.rules.may(actor, 'decide', 'PlanApprovalRules', {});
    return presentApprovalRules({ rules, decisions, mayDecide }, typed);
  }
}
