import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Tier, TIERS } from '../../individuals';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader, type Submission } from '../../platform/database';
import { checked, IdempotencyKey, IfMatch } from '../../platform/http';
import type { Day } from '../../shared/day';
import { ApprovalDecisionRequest } from '../approval-rules/approval-decision.request';
import {
  type ApprovalDecisionRow,
  approvalDecisions,
  type ApprovalRuleRow,
  approvalRules,
} from '../approval-rules/approval-rules.queries';
import { DecideApprovalRules } from '../approval-rules/decide-approval-rules';

class ApprovalRuleResponse {
  @ApiProperty({ enum: TIERS }) tier!: Tier;
  @ApiProperty({ description: 'The panel approves after a manager' }) needsPanel!: boolean;
}

class ApprovalDecisionResponse {
  @ApiProperty() number!: number;
  @ApiProperty({ enum: TIERS, isArray: true }) tiers!: Tier[];
  @ApiProperty({ format: 'date' }) decidedOn!: Day;
  @ApiProperty() reason!: string;
  @ApiProperty() recordedBy!: string;
  @ApiProperty({ format: 'date-time' }) recordedAt!: Date;
}

class ApprovalRulesResponse {
  @ApiProperty({ type: [ApprovalRuleResponse] }) rules!: ApprovalRuleResponse[];
  @ApiProperty({ type: [ApprovalDecisionResponse], description: 'The newest first' })
  decisions!: ApprovalDecisionResponse[];
  @ApiProperty({ description: 'The number of the newest decision, 0 before the first: what If-Match takes' })
  version!: number;
}

class DecidedResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
}

/** Which tiers need the panel to approve a plan. Closed to integrations: it is the chair's own decision. */
@Controller('api/v1/plan-approval-rules')
@ApiTags('plans')
@ApiBearerAuth()
@Roles('manager', 'panel_member', 'panel_chair')
export class ApprovalRulesApiController {
  constructor(
    private readonly reader: Reader,
    private readonly decideRules: DecideApprovalRules,
  ) {}

  @Get()
  @ApiOkResponse({ type: ApprovalRulesResponse })
  async show(
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ApprovalRulesResponse> {
    const [rules, decisions] = await this.reader.read<[ApprovalRuleRow, ApprovalDecisionRow]>(
      actor,
      undefined,
      approvalRules(),
      approvalDecisions(),
    );
    const version = decisions[0]?.number ?? 0;
    response.setHeader('ETag', `"${version}"`);
    return { rules: rules.map(ruleOf), decisions: decisions.map(decisionOf), version };
  }

  /** Holds from now on. A plan that waits for the panel already stays with the panel. */
  @Post()
  @Roles('panel_chair')
  @ApiBody({ type: ApprovalDecisionRequest })
  @ApiCreatedResponse({ type: DecidedResponse })
  decide(
    @CurrentActor() actor: Actor,
    @Body() body: unknown,
    @IfMatch('rules of approval') seenNumber: number,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<DecidedResponse> {
    return this.decideRules.run(actor, { ...checked(ApprovalDecisionRequest, body), seenNumber }, submission);
  }
}

const ruleOf = ({ tier, needs_panel }: ApprovalRuleRow): ApprovalRuleResponse => ({ tier, needsPanel: needs_panel });

const decisionOf = (row: ApprovalDecisionRow): ApprovalDecisionResponse => ({
  number: row.number,
  tiers: row.tiers,
  decidedOn: row.decided_on,
  reason: row.reason,
  recordedBy: row.recorded_by,
  recordedAt: row.recorded_at,
});
