import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import type { Submission } from '../../platform/database';
import { checked, IdempotencyKey } from '../../platform/http';
import { Figures } from '../figures';
import { FIGURE_READERS } from '../figures.policy';
import { ImportFigures } from '../import-figures';
import { figureReader } from '../reader-of-figures';
import { SupplyFigure } from '../supply-figure';
import { ImportFiguresRequest, SupplyFigureRequest } from './indicators.request';
import {
  FiguresImportedResponse,
  FigureSuppliedResponse,
  indicatorOf,
  IndicatorResponse,
  IndicatorsResponse,
} from './indicators.response';

/** Figures as their reader may read them: to analysts and governance rounded, as on the pages. They name nobody. */
@ApiTags('indicators')
@ApiBearerAuth()
@Controller('api/v1/indicators')
@Roles(...FIGURE_READERS)
export class IndicatorsApiController {
  constructor(
    private readonly figures: Figures,
    private readonly supplyFigure: SupplyFigure,
    private readonly importFigures: ImportFigures,
  ) {}

  /** Every indicator in force, with today’s figure and its quarters of the last two years and a quarter. */
  @Get()
  @ApiOkResponse({ type: IndicatorsResponse })
  async list(@CurrentActor() actor: Actor): Promise<IndicatorsResponse> {
    const reader = figureReader(actor, await this.figures.smallNumbers(actor));
    const all = await this.figures.all(actor);
    return { items: all.map((one) => indicatorOf(one, reader)), nextCursor: null };
  }

  @Get(':code')
  @ApiOkResponse({ type: IndicatorResponse })
  async one(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<IndicatorResponse> {
    const rules = await this.figures.smallNumbers(actor);
    return indicatorOf(await this.figures.one(actor, code), figureReader(actor, rules));
  }

  /** Many figures that agencies hold, from one table: all of them or none. */
  @Post('imports')
  @Roles('analyst', 'panel_chair', 'manager')
  @ApiCreatedResponse({ type: FiguresImportedResponse })
  import(
    @CurrentActor() actor: Actor,
    @Body() body: ImportFiguresRequest,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<FiguresImportedResponse> {
    return this.importFigures.run(actor, checked(ImportFiguresRequest, body).csv, submission);
  }

  /** A quarter’s figure from the agency that holds it, or a correction beside what was frozen or supplied. */
  @Post(':code/values')
  @Roles('analyst', 'panel_chair', 'manager')
  @ApiCreatedResponse({ type: FigureSuppliedResponse })
  supply(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Body() body: SupplyFigureRequest,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<FigureSuppliedResponse> {
    const { note = '', ...figure } = checked(SupplyFigureRequest, body);
    return this.supplyFigure.run(actor, { code, note, ...figure }, submission);
  }
}
