import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader, type Submission } from '../../platform/database';
import { checked, decodeCursor, IdempotencyKey, PAGE_SIZE, pageOf } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { AddIndividual } from '../add-individual';
import { CaseHeaders } from '../case-headers';
import { cases, casesAlike, hasNamesAlike, type MyCaseRow } from '../case-lists.queries';
import { AddIndividualForm, readNewIndividual } from '../web/add-individual.form';
import { ListIndividualsRequest, SearchIndividualsRequest } from './list-individuals.request';
import {
  IndividualAddedResponse,
  IndividualListResponse,
  IndividualsFoundResponse,
  IndividualResponse,
  listed,
  responseOf,
} from '../individual.response';

@ApiTags('individuals')
@ApiBearerAuth()
@Controller('api/v1/individuals')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class IndividualsApiController {
  constructor(
    private readonly reader: Reader,
    private readonly headers: CaseHeaders,
    private readonly addIndividual: AddIndividual,
    private readonly clock: Clock,
  ) {}

  /** Those the caller may see, what is due first at the top. */
  @Get()
  @ApiOkResponse({ type: IndividualListResponse })
  async list(@CurrentActor() actor: Actor, @Query() query: ListIndividualsRequest): Promise<IndividualListResponse> {
    const { search = '', mine, cursor } = checked(ListIndividualsRequest, query);
    const { items, nextCursor } = await this.find(actor, search, mine === 'true', cursor);
    return { items, nextCursor };
  }

  /** The same list, by a name that stands in no address. Saves nothing. */
  @Post('searches')
  @HttpCode(200)
  @ApiOkResponse({ type: IndividualsFoundResponse })
  search(@CurrentActor() actor: Actor, @Body() body: SearchIndividualsRequest): Promise<IndividualsFoundResponse> {
    const { search, mine = false, cursor } = checked(SearchIndividualsRequest, body);
    return this.find(actor, search, mine, cursor);
  }

  private async find(
    actor: Actor,
    search: string,
    onlyMine: boolean,
    cursor: string | undefined,
  ): Promise<IndividualsFoundResponse> {
    const after = decodeCursor(cursor, 2);
    const [rows, alike = []] = await this.reader.read<[MyCaseRow, ...MyCaseRow[]]>(
      actor,
      { act: 'individuals.listed', subjectType: 'individual' },
      cases(actor, { search, onlyMine, after, limit: PAGE_SIZE }),
      ...(hasNamesAlike({ search, after }) ? [casesAlike(actor, { search, onlyMine })] : []),
    );
    const { items, nextCursor } = pageOf(rows, (row) => [row.sort_on, row.id]);
    return { items: items.map(listed), nextCursor, alike: nextCursor === null ? alike.map(listed) : [] };
  }

  @Post()
  @ApiCreatedResponse({ type: IndividualAddedResponse })
  add(
    @CurrentActor() actor: Actor,
    @Body() body: AddIndividualForm,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<IndividualAddedResponse> {
    return this.addIndividual.run(actor, readNewIndividual({ ...body }, this.clock.today()), submission);
  }

  @Get(':id')
  @ApiOkResponse({ type: IndividualResponse })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<IndividualResponse> {
    const header = await this.headers.load(actor, id);
    response.setHeader('ETag', `"${header.version}"`);
    return responseOf(header);
  }
}
