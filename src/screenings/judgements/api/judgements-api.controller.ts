import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Roles } from '../../../platform/access';
import type { Submission } from '../../../platform/database';
import { checked, IdempotencyKey } from '../../../platform/http';
import { ScreeningRecordedResponse } from '../../api/screening.response';
import { DecideJudgement } from '../decide-judgement';
import { JudgementForm } from '../web/judgement.form';

@ApiTags('screenings')
@ApiBearerAuth()
@Controller('api/v1/screenings/:id/agreement')
@Roles('manager', 'panel_member', 'panel_chair')
export class JudgementsApiController {
  constructor(private readonly decide: DecideJudgement) {}

  /** Whether somebody else than who screened agrees to a band judged lower than the answers give. Once. */
  @Post()
  @HttpCode(200)
  @ApiOkResponse({ type: ScreeningRecordedResponse })
  agree(
    @CurrentActor() actor: Actor,
    @Param('id') screeningId: string,
    @Body() body: JudgementForm,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<ScreeningRecordedResponse> {
    return this.decide.run(actor, { screeningId, ...checked(JudgementForm, body) }, submission);
  }
}
