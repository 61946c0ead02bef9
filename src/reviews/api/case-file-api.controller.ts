import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { IndividualResponse, individualResponse } from '../../individuals';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { PlanResponse, planResponse } from '../../plans';
import { CaseFiles } from '../case-file';
import { ReviewSummaryResponse, reviewResponse } from './reviews.responses';

class CaseFileResponse {
  @ApiProperty({ type: IndividualResponse }) individual!: IndividualResponse;
  @ApiProperty({ type: PlanResponse, nullable: true, description: 'The open plan, otherwise the newest closed one' })
  plan!: PlanResponse | null;
  @ApiProperty({ type: [ReviewSummaryResponse], description: 'The newest reviews; GET /reviews has the earlier ones' })
  reviews!: ReviewSummaryResponse[];
}

/** One case in one answer, for a program that would otherwise ask four times. */
@ApiTags('individuals')
@ApiBearerAuth()
@Controller('api/v1/individuals/:id/case-file')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class CaseFileApiController {
  constructor(private readonly caseFiles: CaseFiles) {}

  @Get()
  @ApiOkResponse({ type: CaseFileResponse })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CaseFileResponse> {
    const { header, plan, reviews } = await this.caseFiles.load(actor, id);
    response.setHeader('ETag', `"${header.version}"`);
    return {
      individual: individualResponse(header),
      plan: plan && planResponse(plan),
      reviews: reviews.map(reviewResponse),
    };
  }
}
