import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiProperty, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Roles, SignedIn } from '../../platform/access';
import { Reader, type Submission } from '../../platform/database';
import { checked, decodeCursor, IdempotencyKey, PAGE_SIZE, pageOf } from '../../platform/http';
import { AddAgency } from '../add-agency';
import { AddAgencyForm } from '../add-agency.form';
import { agencies, agencyCursor, type AgencyRow } from '../agencies.queries';
import { AGENCY_KINDS, type AgencyKind } from '../agency.entity';

class AgencyResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ enum: AGENCY_KINDS }) kind!: AgencyKind;
  @ApiProperty() isActive!: boolean;
  @ApiProperty() version!: number;
}

class AgencyListResponse {
  @ApiProperty({ type: [AgencyResponse] }) items!: AgencyResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

class AgencyAddedResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
}

@ApiTags('agencies')
@ApiBearerAuth()
@Controller('api/v1/agencies')
export class AgenciesApiController {
  constructor(
    private readonly reader: Reader,
    private readonly addAgency: AddAgency,
  ) {}

  @Get()
  @SignedIn()
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: AgencyListResponse })
  async list(@CurrentActor() actor: Actor, @Query('cursor') cursor: unknown): Promise<AgencyListResponse> {
    const rows = await this.reader.many<AgencyRow>(actor, undefined, agencies(decodeCursor(cursor, 2), PAGE_SIZE));
    const { items, nextCursor } = pageOf(rows, agencyCursor);
    return { items: items.map(({ is_active: isActive, ...agency }) => ({ ...agency, isActive })), nextCursor };
  }

  @Post()
  @Roles('administrator')
  @ApiCreatedResponse({ type: AgencyAddedResponse })
  add(
    @CurrentActor() actor: Actor,
    @Body() body: AddAgencyForm,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<AgencyAddedResponse> {
    return this.addAgency.run(actor, checked(AddAgencyForm, body), submission);
  }
}
